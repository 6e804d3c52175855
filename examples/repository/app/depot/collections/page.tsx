// EXEC-014: the depot's list of collections.
