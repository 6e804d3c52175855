"""A small repository with a good and a bad pull request, and a demonstration of the gate on them."""
