"""Rules about the people who have to agree to a spec."""
