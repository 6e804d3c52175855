"""Rules about code that may not change without its spec."""
