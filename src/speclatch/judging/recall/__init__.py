"""What an earlier audit found in a spec, and whether all that it asked of the repository is still answered so."""
