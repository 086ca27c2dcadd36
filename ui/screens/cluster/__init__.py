"""The rooms of klaster 2, 3, 4 and across, and the meetings of klaster 1."""
