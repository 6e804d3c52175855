"""What ``init``, ``new`` and ``derive`` compute: what a repository has, the files to start from. Pure."""
