"""Paper, workbooks and tables: typed rows and letters in, bytes out. Never queries.

Each module is one kind of paper; ReportLab and XlsxWriter are loaded with the module, so import it where something is
printed, not where the program starts.
"""
