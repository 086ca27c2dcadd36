"""The office of forms.

SO1  A form edited in Excel is looked at, taken in, used the same day, and goes with the next package.
SO2  What was filled in opens with its version, here and where the package went, also when the form is retired.
SO3  What is refused says where and what to do; a damaged definition from outside is listed as refused, nothing breaks.
SO4  The same version with other content is not taken in.
SO5  A form that the dinas makes is filled in at the puskesmas on the day its package comes, and the answers come back.
SO6  The list says how often each version and each form was filled in, and when last.
"""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.identifiers import FormDefinitionId, PartnerId
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Fault, Rejected
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services import form_library
from ilp_desktop.services.form_library import CACHE_FOLDER, current_form, form_of_version, forms_for, tables_of
from ilp_desktop.services.form_office import (
    FormLine,
    Newness,
    Standing,
    export_excel,
    file_name_of,
    form_lines,
    invented_response,
    preview_file,
    preview_form,
    reinstate_form,
    retire_form,
    take_in,
)
from ilp_desktop.services.responses import complete_response, meetings, open_response, start_response
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import TurnedClock
from tests.services.test_exchange import acquaint, carry, dinas, known, stick
from tests.services.test_responses import about, fill, visit_of

__all__ = ["dinas", "known", "stick"]

NEW = "2027010101"


def lines_of(workplace: Workplace, form_id: str = ADULT_NCD) -> list[FormLine]:
    return [line for line in form_lines(workplace) if line.definition.form_id == form_id]


def edited(workplace: Workplace, path: Path, *, version: str = NEW, changes: dict[str, str] | None = None) -> Path:
    """The form in force as an officer edits it: the version in settings, and cells by their old text."""
    (line,) = [line for line in lines_of(workplace) if line.standing is Standing.CURRENT]
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_excel(line.definition)))
    replaced = {line.definition.version: version, **(changes or {})}
    with Workbook(str(path)) as written:
        for name in book.sheet_names:
            sheet = written.add_worksheet(name)
            for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write_string(number, column, replaced.get(str(cell), str(cell)))
    return path


def test_the_list_says_where_a_form_is_used_and_what_it_stands_on(workplace: Workplace) -> None:
    (line,) = lines_of(workplace)
    assert (line.standing, line.used_in, line.responses, line.origin) == (
        Standing.CURRENT,
        "Klaster 3",
        0,
        "Bawaan program",
    )
    assert "KMK" in line.definition.source
    (meeting,) = lines_of(workplace, "monthly_workshop_minutes")
    assert meeting.used_in == "Klaster 1, rapat"


def test_the_list_of_forms_compiles_none(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_library, "_ALIVE", {})  # what other tests have read in this process
    compiled = workplace.folder / CACHE_FOLDER
    assert forms_for(workplace, Cluster.MOTHER_AND_CHILD)
    assert form_lines(workplace)
    assert not list(compiled.glob("*"))
    current_form(workplace, ADULT_NCD)
    assert len(list(compiled.glob("*"))) == 1


def test_every_form_survives_excel(workplace: Workplace, tmp_path: Path) -> None:
    for line in form_lines(workplace):
        file = tmp_path / file_name_of(line.definition)
        file.write_bytes(export_excel(line.definition))
        for name, table in tables_of(line.definition).items():
            file.with_suffix("").mkdir(exist_ok=True)
            (file.with_suffix("") / name).write_bytes(table)
        preview = preview_file(workplace, file)
        assert (preview.newness, preview.problems) == (Newness.SAME, ()), line.definition.form_id


def test_an_edited_form_is_used_the_same_day_and_old_answers_keep_their_version(
    workplace: Workplace, tmp_path: Path, clock: TurnedClock
) -> None:
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    old = complete_response(workplace, fill(start_response(workplace, whom), weight="80"), whom).value
    title = "Skrining faktor risiko PTM kabupaten"
    file = edited(workplace, tmp_path / "ptm.xlsx", changes={"Skrining faktor risiko PTM": title})
    preview = preview_file(workplace, file)
    assert (preview.newness, preview.problems) == (Newness.NEW_VERSION, ())
    assert [line.standing for line in lines_of(workplace)] == [Standing.CURRENT]
    take_in(workplace, preview)
    assert forms_for(workplace, Cluster.ADULT_AND_ELDERLY)[0].title == title
    assert current_form(workplace, ADULT_NCD).version == NEW
    complete_response(workplace, fill(start_response(workplace, whom)), whom)
    found = {line.definition.version: (line.standing, line.responses) for line in lines_of(workplace)}
    assert found == {NEW: (Standing.CURRENT, 1), old.form_version: (Standing.OLDER, 1)}
    assert {(line.of_all_versions, line.last_used) for line in lines_of(workplace)} == {(2, workplace.today)}
    assert open_response(workplace, old.id).response.form.version == old.form_version
    with pytest.raises(Rejected) as again:
        take_in(workplace, preview)
    assert again.value.problems[0].code == "form.same"


