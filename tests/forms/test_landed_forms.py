"""A built-in form that landed stays as it was under its version: drafts, phones and packages hold answers to it.

``landed_forms.json`` holds the digests by form and version, as ids of ``FormDefinition`` are made. A later landing only
adds to it. Two forms had another content under one version in the second landing, before this test was there.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from ilp_desktop.forms import load_form, read_settings
from ilp_desktop.resource_files import resource_path

LANDED: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_name("landed_forms.json").read_text("utf-8"))
VERSIONS = [(form_id, version) for form_id, digests in LANDED.items() for version in digests]


@pytest.mark.parametrize(("form_id", "version"), VERSIONS)
def test_every_landed_version_of_a_form_is_still_here(form_id: str, version: str, tmp_path: Path) -> None:
    path = resource_path("forms", f"{form_id}.yaml")
    if read_settings(path.read_bytes()).version != version:
        path = resource_path("forms", "earlier", f"{form_id}-{version}.yaml")
        assert path.is_file(), f"the version was raised: git show a552c4b:resources/forms/{form_id}.yaml > {path}"
        form = load_form(path, cache=tmp_path)
        assert (form.id, form.version) == (form_id, version)
    content = path.read_text("utf-8")
    tables = {table.name: table.read_text("utf-8") for table in sorted(path.with_suffix("").glob("*.csv"))}
    digest = sha256(f"{content}\n{json.dumps(tables)}".encode()).hexdigest()
    assert digest in LANDED[form_id][version], "the content changed: raise the version, keep the old text in earlier/"
