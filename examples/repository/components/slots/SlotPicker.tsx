// EXEC-014: lets a customer choose a collection slot.
