"""What ``speclatch status`` shows: one set of data, as text, JSON and a page that needs nothing but a browser. Pure."""
