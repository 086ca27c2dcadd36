"""The rules that a puskesmas may set, by subject: each with its default, what is permitted, and why."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTreeView, QWidget

from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.programme_settings import RuleSetting, reset_rule, rule_settings, set_rules
from ilp_desktop.services.workplace import Workplace
from ui.actions import action
from ui.kit.icons import icon
from ui.kit.operation import Operation, Query
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone, colours, font, space
from ui.screens.settings.rule_list import grouped, mark_of
from ui.screens.settings.rule_panel import RulePanel
from ui.screens.settings.section import Section

_KEY = Qt.ItemDataRole.UserRole
_NARROW = 700
_VALUE, _MARK, _PANEL, _INDENT = 100, 120, 290, 14
_LEAST_LIST = 210


class _Search(SearchBox):
    """Down goes on in the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _RuleTree(QTreeView):
    """Subjects with their rules; Enter on a rule emits ``opened``, on a subject opens or closes it."""

    opened = Signal()
    walked = Signal()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.walked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        subject = self.currentIndex().siblingAtColumn(0)
        if subject.data(_KEY):
            self.opened.emit()
        elif subject.isValid():
            self.setExpanded(subject, not self.isExpanded(subject))


class RulesSection(Section):
    """One press saves all that was typed; what is refused is said at its field."""

    title = "Aturan"
    explanation = (
        "Angka yang tidak pasti atau berbeda antardaerah. Jawaban formulir yang sudah tersimpan tidak berubah."
    )

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._rules: dict[str, RuleSetting] = {}
        self._typed: dict[str, str] = {}
        self._open: set[str] = set()
        self._current = ""
        self._is_narrow = self._is_inside = False
        self._query: Query[tuple[RuleSetting, ...]] = Query(self, self._show)
        save = self.button("rules_save", "Simpan   Ctrl+S", "primary")
        save.clicked.connect(self.save)
        self.head.addWidget(save)
        self._search = _Search("Cari aturan, misalnya: ROT, EPDS, KB, diubah", parent=self)
        self._search.setObjectName("rules_search")
        self._search.searched.connect(self._look_up)
        self._search.accepted.connect(lambda _text: self._into_list(edit=True))
        self._search.left.connect(self._into_list)
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels(["Aturan", "Berlaku", ""])
        self._tree = self._made_tree()
        reset = self.button("rules_reset", f"Kembalikan ke bawaan   {action('back_to_default').key}")
        reset.setIcon(icon("undo-2", colours().text))
        reset.clicked.connect(self.reset)
        self._back = self.button("rules_back", "Kembali ke daftar   Esc")
        self._back.clicked.connect(self._leave)
        self._panel = RulePanel((reset, self._back), self)
        self._panel.setMinimumWidth(_PANEL)
        self._panel.typed.connect(self._take)
        self._panel.left.connect(self._leave)
        self._row = QHBoxLayout()
        self._row.setSpacing(space(5))
        self._row.addWidget(self._tree, 1)
        self._row.addWidget(self._panel)
        self.column.addWidget(self._search)
        self.column.addLayout(self._row, 1)
        QWidget.setTabOrder(save, self._search)
        QWidget.setTabOrder(self._search, self._tree)

    def refresh(self) -> None:
        self._query.ask(partial(rule_settings, self.workplace))

    def save(self) -> None:
        if not self._typed:
            self.say("Tidak ada yang berubah.")
            return
        typed = dict(self._typed)
        operation = Operation(self, partial(set_rules, self.workplace, typed))
        operation.on_success(partial(self._saved, "Aturan tersimpan.")).on_rejected(self.show_problems).run()

    def reset(self) -> None:
        """The rule that is chosen gets its default back."""
        rule = self._rules.get(self._current)
        if rule is None:
            return
        if not rule.changed:
            self._typed.pop(self._current, None)
            self._renew([rule])
            return
        operation = Operation(self, partial(_reset, self.workplace, self._current))
        told = f"{rule.figure.about.label}: kembali ke bawaan, {rule.default_words}."
        operation.on_success(partial(self._saved, told)).on_rejected(self.show_problems).run()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """The first problem at its field, which is brought up; all others stay marked as not saved."""
        first = next((problem for problem in problems if problem.field in self._rules), None)
        if first is None:
            super().show_problems(problems)
            return
        self._choose(first.field)
        self._edit()
        if self._panel.field is not None:
            self._panel.field.show_problem(f"{first.sentence} {first.remedy}".strip())
        more = len(problems) - 1
        if more:
            self.say(f"{more} aturan lain juga belum dapat disimpan.", "Perbaiki yang ini dulu.", Tone.AMBER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chosen rule comes in the place of the list."""
        super().resizeEvent(event)
        self._is_narrow = self.width() < _NARROW
        self._panel.setMaximumWidth(self.width() if self._is_narrow else _PANEL + (self.width() - _NARROW) // 4)
        self._arrange()

    def _arrange(self) -> None:
        is_alone = self._is_narrow and self._is_inside and bool(self._current)
        for part, is_shown in (
            (self._search, not is_alone),
            (self._tree, not is_alone),
            (self._panel, is_alone or not self._is_narrow),
            (self._back, is_alone),
        ):
            if part.isHidden() is is_shown:
                part.setVisible(is_shown)

    def _leave(self) -> None:
        self._is_inside = False
        self._arrange()
        self._tree.setFocus()

    def _made_tree(self) -> _RuleTree:
        tree = _RuleTree(self)
        tree.setObjectName("rules_list")
        tree.setAccessibleName("Aturan menurut bidang")
        tree.setModel(self._model)
        tree.setUniformRowHeights(True)
        tree.setIndentation(_INDENT)
        tree.setMinimumHeight(_LEAST_LIST)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setExpandsOnDoubleClick(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = tree.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, _VALUE), (2, _MARK)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        tree.walked.connect(self._walked)
        tree.opened.connect(self._edit)
        tree.clicked.connect(self._clicked)
        tree.expanded.connect(lambda index: self._open.add(str(index.data(_KEY + 1))))
        tree.collapsed.connect(lambda index: self._open.discard(str(index.data(_KEY + 1))))
        return tree

    def _show(self, rules: tuple[RuleSetting, ...]) -> None:
        self._rules = {rule.figure.key: rule for rule in rules}
        self._look_up(self._search.text())

    def _look_up(self, text: str) -> None:
        self._list()
        if self._rules:
            self._search.answered(text)

    def _list(self) -> None:
        """The rules that the search finds; without one only the subjects that are open show theirs."""
        text, chosen = self._search.text(), self._current
        self._model.removeRows(0, self._model.rowCount())
        for group in grouped(tuple(self._rules.values()), text):
            top = [QStandardItem(one) for one in (group.title, "", group.mark)]
            top[0].setData(group.subject, _KEY + 1)
            top[0].setFont(font(strong=True))
            for rule in group.rules:
                top[0].appendRow(self._items(rule))
            self._model.appendRow(top)
            is_open = bool(text.strip()) or group.subject in self._open
            if is_open:
                self._tree.blockSignals(True)
                self._tree.setExpanded(top[0].index(), True)
                self._tree.blockSignals(False)
        self._choose(chosen)

    def _items(self, rule: RuleSetting) -> list[QStandardItem]:
        label = rule.figure.about.label
        items = [QStandardItem(label), QStandardItem(rule.words), QStandardItem(mark_of(rule, self._typed))]
        items[0].setData(rule.figure.key, _KEY)
        for item in items:
            item.setToolTip(label)
        return items

    def _choose(self, key: str) -> None:
        index = self._index_of(key)
        if index.isValid():
            self._tree.setCurrentIndex(index)
            self._tree.scrollTo(index)
        self._walked()

    def _index_of(self, key: str) -> QModelIndex:
        for row in range(self._model.rowCount()):
            subject = self._model.item(row)
            for below in range(subject.rowCount()):
                if key and subject.child(below).data(_KEY) == key:
                    return subject.child(below).index()
        return QModelIndex()

    def _walked(self) -> None:
        self._current = str(self._tree.currentIndex().siblingAtColumn(0).data(_KEY) or "")
        self._panel.show_rule(self._rules.get(self._current), self._typed.get(self._current))

    def _into_list(self, *, edit: bool = False) -> None:
        """The first rule found, or the first subject when nothing is searched."""
        if not self._tree.currentIndex().isValid() or not self._current:
            first = self._model.index(0, 0)
            below = self._model.index(0, 0, first)
            self._tree.setCurrentIndex(below if self._search.text().strip() and below.isValid() else first)
        self._tree.setFocus()
        if edit and self._current:
            self._edit()

    def _clicked(self) -> None:
        if self._is_narrow and self._current:
            self._edit()

    def _edit(self) -> None:
        self._is_inside = True
        self._arrange()
        editor = None if self._panel.field is None else self._panel.field.editor
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def _take(self, key: str, text: str) -> None:
        rule = self._rules[key]
        if text == rule.figure.text(rule.value):
            self._typed.pop(key, None)
        else:
            self._typed[key] = text
        if self._panel.field is not None:
            self._panel.field.show_problem("")
        self._renew([rule])

    def _saved(self, told: str, rules: Sequence[RuleSetting]) -> None:
        for rule in rules:
            self._typed.pop(rule.figure.key, None)
        self._renew(rules)
        self.say(told, "Penguncian layar yang baru berlaku setelah masuk lagi." if _locks(rules) else "")

    def _renew(self, rules: Sequence[RuleSetting]) -> None:
        """Show these rules as they stand now, without moving anything."""
        for rule in rules:
            self._rules[rule.figure.key] = rule
            index = self._index_of(rule.figure.key)
            if index.isValid():
                self._model.setData(index.siblingAtColumn(1), rule.words)
                self._model.setData(index.siblingAtColumn(2), mark_of(rule, self._typed))
        for group in grouped(tuple(self._rules.values()), ""):
            for row in range(self._model.rowCount()):
                if self._model.item(row).data(_KEY + 1) == group.subject:
                    self._model.setData(self._model.index(row, 2), group.mark)
        self._walked()


def _reset(workplace: Workplace, key: str) -> Answer[tuple[RuleSetting, ...]]:
    return reset_rule(workplace, key)


def _locks(rules: Sequence[RuleSetting]) -> bool:
    return any(rule.figure.key == "idle_minutes" for rule in rules)
