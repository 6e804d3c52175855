"""What a team's documents look like: templates read as schemas, words, phases, and which file is of which."""
