"""A clinic day through the real window; the database is asked what came of it."""
