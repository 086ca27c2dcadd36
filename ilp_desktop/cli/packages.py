"""``ilp-desktop export`` and ``receive``: packages and receipts in a folder or on a stick."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.installation import Partner
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.services.exchange import PackagePreview, accept_all, send
from ilp_desktop.services.partners import partners
from ilp_desktop.services.receipts import take_receipts
from ilp_desktop.services.stick_contents import contents_of
from ilp_desktop.services.workplace import Workplace


def add_options(verb: str, parser: ArgumentParser) -> None:
    """The options of either verb."""
    add_access(parser)
    if verb == "export":
        parser.add_argument(
            "--to", default="", metavar="MITRA", help="kode atau nama mitra, bila mitranya lebih dari satu"
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder atau flashdisk tujuan")
        parser.set_defaults(command=_export)
    else:
        parser.add_argument(
            "--from", dest="folder", type=Path, required=True, metavar="FOLDER", help="folder atau flashdisk"
        )
        parser.set_defaults(command=_receive)


def _export(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        partner = _partner(workplace, options.to)
        options.out.mkdir(parents=True, exist_ok=True)
        sent = send(workplace, partner.id, options.out, progress_line()).value
    if not sent.packages:
        say(f"{partner.name} sudah memiliki semuanya. Tidak ada paket yang ditulis.")
        return Outcome.NOTHING_TO_DO
    for package in sent.packages:
        say(f"paket {package.number}, {whole_number(package.entries)} perubahan: {package.path}")
    return Outcome.DONE


def _receive(options: Namespace) -> Outcome:
    folder: Path = options.folder
    with signed_in(options) as workplace:
        acknowledged = take_receipts(workplace, folder).value
        for one in acknowledged:
            say(f"tanda terima {one.partner.name}: belum dikirim {whole_number(one.unsent)} perubahan")
        waiting = [package.path for package in contents_of(workplace, folder).waiting]
        if not waiting:
            say("Tidak ada paket baru untuk tempat ini.")
            return Outcome.DONE if acknowledged else Outcome.NOTHING_TO_DO
        return _accept(workplace, waiting, folder)


def _accept(workplace: Workplace, waiting: list[Path], folder: Path) -> Outcome:
    acceptance = accept_all(workplace, waiting, folder, progress_line()).value
    for preview in acceptance.previews:
        say(_sentence(preview))
    faults = [given.fault for given in acceptance.receipts if given.fault is not None]
    for given in acceptance.receipts:
        if given.path is not None:
            say(f"tanda terima untuk {given.partner.name}: {given.path}")
    if acceptance.fault is not None:
        complain(f"{acceptance.left} paket belum diterima.")
        faults.append(acceptance.fault)
    for fault in faults:
        complain(f"{fault.sentence} {fault.remedy}")
    return Outcome.FAULT if faults else Outcome.DONE


def _sentence(preview: PackagePreview) -> str:
    new = sum(count.new for count in preview.counts)
    updated = sum(count.updated for count in preview.counts)
    conflicting = sum(count.conflicting for count in preview.counts)
    return (
        f"{preview.path.name} dari {preview.partner.name}: {whole_number(new)} baru, "
        f"{whole_number(updated)} diperbarui, {whole_number(conflicting)} perlu diputuskan"
    )


def _partner(workplace: Workplace, wanted: str) -> Partner:
    known = [state.partner for state in partners(workplace)]
    named = [one for one in known if wanted.casefold() in (one.facility_code.casefold(), one.name.casefold())]
    found = named if wanted else known
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{one.facility_code} {one.name}" for one in known)
    raise Rejected(
        Problem(
            code="partner.which",
            field="to",
            sentence="Belum ada mitra yang dikenal." if not known else "Mitra mana yang dimaksud belum jelas.",
            remedy=f"Sebut dengan --to: {listed}." if known else "Baca dulu kartu kenal mitra di menu Pertukaran.",
        )
    )
