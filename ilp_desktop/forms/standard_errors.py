"""What pyxform says against a form, in plain Indonesian, each with what to do."""

import re
from dataclasses import dataclass

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_COLUMN = re.compile(r"the '([\w: ]+)' value")
_SHEETS = ("choices", "settings", "survey")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardError:
    """One message: where in the workbook, and the two sentences. Row 0 and an empty column: not told.

    ``name`` is the question or choice that the message speaks of.
    """

    sheet: str
    row: int
    column: str
    name: str
    sentence: str
    remedy: str


_FALLBACK = ("Tidak sah menurut standar XLSForm ({message})", "Perbaiki bagian itu lalu coba lagi")
_KNOWN: tuple[tuple[str, str, str, str], ...] = (
    (
        r"Could not find the name '(?P<name>[^']*)'|There is no survey element named '(?P<other>[^']*)'",
        "",
        "Pertanyaan {name} tidak ada di formulir ini",
        "Periksa ejaan di dalam ${{...}}, termasuk huruf besar dan kecil",
    ),
    (
        r"The name '(?P<name>[^']*)' appears more than|multiple survey elements named '(?P<other>[^']*)'",
        "",
        "Nama {name} dipakai lebih dari satu pertanyaan, jadi tidak jelas yang mana yang dimaksud",
        "Beri setiap pertanyaan nama sendiri di kolom name",
    ),
    (
        r"Reference variables must start|must have a comma between",
        "",
        "Acuan ke pertanyaan lain salah tulis",
        "Tulis ${{nama_pertanyaan}}, lengkap dengan kurung kurawal",
    ),
    (
        r"Questions, groups, and repeats must be unique|is a case-insensitive match",
        "name",
        "Nama ini sudah dipakai di kelompok yang sama",
        "Beri nama lain di kolom name; huruf besar dan kecil saja tidak membedakan",
    ),
    (
        r"Repeat names must unique|Repeat names must not be the same",
        "name",
        "Nama bagian berulang sudah dipakai",
        "Beri bagian berulang nama yang belum dipakai di mana pun, bukan 'data'",
    ),
    (r"The name 'meta' is reserved", "name", "Nama 'meta' dipakai ODK sendiri", "Beri nama lain di kolom name"),
    (
        r"Names must begin with a letter|Invalid question name",
        "name",
        "Nama hanya boleh huruf, angka, garis bawah, titik dan strip, dan dimulai dengan huruf atau garis bawah",
        "Ganti spasi dan tanda lain dengan garis bawah, misalnya berat_badan",
    ),
    (r"Choices must have a name", "name", "Pilihan tanpa name", "Isi kolom name di lembar choices"),
    (
        r"Choice names must be unique",
        "name",
        "Dua pilihan dalam satu daftar bernama sama",
        "Beri name berbeda, atau tulis allow_choice_duplicates = yes di lembar settings",
    ),
    (
        r"Choice names with spaces cannot .* \[(?P<name>[^\]]*)\] in",
        "name",
        "Nama pilihan '{name}' berisi spasi, padahal boleh dipilih beberapa",
        "Ganti spasi dengan garis bawah di kolom name lembar choices",
    ),
    (
        r"survey element named '(?P<name>[^']*)' has no label",
        "label",
        "Pertanyaan {name} tanpa label",
        "Isi kolom label; untuk nilai yang tidak ditanyakan pakai jenis hidden atau calculate",
    ),
    (
        r"required column headers were not found: '?(?P<name>[^.']*)",
        "",
        "Kolom {name} tidak ada atau kosong",
        "Judul kolom harus di baris 1, dan kolomnya diisi",
    ),
    (
        r"Column headers must not be empty|header row",
        "",
        "Ada kolom berisi tanpa judul, atau judul kolom berisi spasi",
        "Isi judul di baris 1, tanpa spasi, atau kosongkan kolom itu",
    ),
    (
        r"Headers that are different names for the same column were found: '(?P<name>[^']*)'",
        "",
        "Dua kolom berarti sama: {name}",
        "Hapus salah satu kolom",
    ),
    (
        r"Duplicate column header: (?P<name>.*)",
        "",
        "Judul kolom {name} ada dua kali",
        "Hapus salah satu kolom itu",
    ),
    (
        r"Unmatched 'end_(?P<name>\w+)'",
        "",
        "Ada end_{name} tanpa begin_{name}",
        "Hapus baris ini, atau tambahkan begin_{name} di atasnya",
    ),
    (
        r"Unmatched 'begin_(?P<name>\w+)'",
        "",
        "begin_{name} ini tidak ditutup",
        "Tambahkan end_{name} di bawah isi kelompoknya",
    ),
    (r"Missing calculation", "calculation", "Rumus kosong", "Isi kolom calculation, atau hapus baris ini"),
    (r"Question with no type", "type", "Baris tanpa type", "Isi kolom type, atau kosongkan seluruh baris"),
    (r"Question or group with no name", "name", "Baris tanpa name", "Isi kolom name"),
    (
        r"Unknown question type '(?P<name>[^']*)'",
        "type",
        "Jenis pertanyaan '{name}' tidak dikenal",
        "Pakai jenis dari standar XLSForm, misalnya text, integer, select_one",
    ),
    (
        r"specify choices for this 'or other'|There should be choices",
        "type",
        "Pertanyaan pilihan tanpa daftar pilihan",
        "Tulis nama daftar sesudah select_one, dan daftarnya di lembar choices",
    ),
    (
        r"or_other' is not supported with translations|'or_other'",
        "type",
        "or_other tidak dapat dipakai bersama beberapa bahasa atau choice_filter",
        "Tambahkan sendiri pilihan 'lain' dan pertanyaan teks sesudahnya",
    ),
    (
        r"accepted parameter keys for this question type are '(?P<name>[^']*)'",
        "parameters",
        "Ada parameter yang tidak dikenal",
        "Yang dikenal: {name}",
    ),
    (
        r"Parameter (?P<name>max-pixels) must have an integer",
        "parameters",
        "{name} bukan angka bulat",
        "Tulis misalnya max-pixels=1600",
    ),
    (
        r"(?P<name>seed) value must be a number",
        "parameters",
        "{name} bukan angka dan bukan acuan ke pertanyaan",
        "Tulis misalnya seed=42",
    ),
    (
        r"'parameters' value is invalid|'incremental' parameter|Parameters? |must be set to true or false",
        "parameters",
        "Isi kolom parameters salah",
        "Tulis misalnya start=0 end=10 step=1, dengan angka yang sesuai",
    ),
    (
        r"List name not in (?:external )?choices sheet: (?P<name>[^.]*)",
        "type",
        "Daftar pilihan '{name}' tidak ada di lembar choices",
        "Tambahkan daftar itu di lembar choices, kolom list_name",
    ),
    (
        r"choices sheet has the mandatory columns|Please ensure that the choices sheet",
        "list_name",
        "Lembar choices tidak lengkap",
        "Perlu kolom list_name, name dan label",
    ),
    (
        r"following sheets with similar names were found: (?P<name>[^.]*)",
        "",
        "Ada lembar bernama mirip: {name}",
        "Namai lembarnya persis survey, choices, settings",
    ),
    (
        r"xml|not well-formed|invalid token",
        "",
        "Ada huruf yang tidak boleh ada dalam formulir",
        "Ketik ulang teks yang disalin dari program lain",
    ),
)


def explained(message: str) -> StandardError:
    """A message of pyxform with its place; one that is not known is kept, in brackets."""
    row, column = _ROW.search(message), _COLUMN.search(message)
    sheet = next((name for name in _SHEETS if f"'{name}' sheet" in message or f"sheet: '{name}'" in message), "survey")
    if "Choice names with spaces" in message:
        sheet = "choices"
    plain = " ".join(_ROW.sub("", message).split()).rstrip(".")
    found_column, sentence, remedy = "", *_FALLBACK
    name = plain
    for pattern, where, said, todo in _KNOWN:
        found = re.search(pattern, message)
        if found is not None:
            names = [text for text in found.groupdict().values() if text]
            found_column, sentence, remedy, name = where, said, todo, (names or [""])[0]
            break
    return StandardError(
        sheet=sheet,
        row=int(row[1]) if row else 0,
        column=column[1] if column else found_column,
        name=name,
        sentence=sentence.format(message=plain, name=name),
        remedy=remedy.format(name=name),
    )
