"""Use cases: a command in, an answer and what changed out."""
