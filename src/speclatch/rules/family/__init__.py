"""Rules about documents that belong together: the files of one feature, a change and what it changes."""
