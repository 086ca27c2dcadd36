"""Statements of every save, given to the driver as text that was made once: making it costs more than SQLite's work."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.expression import Executable

from ilp_desktop.domain.change import Scalar

Row = tuple[Any, ...]


class Prepared:
    """A Core statement for many runs. Its parameters are the scalars of ``entity_rows``, by name; its rows are tuples.

    What SQLAlchemy does at each run beside running (cache keys, contexts, result objects, types) is left out.
    """

    def __init__(self, statement: Executable, columns: Iterable[str] = ()) -> None:
        self._statement = statement
        self._columns = list(columns)
        self._texts: dict[str, _Text] = {}

    def run(self, connection: Connection, values: Mapping[str, Scalar] = {}) -> list[Row]:
        """Runs it once and gives its rows, if it gives any."""
        text = self._text(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text.sql, text.arguments(values))
            return [] if cursor.description is None else cursor.fetchall()  # type: ignore[return-value]
        finally:
            cursor.close()

    def run_each(self, connection: Connection, rows: Iterable[Mapping[str, Scalar]]) -> None:
        """Runs it for each of these rows."""
        text = self._text(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(text.sql, [text.arguments(row) for row in rows])
        finally:
            cursor.close()

    def _text(self, dialect: Dialect) -> "_Text":
        if dialect.name not in self._texts:
            self._texts[dialect.name] = _Text(self._statement, self._columns, dialect)
        return self._texts[dialect.name]


class _Text:
    """A statement in the words of one kind of database."""

    def __init__(self, statement: Any, columns: list[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns or None)
        self.sql = str(compiled)
        self._fixed: Mapping[str, Scalar] = compiled.params
        self._order: list[str] | None = compiled.positiontup

    def arguments(self, values: Mapping[str, Scalar]) -> Any:
        """The values as the driver wants them: in the order of the marks, or by name."""
        if self._order is None:
            return {name: values.get(name, fixed) for name, fixed in self._fixed.items()}
        fixed = self._fixed
        return [values[name] if name in values else fixed[name] for name in self._order]
