"""More memory for SQLite's pages while much is written at once; other databases look after their own."""

from sqlalchemy import Connection

_WHILE_WRITING_MUCH = -256 * 1024
"""In SQLite's notation: kibibytes, negative. Indexes that grow in random order then stay in memory, instead of being
encrypted again and again."""


def grow_page_cache(connection: Connection) -> int:
    """Makes the page cache of this open file large and gives the size it had, for ``restore_page_cache``."""
    if connection.dialect.name != "sqlite":
        return 0
    usual = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    connection.exec_driver_sql(f"PRAGMA cache_size = {_WHILE_WRITING_MUCH}")
    return usual


def restore_page_cache(connection: Connection, usual: int) -> None:
    """Makes the page cache as large as it was."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")