def test_a_form_and_its_answers_reach_the_other_side_with_the_package(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, tmp_path: Path
) -> None:
    take_in(workplace, preview_file(workplace, edited(workplace, tmp_path / "ptm.xlsx")))
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    record = complete_response(workplace, fill(start_response(workplace, whom), weight="80"), whom).value
    minutes = about(visit, "monthly_workshop_minutes")
    minutes = replace(minutes, patient_id=None, visit_id=None)
    complete_response(workplace, fill(start_response(workplace, minutes)), minutes)
    carry(workplace, known, dinas, stick)
    assert form_of_version(dinas, ADULT_NCD, NEW).version == NEW
    assert open_response(dinas, record.id).response.value("weight") == "80"
    (line,) = [line for line in lines_of(dinas) if line.standing is Standing.CURRENT]
    assert (line.definition.version, line.responses, line.origin) == (NEW, 1, "Siti Rahmawati")
    assert len(meetings(dinas)) == 1


CAMPAIGN = """settings:
  form_id: kampanye_garam
  form_title: Kampanye garam beriodium
  version: "2026112301"
  attribute::ilp:source: SE Kadinkes 440/112/2026
  attribute::ilp:cluster: "3"
survey:
  - {type: select_one ya, name: garam, label: Garam di rumah beriodium?, required: "yes"}
  - {type: note, name: pesan, label: Beri garam contoh., relevant: "${garam} = 'tidak'"}
choices:
  - {list_name: ya, name: ya, label: Ya}
  - {list_name: ya, name: tidak, label: Tidak}
"""


def test_a_form_of_the_dinas_is_filled_in_the_same_day_and_its_answers_come_back(
    workplace: Workplace, dinas: Workplace, stick: Path
) -> None:
    """SO5, SO6"""
    to_dinas, to_puskesmas = acquaint(workplace, dinas, stick)
    visit = visit_of(workplace)
    assert "kampanye_garam" not in {one.form_id for one in forms_for(workplace, Cluster.ADULT_AND_ELDERLY)}
    take_in(dinas, preview_form(dinas, "kampanye.yaml", CAMPAIGN.encode(), {}))
    carry(dinas, to_puskesmas, workplace, stick)
    offered = {one.form_id: one for one in forms_for(workplace, Cluster.ADULT_AND_ELDERLY)}
    assert offered["kampanye_garam"].source == "SE Kadinkes 440/112/2026"
    (line,) = lines_of(workplace, "kampanye_garam")
    assert (line.standing, line.origin, line.of_all_versions) == (Standing.CURRENT, dinas.user.name, 0)
    whom = about(visit, "kampanye_garam")
    record = complete_response(workplace, fill(start_response(workplace, whom), garam="tidak"), whom).value
    carry(workplace, to_dinas, dinas, stick)
    assert open_response(dinas, record.id).response.value("garam") == "tidak"
    (line,) = lines_of(dinas, "kampanye_garam")
    assert (line.responses, line.last_used) == (1, visit.visit_date)
    newer = CAMPAIGN.replace("2026112301", "2026112302").replace("Beri garam contoh.", "Beri garam dan selebaran.")
    take_in(dinas, preview_form(dinas, "kampanye.yaml", newer.encode(), {}))
    carry(dinas, to_puskesmas, workplace, stick)
    assert current_form(workplace, "kampanye_garam").version == "2026112302"
    assert open_response(workplace, record.id).response.form.version == "2026112301"
    retire_form(dinas, "kampanye_garam")
    carry(dinas, to_puskesmas, workplace, stick)
    assert "kampanye_garam" not in {one.form_id for one in forms_for(workplace, Cluster.ADULT_AND_ELDERLY)}
    assert open_response(workplace, record.id).response.value("garam") == "tidak"


