"""pyproject.toml, requirements.lock and docs/dependencies.md name the same packages."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)((?: ;[^\\]*)?) \\$", re.MULTILINE)


def declared(group: str = "dev") -> set[str]:
    """The packages that pyproject.toml asks for, for the program and one kind of work on it."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [*configuration["project"]["dependencies"], *configuration["dependency-groups"][group]]
    return {canonicalize_name(Requirement(text).name) for text in requirements}


def pinned() -> dict[str, str]:
    """Each package of the lock with its version."""
    return {canonicalize_name(name): version for name, version, _ in PIN.findall(lock())}


def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def needed_by(name: str) -> set[str]:
    """What an installed package asks for on any platform; nothing when it is not for this one."""
    try:
        found: Distribution = distribution(name)
    except PackageNotFoundError:
        return set()
    requirements = [Requirement(text) for text in found.requires or ()]
    return {canonicalize_name(one.name) for one in requirements if one.marker is None or "extra" not in str(one.marker)}


def test_every_declared_package_is_pinned() -> None:
    assert declared() - pinned().keys() == set()


def test_every_pinned_package_is_declared_or_needed_by_one_that_is() -> None:
    reached, waiting = set[str](), declared()
    while waiting:
        reached |= waiting
        waiting = {need for name in waiting for need in needed_by(name)} - reached
    assert pinned().keys() - reached == set()


def test_the_environment_has_the_pinned_versions() -> None:
    plain = {name: version for name, version, marker in PIN.findall(lock()) if not marker}
    assert {name: distribution(name).version for name in plain} == plain


def test_every_pin_has_a_hash_and_no_address() -> None:
    blocks = re.split(r"\n(?=\S)", lock())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(PIN.findall(lock()))
    assert "://" not in lock()


def test_every_declared_package_is_explained() -> None:
    explained = set(
        re.findall(r"^\| ([A-Za-z0-9._-]+) ", (ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    names = {canonicalize_name(name) for name in explained} - {"package"}
    assert names == declared() | declared("build")


def test_what_is_shipped_has_the_versions_that_are_tested() -> None:
    text = (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8")
    shipped = {canonicalize_name(name): version for name, version, _ in PIN.findall(text)}
    assert declared("build") - shipped.keys() == set()
    assert {name: version for name, version in shipped.items() if pinned().get(name, version) != version} == {}
