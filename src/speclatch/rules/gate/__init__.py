"""Rules about the gate itself: what leaves it, what it cannot read, what weakens it."""
