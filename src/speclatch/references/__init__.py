"""What a spec refers to: references found in it, the documents and ids they name, and what became of each."""
