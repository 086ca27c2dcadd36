"""Turns the CSVs of the npm package idn-area-data into resources/reference/regions.tsv.zst.

    python installer/reference/make_regions.py <data folder or .tgz of the package>

Each line is ``code<TAB>name``, codes without dots, sorted: what lies in a region follows its line.
"""

import csv
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

TARGET = Path(__file__).parents[2] / "resources" / "reference" / "regions.tsv.zst"
LEVELS = ("provinces", "regencies", "districts", "villages")
SHOUTED_LEVELS = frozenset({"provinces", "regencies"})
ACRONYMS = frozenset({"DKI"})


def main(source: Path) -> None:
    lines = sorted(line for level in LEVELS for line in region_lines(level, read_level(source, level)))
    TARGET.write_bytes(zstandard.ZstdCompressor(level=22).compress("\n".join(lines).encode()))
    sys.stdout.write(f"{len(lines)} regions, {TARGET.stat().st_size} bytes\n")


def read_level(source: Path, level: str) -> str:
    if source.is_dir():
        return (source / f"{level}.csv").read_text(encoding="utf-8")
    with tarfile.open(source) as archive:
        member = archive.extractfile(f"package/data/{level}.csv")
        if member is None:
            raise SystemExit(f"{source}: {level}.csv is missing")
        return member.read().decode("utf-8")


def region_lines(level: str, text: str) -> Iterator[str]:
    for row in csv.DictReader(text.splitlines(), quoting=csv.QUOTE_NONE):
        name = tidy(row["name"], shouted=level in SHOUTED_LEVELS)
        yield f"{row['code'].replace('.', '')}\t{name}"


def tidy(name: str, *, shouted: bool) -> str:
    """The source writes the apostrophe of Madurese names as a double quote, and provinces in capitals."""
    words = name.replace('"', "'").replace("’", "'").split()
    if shouted:
        words = [word if word in ACRONYMS else word.title() for word in words]
    return " ".join(words)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
