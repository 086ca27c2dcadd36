"""The command line: the second frontend."""
