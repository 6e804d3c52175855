"""What of a repository is judged: its specs, a view of a tree, what a change may break, what comments excuse."""
