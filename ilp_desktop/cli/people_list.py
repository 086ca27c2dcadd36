"""``ilp-desktop import people``: a puskesmas's own patient list into its data, with a report on every row."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, say
from ilp_desktop.cli.output_file import write_output
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.import_reading import COLUMN_LABELS
from ilp_desktop.domain.import_rows import FATE_LABELS, ImportPlan, RowFate
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.spreadsheet_header import PersonColumn
from ilp_desktop.services.import_people import carry_out, import_report, open_list, plan_import

_NOTHING = "-"


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    kinds = parser.add_subparsers(metavar="apa", required=True)
    people = kinds.add_parser("people", help="daftar pasien atau penduduk")
    people.add_argument("file", type=Path, metavar="BERKAS", help="berkas .xlsx, .xls, .ods atau .csv")
    add_access(people)
    people.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="KOLOM=ISI",
        help=f'arti satu kolom, misalnya "C=nik" atau "Tgl=birth_date"; "{_NOTHING}" berarti tidak dipakai. '
        f"ISI: {', '.join(column.value for column in PersonColumn)}",
    )
    people.add_argument("--dry-run", action="store_true", help="periksa saja, jangan menyimpan")
    people.add_argument("--report", type=Path, metavar="BERKAS.xlsx", help="laporan; biasanya di sebelah berkas asal")
    people.set_defaults(command=_import)


def _import(options: Namespace) -> Outcome:
    mapping = dict(_mapped(text) for text in options.map)
    people = open_list(options.file, progress_line())
    report: Path = options.report or options.file.with_name(f"{options.file.stem}-laporan-impor.xlsx")
    with signed_in(options) as workplace:
        plan = plan_import(workplace, people, mapping, progress=progress_line())
        # A report that cannot be written is found out before anybody is saved.
        write_output(report, import_report(workplace, plan, saved=False))
        if not options.dry_run:
            plan = carry_out(workplace, plan, progress_line()).value
            write_output(report, import_report(workplace, plan, saved=True))
    _tell(plan, saved=not options.dry_run)
    say(f"laporan: {report}")
    return Outcome.DONE if plan.counts[RowFate.IMPORTED] else Outcome.NOTHING_TO_DO


def _mapped(text: str) -> tuple[str, PersonColumn | None]:
    name, _, meaning = text.rpartition("=")
    known = {column.value: column for column in PersonColumn} | {
        label.casefold(): column for column, label in COLUMN_LABELS.items()
    }
    if name and meaning.strip() == _NOTHING:
        return name.strip(), None
    column = known.get(meaning.strip().casefold())
    if not name or column is None:
        raise Rejected(
            Problem(
                code="import.map",
                field="map",
                sentence=f"--map {text} tidak dimengerti.",
                remedy="Tulis KOLOM=ISI, misalnya C=nik; isi yang dikenal ada di --help.",
            )
        )
    return name.strip(), column


def _tell(plan: ImportPlan, *, saved: bool) -> None:
    for sheet in plan.sheets:
        if sheet.problem is not None:
            say(f"lembar {sheet.name}: dilewati. {sheet.problem.sentence}")
    for fate, number in plan.counts.items():
        say(f"{FATE_LABELS[fate].lower()}: {whole_number(number)} baris")
    if plan.unknown_columns:
        say(f"kolom yang tidak dipakai: {', '.join(plan.unknown_columns)}")
    if not saved:
        say("Ini percobaan; tidak ada yang disimpan.")
