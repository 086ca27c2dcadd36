"""The rooms of the program; screens never import each other."""
