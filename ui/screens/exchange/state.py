"""What the exchange room knows and says: partners, the stick, what waits; plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from time import monotonic

from ilp_desktop.domain.bookkeeping import PackageRecord
from ilp_desktop.domain.indonesian_text import clock_time, decimal_number, short_date, whole_number
from ilp_desktop.domain.problem import Fault
from ilp_desktop.domain.progress import Progress, Step
from ilp_desktop.domain.record_words import record_word
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.decisions import open_decisions
from ilp_desktop.services.exchange import (
    Acceptance,
    Inspection,
    Sent,
    inspect_all,
)
from ilp_desktop.services.package_counts import TableCount
from ilp_desktop.services.partners import (
    CardStanding,
    PartnerCard,
    PartnerState,
    own_fingerprint,
    partners,
    standing_of,
)
from ilp_desktop.services.receipts import Acknowledged, take_receipts
from ilp_desktop.services.stick_contents import (
    Drive,
    PackageStanding,
    StickContents,
    contents_of,
    drives,
    folder_as_drive,
)
from ilp_desktop.services.workplace import Workplace

_MEGABYTE = 1_000_000
_SURE_AFTER = 3.0
"""Seconds after which the time that is left can be told from the time that has gone."""


CardWithStanding = tuple[PartnerCard, CardStanding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the first page. ``drive`` is the stick in use, ``fault`` why it cannot be read."""

    partners: tuple[PartnerState, ...]
    decisions: int
    drives: tuple[Drive, ...]
    drive: Drive | None
    contents: StickContents | None
    cards: tuple[CardWithStanding, ...]
    fault: Fault | None
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the stick brought: receipts that were read, and packages that were looked into."""

    acknowledged: tuple[Acknowledged, ...]
    inspection: Inspection | None


def load(workplace: Workplace, chosen: Path | None, folder: Path | None) -> Overview:
    """Looks at the sticks and the records; ``chosen`` is the one in use, ``folder`` stands in for a stick."""
    found = list(drives())
    own = None if folder is None else folder_as_drive(folder)
    if own is not None and own.path not in {one.path for one in found}:
        found.append(own)
    drive = next((one for one in found if one.path == chosen), found[0] if found else None)
    contents, fault = None, None
    if drive is not None:
        try:
            contents = contents_of(workplace, drive.path)
        except Fault as failure:
            fault = failure
    return Overview(
        partners=partners(workplace),
        decisions=len(open_decisions(workplace)),
        drives=tuple(found),
        drive=drive,
        contents=contents,
        cards=() if contents is None else tuple((card, standing_of(workplace, card)) for card in contents.cards),
        fault=fault,
        fingerprint=own_fingerprint(workplace),
    )


def look_into(workplace: Workplace, folder: Path, progress: Progress) -> Answer[Look]:
    """Reads the receipts of a stick, and looks into the packages that have not been taken over."""
    receipts = take_receipts(workplace, folder)
    waiting = [package.path for package in contents_of(workplace, folder).waiting]
    inspection = inspect_all(workplace, waiting, with_time_left(progress)) if waiting else None
    return Answer(Look(acknowledged=receipts.value, inspection=inspection), receipts.changes)


def with_time_left(progress: Progress, now: Callable[[], float] = monotonic) -> Progress:
    """The same progress, that also says how long the step at hand will still take."""
    begun: dict[str, float] = {}

    def tell(step: Step) -> None:
        present = now()
        elapsed = present - begun.setdefault(step.doing, present)
        if elapsed > _SURE_AFTER and 0 < step.done < step.total:
            left = round(elapsed * (step.total - step.done) / step.done)
            step = replace(step, doing=f"{step.doing} · kira-kira {_duration(left)} lagi")
        progress(step)

    return tell


def _duration(seconds: int) -> str:
    return f"{seconds} detik" if seconds < 60 else f"{round(seconds / 60)} menit"


def size_words(size: int) -> str:
    """ "1,2 MB", never 0."""
    return f"{decimal_number(max(0.1, size / _MEGABYTE), 1)} MB"


def drive_words(drive: Drive) -> str:
    """ "SANDISK (E:), 12,3 GB kosong"."""
    place = str(drive.path).rstrip("\\/") or str(drive.path)
    name = drive.label if drive.label == place or not drive.label else f"{drive.label} ({place})"
    return f"{name}, {decimal_number(drive.free_bytes / 1e9, 1)} GB kosong"


def when_words(record: PackageRecord | None, zone: tzinfo | None) -> str:
    """When and which package; a dash for none."""
    if record is None:
        return "–"
    return f"{moment_words(record.made_at.astimezone(zone))} · paket {record.chain_number}"


def moment_words(moment: datetime) -> str:
    """ "22 Nov 2026 08.14"."""
    return f"{short_date(moment.date())} {clock_time(moment)}"


def unsent_words(state: PartnerState | None) -> str:
    """How much there is to send to a partner."""
    if state is None:
        return "Belum ada mitra. Tukar dulu kartu kenal."
    if not state.unsent:
        return f"{state.partner.name} sudah punya semuanya."
    return f"{whole_number(state.unsent)} perubahan belum dipastikan sampai di {state.partner.name}."


def stick_words(overview: Overview) -> str:
    """What the stick holds for this installation."""
    if overview.fault is not None:
        return overview.fault.sentence
    if overview.contents is None:
        return "Belum ada stik. Pasang stik, atau pilih folder."
    waiting = overview.contents.waiting
    if waiting:
        senders = ", ".join(dict.fromkeys(package.sender for package in waiting))
        return f"{len(waiting)} paket baru dari {senders}."
    strangers = _count(overview.contents, PackageStanding.STRANGER)
    if strangers:
        return f"{strangers} paket dari pengirim yang belum dikenal. Tukar dulu kartu kenal."
    return "Tidak ada paket baru. Tanda terima di stik akan dibaca."


def nothing_new_words(contents: StickContents | None) -> str:
    """Why there was nothing to take over."""
    if contents is None:
        return "Tidak ada yang baru di stik ini."
    reasons = (
        (_count(contents, PackageStanding.TAKEN), "sudah pernah diterima"),
        (contents.for_others, "untuk tempat lain"),
        (_count(contents, PackageStanding.STRANGER), "dari pengirim yang belum dikenal"),
        (_count(contents, PackageStanding.UNREADABLE), "tidak utuh"),
    )
    told = "; ".join(f"{count} paket {reason}" for count, reason in reasons if count)
    return f"Tidak ada yang baru di stik ini{': ' + told if told else ''}."


def clicked_words(overview: Overview, file: Path) -> tuple[str, str] | None:
    """Why a package that was clicked cannot be received, and what to do; None when it can."""
    if overview.fault is not None:
        return overview.fault.sentence, overview.fault.remedy
    contents = overview.contents
    found = () if contents is None else contents.packages
    package = next((one for one in found if one.path.name == file.name), None)
    if package is None:
        remedy = "Serahkan kepada penerimanya, atau minta pengirim membuat yang baru untuk tempat ini."
        return f"Paket {file.name} tidak ada di sana, atau dibuat untuk tempat lain.", remedy
    match package.standing:
        case PackageStanding.NEW:
            return None
        case PackageStanding.TAKEN:
            return f"Paket {file.name} sudah pernah diterima.", "Tidak ada yang perlu dikerjakan."
        case PackageStanding.STRANGER:
            remedy = "Tukar dulu kartu kenal dengan pengirimnya, lalu buka lagi."
            return f"Paket {file.name} dari pengirim yang belum dikenal (kode {package.sender}).", remedy
        case PackageStanding.UNREADABLE:
            remedy = "Salin lagi dari flashdisk asalnya, atau minta pengirim membuat yang baru."
            return f"Paket {file.name} rusak, terpotong, atau diubah orang.", remedy


def acknowledged_words(acknowledged: Sequence[Acknowledged]) -> str:
    """What the receipts said, one sentence each."""
    return " ".join(_acknowledged(one) for one in acknowledged)


def _acknowledged(one: Acknowledged) -> str:
    name = one.partner.name
    if one.new_epoch:
        return f"Menurut {name} komputer ini pernah dipulihkan atau disalin. Sudah diperbaiki; kirim paket baru."
    if one.package_missing:
        return (
            f"Tanda terima dari {name}: ada paket yang hilang di sana. Kirim paket baru; yang kurang ikut di dalamnya."
        )
    left = f"; {whole_number(one.unsent)} perubahan belum" if one.unsent else ""
    return (
        f"Tanda terima dari {name} sudah dibaca: paket sampai nomor {one.partner.acknowledged_package} diterima{left}."
    )


def sent_words(sent: Sent) -> str:
    """The one sentence at the end of a sending."""
    names = ", ".join(package.path.name for package in sent.packages)
    size = size_words(sum(package.size for package in sent.packages))
    return f"{names} ({size}) untuk {sent.partner.name} sudah di stik dan sudah dibaca ulang. Stik aman dicabut."


def accepted_words(acceptance: Acceptance) -> str:
    """The one sentence at the end of a receiving."""
    senders = ", ".join(dict.fromkeys(preview.partner.name for preview in acceptance.previews))
    counts = merged_counts(preview.counts for preview in acceptance.previews)
    new, updated = sum(count.new for count in counts), sum(count.updated for count in counts)
    different = sum(count.conflicting for count in counts)
    return (
        f"{len(acceptance.previews)} paket dari {senders} diterima: "
        f"{whole_number(new)} data baru, {whole_number(updated)} diperbarui"
        f"{f', {whole_number(different)} berbeda' if different else ''}."
    )


def receipt_words(acceptance: Acceptance) -> str:
    """Where the receipts are, or why they are not there."""
    written = [given.path.name for given in acceptance.receipts if given.path is not None]
    missing = [given.fault for given in acceptance.receipts if given.fault is not None]
    if missing:
        return f"Data sudah masuk, tetapi tanda terima belum tertulis. {missing[0].sentence} {missing[0].remedy}"
    return f"Tanda terima untuk pengirim: {', '.join(written)}. Stik aman dicabut."


def left_words(acceptance: Acceptance) -> str:
    """What was not taken over and why; empty when everything was."""
    if not acceptance.left:
        return ""
    why = "Dibatalkan." if acceptance.fault is None else f"{acceptance.fault.sentence} {acceptance.fault.remedy}"
    return f"{acceptance.left} paket belum diterima. {why}"


def merged_counts(several: Iterable[Sequence[TableCount]]) -> tuple[TableCount, ...]:
    """The counts of several packages as one, the largest first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for counts in several:
        for count in counts:
            parts = (count.new, count.updated, count.unchanged, count.conflicting)
            sums[count.table] = [old + part for old, part in zip(sums[count.table], parts, strict=True)]
    merged = (
        TableCount(table=table, new=new, updated=updated, unchanged=unchanged, conflicting=conflicting)
        for table, (new, updated, unchanged, conflicting) in sums.items()
    )
    return tuple(sorted(merged, key=lambda one: (-one.new - one.updated - one.conflicting, record_word(one.table))))


def _count(contents: StickContents, standing: PackageStanding) -> int:
    return sum(package.standing is standing for package in contents.packages)
