"""Rules about a document that says one thing twice: status, title and place must agree."""
