"""The room of the registers: choose one, see it, print it."""
