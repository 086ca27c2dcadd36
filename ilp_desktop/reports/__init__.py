"""Paper: typed rows in, PDF or XLSX bytes out."""
