"""Rules about the front matter: can it be read, is every key there, is every value what the template asks for."""
