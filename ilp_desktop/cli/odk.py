"""``ilp-desktop odk``: forms and people for ODK Collect, and what was filled in on the phones."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.services.field_forms import write_field_forms
from ilp_desktop.services.found_submissions import FATE_LABELS, FoundSubmission, SubmissionFate
from ilp_desktop.services.submission_keeping import take_in_submissions
from ilp_desktop.services.submissions import look_at_submissions


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    acts = parser.add_subparsers(metavar="kerja", required=True, title="kerja")
    giving = acts.add_parser("export", help="menulis formulir dan daftar orang untuk folder forms ODK Collect")
    giving.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder tujuan")
    giving.add_argument("--village", default="", metavar="DESA", help="hanya orang dari desa ini")
    giving.add_argument(
        "--form", action="append", default=None, metavar="ID", help="hanya formulir ini; boleh berulang"
    )
    giving.set_defaults(command=_export)
    taking = acts.add_parser("import", help="memasukkan isian dari folder instances ODK Collect, atau zip-nya")
    taking.add_argument("folder", type=Path, metavar="FOLDER", help="folder atau zip berisi berkas XML isian")
    taking.add_argument("--dry-run", action="store_true", help="hanya memeriksa, tidak menyimpan")
    taking.add_argument(
        "--match",
        action="append",
        default=[],
        metavar="NOMOR=ORANG",
        help="orang untuk isian yang belum cocok: nomor isian = No. RM atau NIK; boleh berulang",
    )
    taking.set_defaults(command=_import)
    for act in (giving, taking):
        add_access(act)


def _export(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        written = write_field_forms(workplace, options.out, options.village, progress_line(), options.form).value
    for title in written.forms:
        say(f"formulir: {title}")
        if written.without_rules[title]:
            say(f"    dihitung di komputer saja: {', '.join(written.without_rules[title])}")
    say(f"orang dalam daftar: {whole_number(written.people)}")
    say(f"hasil: {options.out}. Daftar orang tidak tersandi: hapus dari flashdisk sesudah disalin ke ponsel.")
    return Outcome.DONE if written.people else Outcome.NOTHING_TO_DO


def _import(options: Namespace) -> Outcome:
    matches = dict(text.rpartition("=")[::2] for text in options.match)
    if "" in matches:
        complain("--match ditulis NOMOR=ORANG.")
        return Outcome.USAGE
    with signed_in(options) as workplace:
        found = look_at_submissions(workplace, options.folder, matches, progress_line())
        if not options.dry_run:
            found = take_in_submissions(workplace, options.folder, found, progress_line()).value
    for one in found:
        say(_line(one))
    for fate in SubmissionFate:
        number = sum(one.fate is fate for one in found)
        if number:
            say(f"{FATE_LABELS[fate]}: {whole_number(number)}")
    return _outcome(found)


def _outcome(found: tuple[FoundSubmission, ...]) -> Outcome:
    fates = {one.fate for one in found}
    if fates & {SubmissionFate.KEPT, SubmissionFate.READY, SubmissionFate.SET_ASIDE}:
        return Outcome.DONE
    return Outcome.NOTHING_TO_DO if fates <= {SubmissionFate.KNOWN} else Outcome.REJECTED


def _line(one: FoundSubmission) -> str:
    title = one.form.title if one.form else ""
    day = one.day.isoformat() if one.day else ""
    instance = one.name.instance_id if one.name else ""
    told = (one.place, FATE_LABELS[one.fate], title, day, instance, one.reason)
    return " | ".join(filter(None, told))
