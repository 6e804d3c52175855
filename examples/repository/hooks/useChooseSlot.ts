// EXEC-014: chooses a slot once, however often it is pressed.
