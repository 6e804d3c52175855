"""Rules about ids: a spec is what its id, its file name and its heading say, and no other spec is."""
