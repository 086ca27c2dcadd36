"""What of the standard this program cannot do: refused, or said, so that nothing is silently empty."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from ilp_desktop.forms.refusal import FormProblem, Place
from ilp_desktop.forms.styling import plain
from ilp_desktop.forms.workbook import Workbook

_LAST_SAVED = "${last-saved#"
_SEARCH = re.compile(r"\bsearch\s*\(")
_OTHER_PROGRAM = re.compile(r"\b(?:ex|printer):")
_CALENDARS = frozenset({"ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"})
_NO_LETTERS = frozenset({"So", "Sk", "Cn", "Co", "Cs", "Cf"})
"""Emoji and the like: pyxform lets them pass, but no XML element has such a name."""
_TEXTS = ("label", "hint", "guidance_hint")
_SETTINGS = {
    "public_key": "Jawaban disimpan dengan kunci basis data puskesmas, bukan dengan kunci formulir",
    "submission_url": "Jawaban tidak dikirim ke server",
    "auto_send": "Jawaban tidak dikirim ke server",
    "auto_delete": "Jawaban tidak dihapus setelah dikirim",
}


def unsupported_problems(source: Workbook) -> Iterator[FormProblem]:
    """Rows that ask for something which would stay empty here."""
    for number, row in enumerate(source.survey, 2):
        for column, cell in row.items():
            if _LAST_SAVED in cell:
                yield _refused(
                    "last_saved_unsupported",
                    number,
                    column,
                    "Jawaban formulir sebelumnya (last-saved) tidak didukung",
                    "Pakai bind::ilp:prefill, misalnya observation:KODE",
                )
        if ":" in row.get("name", ""):
            yield _refused(
                "name_unsupported",
                number,
                "name",
                "Nama dengan titik dua tidak didukung",
                "Pakai garis bawah sebagai gantinya",
            )
        elif any(unicodedata.category(letter) in _NO_LETTERS for letter in row.get("name", "")):
            yield _refused(
                "name_unsupported",
                number,
                "name",
                "Nama berisi gambar atau tanda yang bukan huruf",
                "Pakai huruf, angka dan garis bawah, misalnya berat_badan",
            )
        if _SEARCH.search(row.get("appearance", "")):
            yield _refused(
                "search_unsupported",
                number,
                "appearance",
                "Pilihan dengan search() tidak didukung",
                "Pakai select_one_from_file dengan choice_filter",
            )


def unsupported_notices(source: Workbook) -> Iterator[FormProblem]:
    """Rows and settings that work without a part of what they ask for."""
    for number, row in enumerate(source.survey, 2):
        appearance = row.get("appearance", "")
        place = Place(sheet="survey", row=number, column="appearance")
        if _OTHER_PROGRAM.search(appearance):
            yield FormProblem(
                code="other_program_left_out",
                place=place,
                sentence="Program lain tidak dipanggil",
                remedy="Jawaban diketik sendiri",
            )
        if _CALENDARS.intersection(appearance.split()):
            yield FormProblem(
                code="calendar_left_out",
                place=place,
                sentence="Hanya penanggalan Masehi yang dipakai",
                remedy="Ketik tanggal Masehi",
            )
    for sheet, rows in (("survey", source.survey), ("choices", source.choices)):
        for number, row in enumerate(rows, 2):
            for column, cell in row.items():
                if column.startswith(_TEXTS) and plain(cell) != cell:
                    yield FormProblem(
                        code="styling_left_out",
                        place=Place(sheet=sheet, row=number, column=column),
                        sentence="Tulisan tampil tanpa huruf tebal, miring, atau warna",
                        remedy="Tidak perlu berbuat apa-apa",
                    )
    for name, sentence in _SETTINGS.items():
        if source.settings.get(name):
            yield FormProblem(
                code="setting_left_out",
                place=Place(sheet="settings", column=name),
                sentence=sentence,
                remedy="Tidak perlu berbuat apa-apa",
            )


def missing_files(source: Workbook, tables: Mapping[str, Sequence[object]]) -> Iterator[FormProblem]:
    """Rows of the type csv-external without their file."""
    for number, row in enumerate(source.survey, 2):
        name = row.get("name", "")
        if row.get("type", "").strip() == "csv-external" and name not in tables:
            yield _refused(
                "choice_file_missing",
                number,
                "name",
                f"Berkas {name}.csv tidak ikut",
                "Letakkan berkas CSV di samping formulir",
            )


def _refused(code: str, row: int, column: str, sentence: str, remedy: str) -> FormProblem:
    return FormProblem(code=code, place=Place(sheet="survey", row=row, column=column), sentence=sentence, remedy=remedy)
