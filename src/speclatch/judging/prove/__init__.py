"""How strong a gate is: defects made in memory, one at a time, and how many of them it would catch."""
