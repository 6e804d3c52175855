"""What references can lead to: the files of a tree, their ids, and what is known of the documents among them."""
