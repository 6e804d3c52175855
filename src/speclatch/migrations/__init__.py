"""Migrations: how tools name them, where documents name them, which there are. Pure."""
