"""Rules about references: is one there, does it lead somewhere, and is what it leads to what the spec needs."""
