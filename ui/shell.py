"""The main window once somebody has signed in: goes from room to room and shows messages, nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.installation import InstallationKind, Role, User
from ui.actions import ACTIONS, FORM_KEYS, Action, action, actions_in
from ui.kit.badge import Badge
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon, pixmap
from ui.kit.key_sheet import KeySheet
from ui.kit.manual import PAGES, open_manual
from ui.kit.message_strip import MessageStrip
from ui.kit.result_list import ResultLine
from ui.kit.scrolling_pages import ScrollingPages
from ui.kit.search_everywhere import Found, SearchEverywhere
from ui.kit.style import TONE_ICONS, Tone, Type, colours, ink, mark, space, text_label
from ui.session import ActingScreen, Session, ShownScreen, TargetScreen

_CLOCK_TICK = 5_000
_LONGEST_NAME = 200
_NARROW = 1_100
"""Pixels of the window below which the rooms at the left are pictures only."""
_LAST_DIGIT = 9
_ROOMS_WIDTH, _PICTURES_WIDTH = 212, 96
_SEARCH_WIDTH = 460
_TOP_HEIGHT, _NARROW_TOP_HEIGHT = 52, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place to work. Without ``roles`` everybody may enter; an administrator always may.

    ``factory`` makes the screen at the first visit; ``kinds`` are the installations that have the room (empty: all),
    ``first_for`` those where it is the one to begin in.
    """

    id: str
    title: str
    icon: str
    factory: Callable[[Session, str], QWidget]
    roles: frozenset[Role] = frozenset()
    kinds: frozenset[InstallationKind] = frozenset()
    first_for: frozenset[InstallationKind] = frozenset()

    def is_open_to(self, user: User, kind: InstallationKind) -> bool:
        """Whether ``user`` may work here in an installation of ``kind``."""
        if self.kinds and kind not in self.kinds:
            return False
        return not self.roles or bool(user.role_set & (self.roles | {Role.ADMINISTRATOR}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One word of trust in the strip at the foot: saved, backup, unsent, due. Quiet while ``PLAIN``."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(slots=True)
class _Desk:
    """One user's open screens, so that a half-filled page waits until they come back."""

    session: Session
    rooms: tuple[Room, ...]
    screens: dict[str, QWidget] = field(default_factory=dict)
    current: str = ""


class Shell(QWidget):
    """Rooms at the left, the room in the middle, the state of trust at the foot.

    ``lock_wanted`` and ``switch_wanted`` ask the program for the sign-in page.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, rooms: Sequence[Room], clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self._all_rooms = tuple(rooms)
        self._clock = clock
        self._desks: dict[str, _Desk] = {}
        self._desk: _Desk | None = None
        self._room_buttons: dict[str, _RoomButton] = {}
        self._shortcuts: list[tuple[Action, QShortcut]] = []
        self.strip = MessageStrip(self)
        self._screens = ScrollingPages(self)
        self._screens.setObjectName("shell_room")
        self._is_narrow = False
        self._rooms_column = QVBoxLayout()
        self._foot = _Foot(self)
        self._place()
        self._install_keys()
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._show_time)

    def show_user(self, session_for: Callable[[Callable[[str, object], None]], Session]) -> None:
        """Bring up a user's own rooms, where they left them; ``session_for`` is given the way to other rooms."""
        session = session_for(self.go_to)
        workplace = session.workplace
        desk = self._desks.get(workplace.user.id)
        if desk is None:
            kind = workplace.installation.kind
            open_rooms = tuple(room for room in self._all_rooms if room.is_open_to(workplace.user, kind))
            desk = self._desks[workplace.user.id] = _Desk(session=session, rooms=open_rooms)
        self._desk = desk
        self._facility.show_text(workplace.facility.name)
        name = workplace.user.name or workplace.user.username
        shown = self._user.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_NAME)
        self._user.setText(" " + shown.replace("&", "&&"))
        self._user.setToolTip(name)
        self._fill_rooms(desk.rooms)
        self.strip.clear()
        if desk.rooms:
            kind = workplace.installation.kind
            first = next((room for room in desk.rooms if kind in room.first_for), desk.rooms[0])
            self.go_to(desk.current or first.id, None)

    def go_to(self, room_id: str, target: object) -> None:
        """Open a room, and in it ``target`` unless that is None; a room that this user may not enter stays shut."""
        desk = self._desk
        room = None if desk is None else next((room for room in desk.rooms if room.id == room_id), None)
        if desk is None or room is None:
            return
        screen = desk.screens.get(room_id)
        if screen is None:
            screen = room.factory(desk.session, room_id)
            desk.screens[room_id] = screen
            self._screens.add_page(screen)
        desk.current = room_id
        for known, shortcut in self._shortcuts:
            # where a key does nothing it is left to the page, such as F2 to a form; only disabled, it would eat the key
            shortcut.setKey(QKeySequence(known.key) if known.works_in(room_id) else QKeySequence())
        self._screens.turn_to(screen)
        for other, button in self._room_buttons.items():
            button.setChecked(other == room_id)
        if target is not None and isinstance(screen, TargetScreen):
            screen.open_target(target)
        elif isinstance(screen, ShownScreen):
            screen.came_to_front()

    def current_room(self) -> str:
        """The id of the room on the screen, empty before anybody has signed in."""
        return "" if self._desk is None else self._desk.current

    def current_screen(self) -> QWidget | None:
        """The screen of that room."""
        return self._screens.page()

    def set_waiting(self, counts: Mapping[str, int]) -> None:
        """How many people wait, by room id; rooms that are left out show nothing."""
        for room_id, button in self._room_buttons.items():
            button.show_count(counts.get(room_id, 0))

    def set_status(self, statuses: Sequence[Status]) -> None:
        """What the strip at the foot says, in this order."""
        self._foot.show_statuses(statuses)

    def set_finder(self, records: Callable[[str], Sequence[Found]] | None) -> None:
        """What Ctrl+K finds besides rooms and commands; runs on the database thread."""
        self._search.set_records(records)

    def trigger(self, action_id: str) -> bool:
        """Do an action as if its key were pressed; False when nothing does it here and now."""
        own: dict[str, Callable[[], object]] = {
            "help": self.show_keys,
            "search_everywhere": self._focus_search,
            "lock": self.lock_wanted.emit,
            "switch_user": self.switch_wanted.emit,
            "close_message": self.strip.clear,
        }
        screen = self.current_screen()
        handlers: Mapping[str, Callable[[], object]] = screen.handlers() if isinstance(screen, ActingScreen) else {}
        handler = own.get(action_id) or handlers.get(action_id)
        if handler is None or not action(action_id).works_in(self.current_room()):
            return False
        handler()
        return True

    def show_keys(self) -> None:
        """The F1 sheet of this room, with the way to the manual."""
        room = self.current_room()
        title = next((found.title for found in self._all_rooms if found.id == room), "")
        here = [found for found in actions_in(room) if found.rooms]
        everywhere = [found for found in actions_in(room) if not found.rooms]
        walking = [
            Action(id=f"room_{number}", title=found.title, key=_room_key(number))
            for number, found in enumerate(self._open_rooms(), start=1)
            if _room_key(number)
        ]
        sections: list[tuple[str, Sequence[Action]]] = [("Di semua ruang", everywhere), ("Ruang", walking)]
        on_forms = [found for found in FORM_KEYS if found.works_in(room)]
        if on_forms:
            sections.insert(0, ("Di dalam formulir", on_forms))
        sheet = KeySheet([(title, here), *sections] if here else sections, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the room comes before the words around it."""
        super().resizeEvent(event)
        if (self.width() < _NARROW) is not self._is_narrow:
            self._is_narrow = not self._is_narrow
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_time()
        self._ticker.start(_CLOCK_TICK)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()

    def _open_rooms(self) -> tuple[Room, ...]:
        return () if self._desk is None else self._desk.rooms

    def _show_time(self) -> None:
        self._time.setText(f"{self._clock():%H:%M}")

    def _focus_search(self) -> None:
        self._search.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.box.selectAll()

    def _find_command(self, text: str) -> list[Found]:
        words = text.casefold().split()
        found = [
            Found(
                line=ResultLine(title=room.title, detail="Ruang", trailing=_room_key(number)),
                act=partial(self.go_to, room.id, None),
            )
            for number, room in enumerate(self._open_rooms(), start=1)
            if _begins(room.title, words)
        ]
        found += [
            Found(
                line=ResultLine(title=known.title, detail="Perintah", trailing=known.key),
                act=partial(self.trigger, known.id),
            )
            for known in actions_in(self.current_room())
            if _begins(known.title, words)
        ]
        found += [
            Found(
                line=ResultLine(title=page.title, detail="Panduan", trailing="F1"),
                act=partial(open_manual, page.id, self),
            )
            for page in PAGES
            if _begins(f"{page.title} {page.words}", words)
        ]
        return found

    def _install_keys(self) -> None:
        for known in ACTIONS:
            shortcut = QShortcut(QKeySequence(known.key), self)
            shortcut.setObjectName(f"key_{known.id}")
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self.trigger, known.id))
            self._shortcuts.append((known, shortcut))
        for number in range(1, _LAST_DIGIT + 1):
            shortcut = QShortcut(QKeySequence(_room_key(number)), self)
            shortcut.activated.connect(partial(self._go_to_number, number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt now and then passes a key on to the window instead of to its shortcut; it means the same."""
        pressed = QKeySequence(event.keyCombination()).toString()
        known = next((known for known in ACTIONS if known.key == pressed and known.works_in(self.current_room())), None)
        if known is None or not self.trigger(known.id):
            super().keyPressEvent(event)

    def _go_to_number(self, number: int) -> None:
        rooms = self._open_rooms()
        if number <= len(rooms):
            self.go_to(rooms[number - 1].id, None)

    def _fill_rooms(self, rooms: Sequence[Room]) -> None:
        for button in self._room_buttons.values():
            self._rooms_column.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._room_buttons = {}
        for number, room in enumerate(rooms, start=1):
            button = _RoomButton(room, number, self)
            button.show_title(not self._is_narrow)
            button.clicked.connect(partial(self._pressed, room.id))
            self._rooms_column.insertWidget(number - 1, button)
            self._room_buttons[room.id] = button

    def _pressed(self, room_id: str) -> None:
        self.go_to(room_id, None)

    def _place(self) -> None:
        side = QWidget(self)
        side.setObjectName("shell_rooms")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area = self._rooms_area = QScrollArea(self)
        area.setWidget(side)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rooms_column.setContentsMargins(space(2), space(3), space(2), space(3))
        self._rooms_column.setSpacing(space(1))
        self._rooms_column.addStretch(1)
        side.setLayout(self._rooms_column)
        room = self._room = QVBoxLayout()
        room.setSpacing(space(3))
        room.addWidget(self.strip)
        room.addWidget(self._screens, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(area)
        middle.addLayout(room, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = self._build_top()
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._foot)
        self._fit()

    def _fit(self) -> None:
        narrow = self._is_narrow
        self._rooms_area.setFixedWidth(_PICTURES_WIDTH if narrow else _ROOMS_WIDTH)
        for button in self._room_buttons.values():
            button.show_title(not narrow)
        self._name.setVisible(not narrow)
        self._top.setFixedHeight(_NARROW_TOP_HEIGHT if narrow else _TOP_HEIGHT)
        beside, above = (space(3), space(2)) if narrow else (space(5), space(4))
        self._room.setContentsMargins(beside, above, beside, above)

    def _build_top(self) -> QWidget:
        top = QWidget(self)
        top.setObjectName("shell_top")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel(top)
        sign.setPixmap(pixmap("app", size=28))
        self._facility = ElidedLabel(Type.BASE, top, muted=True)
        self._facility.setObjectName("shell_facility")
        self._search = SearchEverywhere("Cari orang, nomor, perintah   (Ctrl+K)", self._find_command, self)
        self._search.setMaximumWidth(_SEARCH_WIDTH)
        self._time = text_label("", strong=True, parent=top)
        self._time.setObjectName("shell_time")
        self._user = QPushButton(icon("user"), "", top)
        self._user.setObjectName("shell_user")
        self._user.setProperty("kind", "quiet")
        menu = QMenu(self._user)
        for action_id, icon_name in (("lock", "lock"), ("switch_user", "users"), ("help", "keyboard")):
            known = action(action_id)
            entry = menu.addAction(icon(icon_name), f"{known.title}\t{known.key}")
            entry.triggered.connect(partial(self.trigger, action_id))
        self._user.setMenu(menu)
        row = QHBoxLayout(top)
        row.setContentsMargins(space(4), 0, space(4), 0)
        row.setSpacing(space(3))
        row.addWidget(sign)
        self._name = text_label("ILP Desktop", strong=True, parent=top)
        row.addWidget(self._name)
        row.addWidget(self._facility, 2)
        row.addWidget(self._search, 3)
        right = QHBoxLayout()
        right.setSpacing(space(3))
        right.addStretch(1)
        right.addWidget(self._time)
        right.addWidget(self._user)
        row.addLayout(right, 2)
        return top


def _room_key(number: int) -> str:
    """The key of the room at this place of the list; empty for those beyond the digits, which Ctrl+K finds."""
    return f"Ctrl+{number}" if number <= _LAST_DIGIT else ""


def _begins(title: str, typed: Sequence[str]) -> bool:
    """Whether every typed word is the beginning of a word of the title."""
    words = title.casefold().split()
    return all(any(word.startswith(beginning) for word in words) for beginning in typed)


class _RoomButton(QPushButton):
    """A room at the left: icon, title, and how many wait."""

    def __init__(self, room: Room, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"room_{room.id}")
        self.setProperty("room", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(room.title)
        key = _room_key(number)
        self.setToolTip(f"{room.title} ({key})" if key else room.title)
        self.setIcon(icon(room.icon, colours().muted, on_state=colours().accent))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = room.title
        self._count = Badge(parent=self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space(2), 0)
        row.addStretch(1)
        row.addWidget(self._count)

    def show_title(self, shown: bool) -> None:
        """The title beside the picture, or the picture alone; the tooltip says it in any case."""
        self.setText(f" {self._title}".replace("&", "&&") if shown else " ")

    def show_count(self, count: int) -> None:
        """So many people wait; nothing is shown for none."""
        self._count.show_state(str(count) if count else "", Tone.PLAIN)
        self.setAccessibleName(f"{self._title}, {count} menunggu" if count else self._title)


class _Foot(QWidget):
    """The strip of trust."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shell_foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(32)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space(4), 0, space(4), 0)
        self._row.setSpacing(space(5))
        self._row.addStretch(1)

    def show_statuses(self, statuses: Sequence[Status]) -> None:
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, status in enumerate(statuses):
            self._row.insertWidget(number, self._word(status))

    def _word(self, status: Status) -> QWidget:
        word = QWidget(self)
        row = QHBoxLayout(word)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        plain = status.tone is Tone.PLAIN
        if not plain:
            symbol = QLabel(word)
            symbol.setPixmap(pixmap(TONE_ICONS[status.tone], ink(status.tone).name(), 14))
            row.addWidget(symbol)
        label = text_label(status.text, Type.SMALL, muted=plain, strong=not plain, parent=word)
        mark(label, tone=status.tone.value)
        row.addWidget(label)
        return word
