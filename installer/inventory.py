"""Says what lies in a bundle: every file with its hash, the size by package, and the list of components (SBOM)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """``size`` in bytes; ``place`` below the bundle's folder, with ``/``."""

    place: str
    size: int
    digest: str


def inventory(folder: Path) -> list[BundledFile]:
    """Every file of a bundle, by place."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    listed = (
        BundledFile(
            place=path.relative_to(folder).as_posix(),
            size=path.stat().st_size,
            digest=sha256(path.read_bytes()).hexdigest(),
        )
        for path in found
    )
    return sorted(listed, key=lambda file: file.place)


def hash_list(files: Iterable[BundledFile]) -> str:
    """As ``sha256sum --check`` reads it."""
    return "".join(f"{file.digest}  {file.place}\n" for file in files)


def size_by_package(files: Iterable[BundledFile]) -> dict[str, int]:
    """Bytes by the package or single file that they belong to, largest first."""
    sizes: Counter[str] = Counter()
    for file in files:
        package, _slash, _rest = file.place.removeprefix("_internal/").partition("/")
        sizes[package.removesuffix(".libs")] += file.size
    return dict(sizes.most_common())


def size_report(files: Iterable[BundledFile], most: int = 20) -> str:
    """A table of the largest packages and the sum."""
    sizes = size_by_package(files)
    lines = [f"{size / MEGABYTE:8.2f} MB  {package}" for package, size in list(sizes.items())[:most]]
    lines.append(f"{sum(sizes.values()) / MEGABYTE:8.2f} MB  in all, {len(sizes)} packages and single files")
    return "\n".join(lines) + "\n"


def components(bundle: Iterable[BundledFile], distributions: Iterable[Distribution], version: str, python: str) -> str:
    """A CycloneDX 1.5 list of what the program is made of: CPython and each package with name, version and licence."""
    packages = [
        {
            "type": "library",
            "name": found.metadata["Name"],
            "version": found.version,
            "purl": f"pkg:pypi/{found.metadata['Name'].lower()}@{found.version}",
            "licenses": [{"license": {"name": _licence(found)}}],
        }
        for found in sorted(distributions, key=lambda found: found.metadata["Name"].lower())
    ]
    runtime = {"type": "platform", "name": "CPython", "version": python, "licenses": [{"license": {"name": "PSF-2.0"}}]}
    files = [
        {"type": "file", "name": file.place, "hashes": [{"alg": "SHA-256", "content": file.digest}]} for file in bundle
    ]
    program: Mapping[str, str] = {"type": "application", "name": "ILP Desktop", "version": version}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": [runtime, *packages, *files],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _licence(found: Distribution) -> str:
    fields = [*found.metadata.get_all("License-Expression", []), *found.metadata.get_all("License", [])]
    names = [field for field in fields if "\n" not in field]
    classifiers = [line for line in found.metadata.get_all("Classifier", []) if line.startswith("License ::")]
    names += [line.rpartition(" :: ")[2] for line in classifiers]
    return names[0] if names else "see the package"
