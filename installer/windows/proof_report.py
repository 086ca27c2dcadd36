"""The report of a proof: one row for each thing that was looked at, kept in docs/windows-proof.md."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ilp_desktop import __version__
from installer import bundle
from installer.bundle import BuildFailed, say
from installer.windows import build
from installer.windows.wine import WINE, WineFailed

REPORT = bundle.ROOT / "docs" / "windows-proof.md"


@dataclass(slots=True)
class Report:
    """The lines of the report, in the order in which they were proven."""

    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, what: str, figure: str, holds: bool = True) -> None:
        """One thing that was looked at; what does not hold fails the proof at its end."""
        verdict = "ok" if holds else "FAILED"
        say(f"{verdict:<6} {what}: {figure}")
        self.lines.append(f"| {what} | {figure} | {verdict} |")
        if not holds:
            self.failures.append(what)

    @contextmanager
    def proving(self, what: str) -> Iterator[None]:
        """A row with the seconds that the block takes; a failure in it becomes the row's figure."""
        started = time.monotonic()
        try:
            yield
        except (WineFailed, BuildFailed, AssertionError) as failure:
            self.note(what, " ".join(str(failure).split())[:300], holds=False)
        else:
            self.note(what, f"{time.monotonic() - started:.1f} s")


def write_report(report: Report) -> None:
    """Puts the rows beside the versions that they hold for."""
    wine = subprocess.run([WINE, "--version"], capture_output=True, text=True).stdout.strip()
    commit = bundle.run(["git", "log", "-1", "--format=%h, %cs"], "no git").strip()
    versions = json.loads((build.REPORTS / "sbom.json").read_text(encoding="utf-8"))["components"]
    named = {part["name"]: part.get("version", "") for part in versions}
    lines = [
        "# Windows: last proof",
        "",
        f"`python3 dev.py build windows --prove` on commit {commit}: ILP Desktop {__version__}, {wine} (64-bit, set to",
        f"Windows 10), Python {named['CPython']}, PySide6 {named['PySide6_Essentials']},",
        "Qt's own `windows` platform plug-in.",
        "",
        "| what | figure | |",
        "|---|---|---|",
        *report.lines,
        "",
        *(
            f"![{picture.stem}](windows-proof/{picture.name})"
            for picture in sorted(REPORT.with_suffix("").glob("*.png"))
        ),
        "",
        "## Size by package",
        "",
        "```",
        (build.REPORTS / "sizes.txt").read_text(encoding="utf-8").rstrip(),
        "```",
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
