// EXEC-014: shows the slot that was chosen.
