"""Rules about ignore comments: each must name its reason, and excuse something."""
