"""Pengaturan: sections at the left by role, the section at the right."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.installation import InstallationKind, Role
from ilp_desktop.services.workplace import Workplace
from ui.kit.icons import icon
from ui.kit.style import Type, colours, space, text_label
from ui.screens.settings.section import Section
from ui.session import Session

_SECTION, _NARROW_SECTION = 256, 208
_NARROW = 860
_LEAST_SECTIONS = 4
_OFFICE = frozenset({Role.HEAD, Role.ADMINISTRATOR})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def create(session: Session, _room_id: str) -> QWidget:
    """The settings that this user may see."""
    return SettingsScreen(session.workplace)


def _facility(workplace: Workplace) -> Section:
    from ui.screens.settings.facility import FacilitySection

    return FacilitySection(workplace)


def _area(workplace: Workplace) -> Section:
    from ui.screens.settings.area import AreaSection

    return AreaSection(workplace)


def _users(workplace: Workplace) -> Section:
    from ui.screens.settings.users import UsersSection

    return UsersSection(workplace)


def _rules(workplace: Workplace) -> Section:
    from ui.screens.settings.rules import RulesSection

    return RulesSection(workplace)


def _backups(workplace: Workplace) -> Section:
    from ui.screens.settings.backups import BackupsSection

    return BackupsSection(workplace)


def _security(workplace: Workplace) -> Section:
    from ui.screens.settings.security import SecuritySection

    return SecuritySection(workplace)


def _machine(workplace: Workplace) -> Section:
    from ui.screens.settings.machine import MachineSection

    return MachineSection(workplace)


def _updates(workplace: Workplace) -> Section:
    from ui.screens.settings.updates import UpdatesSection

    return UpdatesSection(workplace)


def _about(workplace: Workplace) -> Section:
    from ui.screens.settings.about import AboutSection

    return AboutSection(workplace)


_SECTIONS: tuple[tuple[str, str, str, Callable[[Workplace], Section], frozenset[Role]], ...] = (
    ("facility", "Fasilitas dan kop surat", "hospital", _facility, _OFFICE),
    ("area", "Wilayah kerja", "map-pin", _area, _OFFICE),
    ("users", "Pengguna", "users", _users, _ADMINISTRATORS),
    ("rules", "Aturan", "settings", _rules, _OFFICE),
    ("backups", "Cadangan", "hard-drive", _backups, _OFFICE),
    ("security", "Kata sandi", "lock", _security, frozenset()),
    ("machine", "Komputer ini", "circle-check", _machine, frozenset()),
    ("updates", "Pembaruan", "refresh-cw", _updates, frozenset()),
    ("about", "Tentang program", "info", _about, frozenset()),
)


class SettingsScreen(QWidget):
    """Each section is made when it is first opened."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._made: dict[str, Section] = {}
        self._pages: dict[str, QScrollArea] = {}
        dinas = workplace.installation.kind is InstallationKind.DINAS
        self._open_sections = [
            section
            for section in _SECTIONS
            if (not section[4] or section[4] & workplace.user.role_set) and not (dinas and section[0] == "area")
        ]
        self._list = QListWidget(self)
        self._list.setObjectName("settings_sections")
        self._list.setAccessibleName("Bagian pengaturan")
        self._list.setFixedWidth(_SECTION)
        self._list.setSpacing(2)
        self._list.setProperty("sections", True)
        for name, title, icon_name, _make, _roles in self._open_sections:
            item = QListWidgetItem(icon(icon_name, colours().muted), title, self._list)
            item.setData(Qt.ItemDataRole.UserRole, name)
        self._list.setIconSize(QSize(18, 18))
        row_height = self._list.sizeHintForRow(0) + 4
        self._list.setMinimumHeight(row_height * _LEAST_SECTIONS)
        self._list.setMaximumHeight(row_height * self._list.count() + space(2))
        self._stack = QStackedWidget(self)
        self._list.currentRowChanged.connect(self._turn_to)
        left = QVBoxLayout()
        left.setSpacing(space(3))
        left.addWidget(text_label("Pengaturan", Type.TITLE, strong=True, parent=self))
        left.addWidget(self._list, 1)
        left.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(5))
        row.addLayout(left)
        row.addWidget(self._stack, 1)
        self._list.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the section comes before the list of sections."""
        super().resizeEvent(event)
        self._list.setFixedWidth(_NARROW_SECTION if self.width() < _NARROW else _SECTION)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S saves the section on show, Ctrl+R takes what is chosen in it back to its default."""
        section = self.section()
        return {} if section is None else {"save": section.save, "back_to_default": section.reset}

    def open_target(self, target: object) -> None:
        """A section by its name, such as ``backups``, or an update file that was clicked."""
        wanted = "updates" if isinstance(target, Path) else target
        for row, (name, *_rest) in enumerate(self._open_sections):
            if name == wanted:
                self._list.setCurrentRow(row)
        section = self.section()
        if isinstance(target, Path) and section is not None:
            section.open_file(target)

    def came_to_front(self) -> None:
        """What others changed meanwhile is shown."""
        section = self.section()
        if section is not None:
            section.refresh()
        self._list.setFocus()

    def section(self) -> Section | None:
        """The section on show."""
        row = self._list.currentRow()
        return self._made.get(self._open_sections[row][0]) if row >= 0 else None

    def _turn_to(self, row: int) -> None:
        if row < 0:
            return
        name, _title, _icon, make, _roles = self._open_sections[row]
        if name not in self._made:
            section = make(self._workplace)
            area = QScrollArea(self)
            area.setWidget(section)
            area.setWidgetResizable(True)
            self._made[name], self._pages[name] = section, area
            self._stack.addWidget(area)
        self._stack.setCurrentWidget(self._pages[name])
        self._made[name].refresh()