def test_a_retired_form_is_offered_nowhere_but_its_answers_open(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    record = complete_response(workplace, fill(start_response(workplace, whom)), whom).value
    retire_form(workplace, ADULT_NCD)
    assert ADULT_NCD not in {one.form_id for one in forms_for(workplace, Cluster.ADULT_AND_ELDERLY)}
    with pytest.raises(Fault):
        start_response(workplace, whom)
    assert open_response(workplace, record.id).response.form.id == ADULT_NCD
    carry(workplace, known, dinas, stick)
    assert lines_of(dinas)[0].standing is Standing.RETIRED
    assert reinstate_form(workplace, ADULT_NCD).value == 1
    assert current_form(workplace, ADULT_NCD).id == ADULT_NCD


def test_other_content_under_the_same_version_is_not_taken_in(workplace: Workplace, tmp_path: Path) -> None:
    take_in(workplace, preview_file(workplace, edited(workplace, tmp_path / "satu.xlsx")))
    other = edited(workplace, tmp_path / "dua.xlsx", changes={"Skrining faktor risiko PTM": "Lain"})
    preview = preview_file(workplace, other)
    assert preview.newness is Newness.CLASH
    with pytest.raises(Rejected) as clash:
        take_in(workplace, preview)
    assert clash.value.problems[0].code == "form.clash"


def test_a_wrong_form_is_refused_with_its_places(workplace: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "salah.xlsx"
    with Workbook(str(path)) as book:
        survey = book.add_worksheet("survey")
        for number, row in enumerate([("type", "name", "label"), ("integer", "a", "A"), ("video", "b", "B")]):
            survey.write_row(number, 0, row)
        book.add_worksheet("settings").write_row(0, 0, ("form_id",))
    preview = preview_file(workplace, path)
    assert preview.newness is Newness.REFUSED
    assert any((one.place.sheet, one.place.row) == ("survey", 3) for one in preview.problems)
    assert all(one.remedy for one in preview.problems)
    with pytest.raises(Rejected):
        take_in(workplace, preview)


def test_a_form_without_a_version_is_refused(workplace: Workplace, tmp_path: Path) -> None:
    preview = preview_file(workplace, edited(workplace, tmp_path / "tanpa.xlsx", version=""))
    assert (preview.newness, [one.code for one in preview.problems]) == (Newness.REFUSED, ["version_missing"])


@pytest.mark.parametrize(
    ("content", "tables"),
    [
        ("bukan formulir", ""),
        ("{", ""),
        ("[" * 5000, ""),
        ('{"survey": [{"type": "begin_group", "name": "a"}]}', ""),
        ('{"survey": [{"type": "text", "name": "a", "label": "A"}]}', "[]"),
        ('{"survey": [{"type": "text", "name": "a", "label": "A"}]}', "{rusak"),
        ('{"survey": [{"type": "text", "name": "a", "label": "A"}], "settings": {"form_id": "lain"}}', ""),
    ],
)
def test_a_damaged_definition_from_outside_is_listed_as_refused(
    workplace: Workplace, content: str, tables: str
) -> None:
    (own,) = lines_of(workplace)
    strange = replace(
        own.definition, id=FormDefinitionId("asing"), form_id="asing", version="1", content=content, tables=tables
    )
    with workplace.change("from_outside") as transaction:
        transaction.insert(strange)
    (line,) = lines_of(workplace, "asing")
    assert line.standing is Standing.REFUSED
    assert line.problems
    assert current_form(workplace, ADULT_NCD).id == ADULT_NCD


def with_notes(number: int) -> bytes:
    """A form with this many notes, full of what JSON and UTF-8 write longer."""
    text = "é'" + '\\"' * 4_000
    rows = "".join(f'  - {{type: note, name: n{one}, label: "{text}"}}\n' for one in range(number))
    return f"settings: {{form_id: desa, form_title: Desa, version: '1'}}\nsurvey:\n{rows}".encode()


def test_a_form_that_fits_into_no_package_is_refused_and_the_largest_travels(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    refused = preview_form(workplace, "desa.yaml", with_notes(64), {})
    assert [one.code for one in refused.problems] == ["form_too_large"]
    largest = preview_form(workplace, "desa.yaml", with_notes(60), {})
    assert largest.newness is Newness.NEW_FORM
    take_in(workplace, largest)
    carry(workplace, known, dinas, stick)
    assert current_form(dinas, "desa").id == "desa"


def test_a_form_in_force_later_waits_for_its_day(workplace: Workplace, tmp_path: Path, clock: TurnedClock) -> None:
    file = edited(workplace, tmp_path / "nanti.xlsx", changes={"2024-01-01": "2026-12-01"})
    take_in(workplace, preview_file(workplace, file))
    assert {line.standing for line in lines_of(workplace)} == {Standing.CURRENT, Standing.LATER}
    clock.turn(days=10)
    assert current_form(workplace, ADULT_NCD).version == NEW


def test_the_preview_is_about_an_invented_person(workplace: Workplace) -> None:
    response = invented_response(workplace, current_form(workplace, ADULT_NCD))
    assert response.value("age_years") == "30"


def test_the_office_is_not_for_everybody(workplace: Workplace) -> None:
    nurse = replace(workplace, user=replace(workplace.user, roles=Role.CLUSTER_3.value))
    with pytest.raises(Rejected):
        form_lines(nurse)
    assert FormDefinition in {type(line.definition) for line in form_lines(workplace)}
