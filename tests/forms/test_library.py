"""Loading forms, and keeping what was compiled.

FK1  A kept form opens without pyxform, without elementpath and without a spreadsheet reader.
FK2  What was kept is keyed by content: form, tables beside it, version of the compiler.
FK3  A damaged or missing keep, a full or read-only disk, only cost time.
FK4  A form is itself, whatever it calls itself.
"""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from ilp_desktop.forms import FormRefused, FormSettings, load_form, read_settings
from ilp_desktop.forms.library import content_digest
from tests.forms.workbench import FORMS, form, question

CONTENT = b"survey: [{type: integer, name: a, label: A}]\nsettings: {form_id: uji, version: '1'}"


def test_a_kept_form_opens_light(tmp_path: Path) -> None:
    """FK1: in a process of its own."""
    path = FORMS / "antenatal_visit.yaml"
    load_form(path, cache=tmp_path)
    script = (
        "import sys; from pathlib import Path; from ilp_desktop.forms import load_form, Response; "
        f"load_form(Path({str(path)!r}), cache=Path({str(tmp_path)!r})); "
        "print(sorted({'pyxform', 'elementpath', 'openpyxl', 'python_calamine', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_kept_is_keyed_by_content(tmp_path: Path) -> None:
    """FK2"""
    load_form(CONTENT, cache=tmp_path)
    load_form(CONTENT, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    load_form(CONTENT.replace(b"'1'", b"'2'"), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert content_digest(CONTENT, {"a.csv": b"x"}) != content_digest(CONTENT, {"a.csv": b"y"})
    assert content_digest(CONTENT, {"a.csv": b"x"}) != content_digest(CONTENT, {"b.csv": b"x"})


@pytest.mark.parametrize("damage", [b"", b"<h:html", b"\xff\xfe"])
def test_a_damaged_keep_is_made_again(tmp_path: Path, damage: bytes) -> None:
    """FK3"""
    load_form(CONTENT, cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    assert load_form(CONTENT, cache=tmp_path).id == "uji"
    assert kept.read_bytes() != damage
    assert [path.suffix for path in tmp_path.iterdir()] == [".xml"]


def test_a_place_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    """FK3"""
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder", "utf-8")
    assert load_form(CONTENT, cache=blocked / "dalam").id == "uji"


def test_tables_beside_a_path_are_found(tmp_path: Path) -> None:
    """FK2: in a folder of the form's own name."""
    path = tmp_path / "pilih.yaml"
    path.write_text("survey: [{type: select_one_from_file desa.csv, name: a, label: A}]", "utf-8")
    with pytest.raises(FormRefused):
        load_form(path)
    (tmp_path / "pilih").mkdir()
    (tmp_path / "pilih" / "desa.csv").write_text("name,label\nd1,Lanto\n", "utf-8")
    assert [row.cells["label"] for row in load_form(path).tables["desa"]] == ["Lanto"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """FK3"""
    with pytest.raises(FormRefused) as refused:
        load_form(tmp_path / "tidak_ada.yaml")
    assert refused.value.problems[0].code == "form_unreadable"


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_settings_alone_say_what_the_whole_form_says(tmp_path: Path, path: Path) -> None:
    """FK1: lists of forms need no more."""
    form, settings = load_form(path, cache=tmp_path), read_settings(path.read_bytes())
    for field in fields(FormSettings):
        assert getattr(settings, field.name) == getattr(form, field.name), field.name


def test_settings_that_stand_last_are_found() -> None:
    """FK1"""
    assert read_settings(CONTENT).version == "1"
    assert read_settings(b'{"survey": [], "settings": {"form_id": "uji"}}').id == "uji"
    with pytest.raises(FormRefused):
        read_settings(b"settings:\n  form_id: [a]\n")


def test_what_lies_compiled_with_the_program_is_not_compiled_again(tmp_path: Path) -> None:
    """FK1"""
    shipped, own = tmp_path / "program", tmp_path / "data"
    load_form(CONTENT, cache=shipped)
    assert load_form(CONTENT, cache=own, shipped=shipped).id == "uji"
    assert not own.exists()


def test_forms_are_the_same_only_when_they_are_one() -> None:
    """FK4: what is found out once for a form must not be taken for another that calls itself the same."""
    one, other = form(question("text", "a")), form(question("integer", "a"))
    assert (one.id, one.version) == (other.id, other.version)
    assert one != other
    assert len({one, other}) == 2
