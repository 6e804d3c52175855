"""Rules about boxes: what a spec says is to be done is done."""
