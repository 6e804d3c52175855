"""What the commands share on a laptop: finding the repository, its configuration, the cache file, the terminal."""
