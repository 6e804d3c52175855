"""The one room that runs git: its process, and what its diff says."""
