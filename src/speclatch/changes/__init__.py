"""What ran us, and which files a change touches."""
