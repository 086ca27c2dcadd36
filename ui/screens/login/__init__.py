"""Signing in, unlocking, changing the user, and what to do when the data cannot be opened."""
