"""Rules about migrations: those that specs name, and those that a change adds."""
