"""The encrypted database: schema, change log, repositories, search; and the reference files."""
