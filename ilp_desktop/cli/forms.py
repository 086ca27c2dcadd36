"""``ilp-desktop forms``: lists the forms of an installation, takes one in from Excel, writes one out."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.output_file import write_output
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.services.form_office import (
    STANDING_LABELS,
    FormLine,
    Newness,
    Standing,
    export_excel,
    file_name_of,
    form_lines,
    in_words,
    preview_file,
    take_in,
)


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    acts = parser.add_subparsers(metavar="kerja", required=True, title="kerja")
    listing = acts.add_parser("list", help="formulir yang ada, versi, sumber, dan jumlah isian")
    listing.set_defaults(command=_list)
    giving = acts.add_parser("export", help="menulis satu formulir menjadi .xlsx")
    giving.add_argument("form", metavar="FORMULIR", help="id formulir, seperti tampil di forms list")
    giving.add_argument("--version", default="", metavar="VERSI", help="tanpa ini: versi yang dipakai")
    giving.add_argument("--out", type=Path, metavar="BERKAS", help="berkas hasil .xlsx; tanpa ini di folder sekarang")
    giving.set_defaults(command=_export)
    taking = acts.add_parser("import", help="memeriksa satu formulir .xlsx dan memasukkannya")
    taking.add_argument("file", type=Path, metavar="BERKAS", help="formulir .xlsx atau .yaml")
    taking.add_argument("--check", action="store_true", help="hanya memeriksa, tidak menyimpan")
    taking.set_defaults(command=_import)
    for act in (listing, giving, taking):
        add_access(act)


def _list(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        for line in form_lines(workplace):
            say(_line(line))
            for problem in line.problems:
                say(f"    {problem}")
    return Outcome.DONE


def _export(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        lines = [line for line in form_lines(workplace) if line.definition.form_id == options.form]
    wanted = [line for line in lines if _is_wanted(line, options.version)]
    if not wanted:
        complain("Formulir atau versi itu tidak ada. Lihat daftarnya dengan: forms list")
        return Outcome.REJECTED
    definition = wanted[0].definition
    target = options.out or Path(file_name_of(definition))
    write_output(target, export_excel(definition))
    say(f"formulir: {definition.title} versi {definition.version}")
    say(f"hasil: {target}")
    return Outcome.DONE


def _import(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        preview = preview_file(workplace, options.file, progress_line())
        for problem in preview.problems:
            complain(str(problem))
        for notice in preview.notices:
            say(f"catatan: {notice}")
        if preview.newness in (Newness.REFUSED, Newness.CLASH):
            complain(in_words(preview))
            return Outcome.REJECTED
        if preview.newness is Newness.SAME or options.check:
            say(in_words(preview))
            return Outcome.DONE if options.check else Outcome.NOTHING_TO_DO
        kept = take_in(workplace, preview).value
    say(f"masuk: {kept.title} versi {kept.version}; ikut terkirim dengan paket berikutnya")
    return Outcome.DONE


def _is_wanted(line: FormLine, version: str) -> bool:
    return line.definition.version == version if version else line.standing is Standing.CURRENT


def _line(line: FormLine) -> str:
    definition = line.definition
    since = definition.effective_from.isoformat() if definition.effective_from else "-"
    return " | ".join(
        (
            definition.form_id,
            definition.version,
            STANDING_LABELS[line.standing],
            definition.title,
            line.used_in,
            f"berlaku {since}",
            f"{line.responses} isian",
            line.origin,
            definition.source,
        )
    )
