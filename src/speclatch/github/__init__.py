"""The one room that talks to GitHub: a client, a reader, and a publisher that plans before it acts."""
