"""The rules of the house, proved on the source itself."""
