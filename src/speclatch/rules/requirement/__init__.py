"""Rules about requirements: defined once, and derived from one that exists."""
