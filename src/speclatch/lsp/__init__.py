"""The language server: what the gate says of a document while it is written."""
