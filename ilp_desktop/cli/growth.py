"""``ilp-desktop growth``: z-scores, categories and flags for a list of measured children."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.output_file import write_output
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.growth_survey import SurveyFile, growth_survey

_COLUMNS = """
kolom masukan (urutan bebas, koma atau titik desimal):
  sex               L atau P
  age_days          umur dalam hari, atau
  age_months        umur dalam bulan (desimal), atau
  birth_date, visit_date
  weight_kg         berat badan
  length_height_cm  panjang atau tinggi badan
  position          L telentang, H berdiri, kosong = menurut umur
  head_cm           lingkar kepala
  oedema            y atau n
kolom hasil, di belakang semua kolom masukan:
  z_bbu z_tbu z_bbtb z_imtu z_lku   z-score WHO; kosong bila tidak terdefinisi
  category_...                      status gizi menurut Permenkes 2/2020
  flags                             yang perlu diperiksa atau diukur ulang
Untuk dibuka di Excel, pilih --out berakhiran .xlsx.
"""


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    parser.epilog = f"{_COLUMNS}\n{parser.epilog}"
    parser.add_argument("file", type=Path, metavar="BERKAS", help="berkas .csv, .xlsx, .xls atau .ods")
    parser.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas hasil, .csv atau .xlsx")
    parser.set_defaults(command=_compute)


def _compute(options: Namespace) -> Outcome:
    kinds = {kind.value: kind for kind in SurveyFile}
    kind = kinds.get(options.out.suffix.lower())
    if kind is None:
        complain("--out harus berakhir .csv atau .xlsx.")
        return Outcome.USAGE
    if options.out.resolve() == options.file.resolve():
        complain("--out harus berkas lain: daftar asal tidak boleh tertimpa.")
        return Outcome.USAGE
    survey = growth_survey(options.file, kind, today=system_clock().date(), progress=progress_line())
    write_output(options.out, survey.content)
    say(f"anak: {whole_number(survey.children)}, perlu diperiksa: {whole_number(survey.flagged)}")
    say(f"hasil: {options.out}")
    return Outcome.DONE if survey.children else Outcome.NOTHING_TO_DO
