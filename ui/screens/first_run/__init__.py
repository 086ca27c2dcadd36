"""The first run: from an empty PC to a working installation."""
