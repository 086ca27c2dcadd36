"""The person at hand: banner, last visits, family, and the visit to be registered."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Relationship
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.words import word
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Notice
from ui.kit.banner import PersonBanner
from ui.kit.elided_label import ElidedLabel
from ui.kit.emptying import empty
from ui.kit.icons import icon
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.loket.lines import banner_text
from ui.screens.loket.prompt import Prompt
from ui.screens.loket.routing_card import RoutingCard
from ui.screens.loket.state import DeskPerson, VisitState
from ui.screens.loket.texts import age_text, already_words, visit_line
from ui.screens.loket.visit_panel import VisitPanel

_FAMILY_SHOWN = 3
_NAME_WIDTH = 150
_MENU = ("newborn", "merge_people", "deceased", "back_date")


class PersonPanel(QWidget):
    """``family_wanted`` carries the id of a family member, ``act_wanted`` the id of an action of the list,
    ``split_wanted`` asks to take the last merge apart.
    """

    family_wanted = Signal(str)
    act_wanted = Signal(str)
    split_wanted = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.person: DeskPerson | None = None
        self.state: VisitState | None = None
        self._banner = PersonBanner(self)
        self.prompt = Prompt(lambda: clock().date(), self)
        self.visit = VisitPanel(self)
        self.routing = RoutingCard(self)
        self.routing.overrule_wanted.connect(self.routing.open_overrule)
        self.visit.changed.connect(self.routing.refresh)
        self._problem = Notice(parent=self, wraps=True)
        self._problem.setObjectName("visit_problem")
        self._already = Notice(parent=self)
        self._already.setObjectName("already_today")
        self._last_visit = ElidedLabel(Type.BASE, self, muted=True)
        self._last_visit.setObjectName("last_visit")
        self._family = QWidget(self)
        self._family.setObjectName("family")
        self._family_row = QHBoxLayout(self._family)
        self._family_row.setContentsMargins(0, 0, 0, 0)
        self._family_row.setSpacing(space(1))
        self._build_buttons()
        self._place()

    def show_person(self, person: DeskPerson) -> None:
        """Show ``person`` with a new visit, the cursor on its purpose."""
        today = self._clock().date()
        self.person = person
        self.state = VisitState.begin(person, today)
        self._banner.show_person(banner_text(person, today))
        self._show_history(person)
        self._show_family(person, today)
        self._split.setVisible(bool(person.merges))
        self.prompt.close_prompt()
        self._problem.say("", Tone.RED)
        self.visit.begin(self.state)
        self.routing.begin(self.state)
        self._scroll.verticalScrollBar().setValue(0)
        self.visit.focus_purpose()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what keeps the visit from being registered, each where it can be mended."""
        self._problem.say(" ".join(f"{problem.sentence} {problem.remedy}" for problem in problems), Tone.RED)
        self.visit.show_problems(problems)
        self.routing.show_reason_missing(any(problem.field == "overrule_reason" for problem in problems))

    def open_late_entry(self) -> None:
        """Let the clerk enter a visit of an earlier day."""
        self._scroll.verticalScrollBar().setValue(0)
        self.visit.open_late_entry()

    def _show_history(self, person: DeskPerson) -> None:
        self._already.say(already_words(person.summary, self._clock()), Tone.AMBER)
        history = person.summary.history
        last = f"Terakhir {visit_line(history[0])}" if history else "Belum pernah berkunjung."
        self._last_visit.show_text(last)

    def _show_family(self, person: DeskPerson, today: date) -> None:
        empty(self._family_row)
        others = [one for one in person.page.family if one.id != person.patient.id]
        words = {one.id: f"{one.name} {age_text(one.birth_date, one.birth_date_estimated, today)}" for one in others}
        self._family_row.addWidget(text_label("Keluarga" if others else "Keluarga: belum ada yang lain.", muted=True))
        for member in others[:_FAMILY_SHOWN]:
            button = self._family_button(words[member.id])
            button.setObjectName(f"family_{member.id}")
            if member.relationship is not Relationship.UNKNOWN:
                button.setToolTip(f"{words[member.id]}, {word(member.relationship)}")
            button.clicked.connect(partial(self._member_pressed, member.id))
            self._family_row.addWidget(button)
        if len(others) > _FAMILY_SHOWN:
            more = self._family_button(f"{len(others) - _FAMILY_SHOWN} lagi …")
            more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(more)
            for member in others[_FAMILY_SHOWN:]:
                menu.addAction(words[member.id]).triggered.connect(partial(self._member_pressed, member.id))
            more.setMenu(menu)
            self._family_row.addWidget(more)
        self._family_row.addStretch(1)

    def _family_button(self, text: str) -> QToolButton:
        button = QToolButton(self._family)
        button.setProperty("kind", "quiet")
        shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(text)
        return button

    def _member_pressed(self, member: PatientId) -> None:
        self.family_wanted.emit(member)

    def _build_buttons(self) -> None:
        self._split = QPushButton(icon("undo-2"), "Pisahkan gabungan", self)
        self._split.setObjectName("split")
        self._split.setProperty("kind", "quiet")
        self._split.clicked.connect(self.split_wanted)
        self._split.hide()
        more = QToolButton(self)
        more.setObjectName("person_more")
        more.setProperty("kind", "quiet")
        more.setIcon(icon("ellipsis"))
        more.setToolTip("Pekerjaan lain untuk orang ini")
        more.setAccessibleName("Pekerjaan lain untuk orang ini")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for action_id in _MENU:
            known = action(action_id)
            menu.addAction(f"{known.title}\t{known.key}").triggered.connect(partial(self._wanted, action_id))
        more.setMenu(menu)
        edit = ActionButton(action("edit_person"), title="Ubah", kind="quiet", icon_name="pencil", parent=self)
        edit.clicked.connect(partial(self._wanted, "edit_person"))
        card = ActionButton(action("print_card"), title="Kartu", kind="quiet", icon_name="id-card", parent=self)
        card.clicked.connect(partial(self._wanted, "print_card"))
        self._others = (edit, card, self._split, more)

    def _wanted(self, action_id: str) -> None:
        self.act_wanted.emit(action_id)

    def _place(self) -> None:
        past = QFrame(self)
        past.setProperty("card", True)
        lines = QVBoxLayout(past)
        lines.setContentsMargins(space(4), space(1), space(4), 0)
        lines.setSpacing(0)
        lines.addWidget(self._already)
        lines.addWidget(self._last_visit)
        lines.addWidget(self._family)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(past)
        column.addWidget(self.prompt)
        column.addWidget(self.visit)
        column.addStretch(1)
        self._scroll = _FittingScroll(self)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        register = ActionButton(action("register"), kind="primary", icon_name="ticket", parent=self)
        register.clicked.connect(partial(self._wanted, "register"))
        foot = QHBoxLayout()
        foot.setSpacing(space(1))
        for button in self._others:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(register)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(space(2))
        page.addWidget(self._banner)
        page.addWidget(self._scroll)
        page.addWidget(self.routing)
        page.addWidget(self._problem)
        page.addLayout(foot)
        page.addStretch(1)


class _FittingScroll(QScrollArea):
    """As high as what it holds where there is room, so that the result stands right below the questions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return super().sizeHint() if inside is None else QSize(super().sizeHint().width(), _height(inside))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _height(inside: QWidget) -> int:
    flows = inside.hasHeightForWidth() and inside.width() > 0
    return max(inside.heightForWidth(inside.width()) if flows else 0, inside.minimumSizeHint().height())
