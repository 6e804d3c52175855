"""Rules about tables: empty, as the template left them, ragged, or with a row begun and not finished."""
