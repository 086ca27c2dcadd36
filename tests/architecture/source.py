"""The Python source of the product as the architecture tests see it: parsed once, with readable places."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("ilp_desktop", "ui")


@functools.cache
def files(*folders: str) -> tuple[Path, ...]:
    """Every Python file below the folders of the repository, in order."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST | None = None) -> str:
    """``folder/file.py:line`` for a message."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{getattr(node, 'lineno', 1)}"


def calls(module: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Each call with its dotted name as written, empty when it has none."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of a name or attribute; only the last parts when it starts with something else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case _:
            return ""


def imports(module: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement with the module that it names."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
