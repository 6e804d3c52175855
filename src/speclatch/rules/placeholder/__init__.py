"""Rules about text that is not the author's yet."""
