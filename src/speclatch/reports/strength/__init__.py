"""Reports on the strength of a gate, in the formats of ``speclatch prove``."""
