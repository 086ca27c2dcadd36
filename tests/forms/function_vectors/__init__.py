"""What the functions of each subject give at their borders: a module for each module of rules offered to forms.

A new subject adds its module here, with ``VECTORS``, and touches nothing else.
"""

from importlib import import_module
from pkgutil import iter_modules

ALL: list[tuple[str, object]] = [
    vector
    for found in sorted(iter_modules(__path__), key=lambda module: module.name)
    for vector in import_module(f"{__name__}.{found.name}").VECTORS
]
"""Expression and result, of every subject."""
