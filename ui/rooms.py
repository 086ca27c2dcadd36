"""The rooms of the program, in the order in which they stand at the left."""

import linecache
from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.installation import InstallationKind, Role
from ui.session import Session
from ui.shell import Room

_AT_PATIENTS = frozenset({InstallationKind.PUSKESMAS, InstallationKind.PUSTU, InstallationKind.POSYANDU})
_OFFICE = frozenset({Role.HEAD, Role.HEALTH_OFFICE})
_CLINICAL = frozenset({Role.CLUSTER_1, Role.CLUSTER_2, Role.CLUSTER_3, Role.CLUSTER_4})


def _screen(package: str) -> Callable[[Session, str], QWidget]:
    """``create(session, room_id)`` of ``ui/screens/<package>/screen.py``, imported at the first visit."""

    def make(session: Session, room_id: str) -> QWidget:
        module = import_module(f"ui.screens.{package}.screen")
        linecache.clearcache()  # PySide reads the source of every module, and Python would keep it: 19 MB
        screen = module.create(session, room_id)
        assert isinstance(screen, QWidget)
        return screen

    return make


def _room(
    room_id: str,
    title: str,
    icon: str,
    package: str,
    roles: frozenset[Role] = frozenset(),
    kinds: frozenset[InstallationKind] = frozenset(),
    first_for: frozenset[InstallationKind] = frozenset(),
) -> Room:
    factory = _screen(package)
    return Room(id=room_id, title=title, icon=icon, factory=factory, roles=roles, kinds=kinds, first_for=first_for)


_ROOMS = (
    _room("home", "Beranda", "house", "home"),
    _room("registration", "Loket", "ticket", "loket", frozenset({Role.REGISTRATION}), _AT_PATIENTS),
    _room(
        "cluster_1",
        "Klaster 1",
        "briefcase-medical",
        "cluster",
        frozenset({Role.CLUSTER_1, Role.HEAD}),
        _AT_PATIENTS,
    ),
    _room("cluster_2", "Klaster 2", "baby", "cluster", frozenset({Role.CLUSTER_2}), _AT_PATIENTS),
    _room("cluster_3", "Klaster 3", "heart-pulse", "cluster", frozenset({Role.CLUSTER_3}), _AT_PATIENTS),
    _room("cluster_4", "Klaster 4", "shield-alert", "cluster", frozenset({Role.CLUSTER_4}), _AT_PATIENTS),
    _room(
        "cross_cluster",
        "Lintas klaster",
        "flask-conical",
        "cluster",
        frozenset({Role.LABORATORY, Role.PHARMACY}),
        _AT_PATIENTS,
    ),
    _room(
        "immunisation",
        "Imunisasi",
        "syringe",
        "immunisation",
        frozenset({Role.CLUSTER_2, Role.CLUSTER_3}),
        _AT_PATIENTS,
    ),
    _room(
        "registers",
        "Register dan laporan",
        "notebook-text",
        "register",
        _OFFICE | _CLINICAL | {Role.REGISTRATION, Role.LABORATORY, Role.PHARMACY},
    ),
    _room("exchange", "Pertukaran", "usb", "exchange", _OFFICE, first_for=frozenset({InstallationKind.DINAS})),
    _room("people_import", "Impor daftar", "file-spreadsheet", "people_import", frozenset({Role.HEAD}), _AT_PATIENTS),
    _room("phone_forms", "Ponsel (ODK)", "smartphone", "phone_forms", _CLINICAL | {Role.HEAD}, _AT_PATIENTS),
    _room("form_office", "Kantor formulir", "clipboard-list", "form_office", _OFFICE | {Role.CLUSTER_1}),
    _room("settings", "Pengaturan", "settings", "settings"),
)


ROOM_IDS = tuple(room.id for room in _ROOMS)


def rooms() -> tuple[Room, ...]:
    """Every room of the program."""
    return _ROOMS
