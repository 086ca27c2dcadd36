"""The lists of a bundle: files with hashes, sizes, components."""

import json
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

from installer.inventory import components, hash_list, inventory, size_by_package, size_report


def bundle(folder: Path) -> Path:
    for place, content in {
        "ilp-desktop.exe": b"program",
        "_internal/PySide6/Qt6Core.dll": b"12345",
        "_internal/PySide6/plugins/x.dll": b"678",
        "_internal/pillow.libs/jpeg.dll": b"90",
    }.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_every_file_is_listed_by_place_with_its_hash(tmp_path: Path) -> None:
    files = inventory(bundle(tmp_path))
    assert [file.place for file in files] == sorted(file.place for file in files)
    assert f"{sha256(b'program').hexdigest()}  ilp-desktop.exe\n" in hash_list(files)


def test_the_same_bundle_gives_the_same_list_wherever_it_lies(tmp_path: Path) -> None:
    one, other = bundle(tmp_path / "one"), bundle(tmp_path / "other")
    assert hash_list(inventory(one)) == hash_list(inventory(other))


def test_a_link_to_a_library_is_not_counted_twice(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (folder / "_internal" / "Qt6Core.dll").symlink_to(folder / "_internal" / "PySide6" / "Qt6Core.dll")
    assert len(inventory(folder)) == 4


def test_sizes_are_summed_by_package_largest_first(tmp_path: Path) -> None:
    files = inventory(bundle(tmp_path))
    assert size_by_package(files) == {"PySide6": 8, "ilp-desktop.exe": 7, "pillow": 2}
    assert "in all, 3 packages" in size_report(files)


def test_the_list_of_components_names_packages_licences_and_hashes(tmp_path: Path) -> None:
    document = json.loads(components(inventory(bundle(tmp_path)), [distribution("reportlab")], "1.2.3", "3.11.7"))
    assert document["metadata"]["component"]["version"] == "1.2.3"
    by_name = {part["name"]: part for part in document["components"]}
    assert by_name["CPython"]["version"] == "3.11.7"
    assert "BSD" in by_name["reportlab"]["licenses"][0]["license"]["name"]
    assert by_name["ilp-desktop.exe"]["hashes"][0]["content"] == sha256(b"program").hexdigest()
