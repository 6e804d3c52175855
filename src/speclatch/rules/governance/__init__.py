"""Rules about governance tables: rows that must be answered, with a reason, where they say, and not taken out."""
