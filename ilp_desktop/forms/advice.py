"""What to do about a formula or a type that other programmes know and this one does not."""

import re
from difflib import get_close_matches

_FUNCTION = re.compile(r"Fungsi ([\w:.-]+)\(\)")
_PLAIN = "Perbaiki rumus ini"
_DAYS_APART = "Pakai decimal-date-time(akhir) - decimal-date-time(awal), yang menghasilkan hari"
_OTHER_FUNCTIONS = {
    "add-date": "Pakai date(decimal-date-time(tanggal) + jumlah_hari)",
    "difference-in-days": _DAYS_APART,
    "difference-in-weeks": f"{_DAYS_APART}, lalu bagi: div 7",
    "difference-in-months": "Pakai ilp:completed-months(tanggal lahir, hari ini)",
    "difference-in-years": "Pakai ilp:completed-months(tanggal lahir, hari ini) div 12, lalu int(...)",
    "z-score": "Pakai ilp:zscore(...)",
    "to-bikram-sambat": "Hanya penanggalan Masehi yang dipakai: format-date(...)",
    "parse-timestamp-to-date": "Pakai date(...)",
    "ceiling": "Pakai int(... + 0.999)",
    "contains-any": "Pakai beberapa contains(...) dengan or",
    "iif": "Pakai if(syarat, bila ya, bila tidak)",
    "and": "Tulis: syarat pertama and syarat kedua",
    "or": "Tulis: syarat pertama or syarat kedua",
    "isnull": "Bandingkan dengan teks kosong: ${...} = ''",
    "isempty": "Bandingkan dengan teks kosong: ${...} = ''",
    "len": "Pakai string-length(...)",
    "left": "Pakai substr(teks, 0, jumlah)",
    "mid": "Pakai substr(teks, awal, akhir)",
    "upper": "Pakai translate(...)",
    "average": "Pakai sum(...) div count(...)",
    "year": "Pakai format-date(tanggal, '%Y')",
    "month": "Pakai format-date(tanggal, '%m')",
    "day": "Pakai format-date(tanggal, '%d')",
}
_SLIPS: tuple[tuple[str, str], ...] = (
    (r"==", "Tulis = satu kali saja"),
    (r"<>", "Tulis != untuk 'tidak sama'"),
    (r"&&", "Tulis and, bukan &&"),
    (r"\|\|", "Tulis or, bukan ||"),
    (r"≥", "Tulis >= dengan papan ketik"),
    (r"≤", "Tulis <= dengan papan ketik"),
    (r"≠", "Tulis !="),
    (r"[×·]", "Tulis * untuk kali"),
    (r"÷", "Tulis div untuk bagi"),
    (r"[´`]", "Apit teks dengan tanda petik lurus: 'ya'"),
    (r"\b(AND|OR|DIV|MOD)\b", "Tulis and, or, div, mod dengan huruf kecil"),
    (r"\bis\b", "Tulis = untuk 'sama dengan'"),
    (r"\d,\d", "Tulis desimal dengan titik: 2.5"),
    (r"\bTRUE\b|\bFALSE\b", "Tulis true() atau false()"),
)
_TYPES = {
    "db:person": "Orangnya sudah dipilih sebelum formulir dibuka; hapus baris ini",
    "db:clinic": "Hapus baris ini; tempat dan keluarga sudah diketahui program",
    "db:health_center": "Hapus baris ini; tempatnya sudah diketahui program",
    "tel": "Pakai text dengan appearance numbers",
    "audit": "Hapus baris ini; setiap perubahan sudah dicatat program",
    "loop": "Pakai begin_repeat, atau tulis pertanyaannya satu per satu",
    "include": "Salin pertanyaannya ke formulir ini",
    "cascading_select": "Pakai select_one dengan choice_filter",
    "lgroup": "Pakai begin_repeat",
    "score": "Pakai beberapa select_one dengan daftar pilihan yang sama",
    "rank__level": "Pakai rank dengan nama daftar pilihannya",
    "begin_rank": "Pakai rank dengan nama daftar pilihannya",
    "end_rank": "Hapus baris ini",
    "kobomatrix": "Pakai kelompok berisi beberapa pertanyaan",
    "select_one_external": "Pakai select_one_from_file dengan choice_filter",
    "audio": "Tidak ada rekaman di komputer ini; pakai text",
    "video": "Tidak ada rekaman di komputer ini; pakai image",
    "geopoint": "Pakai geopoint yang diketik",
    "osm": "Pakai geopoint",
    "xml-external": "Simpan daftarnya sebagai CSV dan pakai csv-external",
}
_DELETE = "Hapus baris ini atau ganti dengan jenis yang didukung"


def about_formula(expression: str, sentence: str, known: tuple[str, ...]) -> str:
    """What to do about a formula that was refused with this sentence; ``known`` are the names of our functions."""
    unknown = _FUNCTION.search(sentence)
    if unknown is not None and "tidak dikenal" in sentence:
        name = unknown[1]
        if name.casefold() in _OTHER_FUNCTIONS:
            return _OTHER_FUNCTIONS[name.casefold()]
        if name.startswith("cht:"):
            return "Fungsi ini hanya ada di CHT; hapus, atau hitung di luar formulir"
        near = get_close_matches(name.casefold(), known, n=1)
        return f"Mungkin maksudnya {near[0]}(...)" if near else "Periksa nama fungsinya, atau hapus rumus ini"
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)
    return next((advice for slip, advice in _SLIPS if re.search(slip, outside)), _PLAIN)


def about_absent(name: str, column: str) -> str:
    """What to do about a bare word in a formula that names no question there."""
    if column in ("required", "read_only"):
        return "Tulis yes, kosongkan, atau tulis rumus dengan ${nama_pertanyaan}"
    return f"Bila itu pertanyaan, pakai ${{{name}}}; bila itu teks, tulis di antara tanda kutip: '{name}'"


def about_type(written: str) -> str:
    """What to do about a type of question that is not supported."""
    return next((advice for name, advice in _TYPES.items() if name in written), _DELETE)
