"""ILP Desktop: integrated primary care of a puskesmas, offline."""

__version__ = "0.1.0"
