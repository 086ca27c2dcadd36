"""Sealed packages between installations, on a stick."""
