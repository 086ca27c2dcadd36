"""What is written down about a fault of ours: places in the program and kinds of error, never a value or a message."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from traceback import walk_tb

from ilp_desktop.resource_files import RESOURCES

_PROGRAM = RESOURCES.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashReport:
    """``text`` is what the maker needs; it holds nothing of what was typed or stored."""

    moment: datetime
    text: str

    @property
    def file_name(self) -> str:
        """The name under which the report is saved."""
        return f"laporan-galat-{self.moment:%Y%m%d-%H%M%S}.txt"


def describe_crash(error: BaseException, version: str, moment: datetime) -> CrashReport:
    """The report on ``error``: its type, those that led to it, and for each the files, lines and functions."""
    head = (
        f"ILP Desktop {version}",
        f"{moment:%Y-%m-%d %H:%M:%S %z}",
        f"Python {platform.python_version()}, {'frozen' if hasattr(sys, 'frozen') else 'source'}",
        f"{platform.system()} {platform.release()}",
    )
    return CrashReport(moment=moment, text="\n".join((*head, *_chain(error))) + "\n")


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield ""
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        for frame, line in walk_tb(current.__traceback__):
            yield f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        current = current.__cause__ or current.__context__


def _place(file_name: str) -> str:
    """Folders above the program may carry a user's name."""
    path = Path(file_name)
    if path.is_relative_to(_PROGRAM):
        return path.relative_to(_PROGRAM).as_posix()
    return "/".join(path.parts[-2:])
