"""Rules about sections: missing, empty, or without what the template puts into them."""
