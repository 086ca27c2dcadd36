"""Paper, workbooks and tables."""
