// EXEC-014: the slots that are open.
