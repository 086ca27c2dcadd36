"""What Beranda says, without Qt."""

from dataclasses import dataclass

from ilp_desktop.domain.indonesian_text import clock_time, short_date, whole_number
from ilp_desktop.domain.installation import InstallationKind, Role, User
from ilp_desktop.services.partners import PartnerState, partners
from ilp_desktop.services.today import Today, today
from ilp_desktop.services.trust import TrustState, trust_state
from ilp_desktop.services.users import list_users
from ilp_desktop.services.workplace import Workplace

_OFFICE = frozenset({Role.HEAD, Role.HEALTH_OFFICE, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the page."""

    today: Today
    trust: TrustState
    partners: tuple[PartnerState, ...]
    users: int
    has_second_backup: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with what it counts and what stands behind it."""

    title: str
    number: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to see to: what, and the room (with its target) where it is done; ``urgent`` ones are amber."""

    text: str
    button: str
    room: str
    target: str = ""
    urgent: bool = False


def load(workplace: Workplace) -> Overview:
    """Reads the page; runs on the database thread."""
    from ilp_desktop.services.backups import second_folder

    return Overview(
        today=today(workplace),
        trust=trust_state(workplace),
        partners=partners(workplace),
        users=len(list_users(workplace)),
        has_second_backup=second_folder(workplace) is not None,
    )


def figures(today: Today) -> tuple[Figure, ...]:
    """The row of numbers at the top."""
    day = today.figures
    longest = "" if day.longest_wait is None else f"terlama {minutes(day.longest_wait)}"
    wait = "–" if day.average_wait is None else minutes(day.average_wait)
    return (
        Figure(
            title="Kunjungan hari ini",
            number=whole_number(today.visits),
            detail=f"{whole_number(day.finished)} selesai",
        ),
        Figure(title="Menunggu", number=whole_number(sum(day.waiting.values())), detail=longest),
        Figure(title="Sedang dilayani", number=whole_number(day.served)),
        Figure(title="Rata-rata tunggu", number=wait, detail="dari karcis sampai dilayani"),
    )


def minutes(count: int) -> str:
    """ "1 j 5 mnt"."""
    hours, rest = divmod(count, 60)
    return f"{hours} j {rest} mnt" if hours else f"{rest} mnt"


def tasks(overview: Overview, user: User) -> tuple[Task, ...]:
    """What needs this user, the urgent first; backups and exchange are the office's business."""
    if not user.role_set & _OFFICE:
        return ()
    trust = overview.trust
    found = []
    if trust.backup_is_stale:
        newest = trust.last_backup
        text = f"Cadangan terakhir {short_date(newest.made_at.date())}" if newest else "Belum ada cadangan"
        found.append(Task(text=text, button="Cadangkan", room="settings", target="backups", urgent=True))
    if trust.open_decisions:
        text = f"{trust.open_decisions} perbedaan data perlu diputuskan"
        found.append(Task(text=text, button="Putuskan", room="exchange", urgent=True))
    for unsent in trust.unsent:
        if unsent.changes:
            text = f"{whole_number(unsent.changes)} perubahan belum dikirim ke {unsent.partner}"
            found.append(Task(text=text, button="Kirim", room="exchange"))
    return tuple(found)


def first_steps(overview: Overview, kind: InstallationKind, user: User) -> tuple[Task, ...]:
    """What a new installation does first; a step that is done is left out."""
    if Role.ADMINISTRATOR not in user.role_set:
        return ()
    dinas = kind is InstallationKind.DINAS
    steps = (
        (
            overview.users > 1,
            Task(text="Tambahkan pengguna dengan perannya", button="Pengguna", room="settings", target="users"),
        ),
        (
            overview.has_second_backup,
            Task(
                text="Pilih folder cadangan kedua, misalnya stik", button="Cadangan", room="settings", target="backups"
            ),
        ),
        (
            bool(overview.partners),
            Task(
                text="Tukar kartu dengan puskesmas" if dinas else "Tukar kartu dengan dinas kesehatan",
                button="Pertukaran",
                room="exchange",
            ),
        ),
        (dinas or overview.today.people > 0, Task(text="Daftarkan orang pertama", button="Loket", room="registration")),
    )
    return tuple(task for done, task in steps if not done)


def partner_words(state: PartnerState) -> str:
    """ "diterima 22 Nov 2026, 15.02"."""
    if state.last_received is None:
        return "belum pernah menerima paketnya"
    moment = state.last_received.made_at.astimezone()
    return f"paket terakhir {short_date(moment.date())}, {clock_time(moment)}"
