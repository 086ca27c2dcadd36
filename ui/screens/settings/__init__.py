"""The settings of this installation."""
