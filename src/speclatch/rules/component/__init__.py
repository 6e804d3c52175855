"""Rules about the files that a spec names as its own."""
