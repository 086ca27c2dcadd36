"""What the hospital wrote back on the lower part of a referral slip."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ReferralId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.referrals import ReferralAnswer
from ui.kit.date_field import DateField
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Type, space, text_label
from ui.screens.cluster.questions import say_problems
from ui.screens.cluster.text_area import TextArea

_WIDTH = 640


class AnswerPage(QWidget):
    """Three questions, as they stand on the slip."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer_page")
        self._referral_id = ReferralId("")
        self._returned = DateField(today, past=True, parent=self)
        self._diagnosis = TextArea(1, self)
        self._advice = TextArea(3, self)
        self._fields = {
            "returned": LabelledField("Tanggal jawaban", self._returned, required=True, parent=self),
            "diagnosis": LabelledField("Diagnosis rumah sakit", self._diagnosis, required=True, parent=self),
            "advice": LabelledField(
                "Saran dan tindak lanjut", self._advice, hint="Obat, kontrol, pemeriksaan ulang", parent=self
            ),
        }
        page = QWidget(self)
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(text_label("Jawaban rumah sakit", Type.LARGE, strong=True, parent=page))
        for name, field in self._fields.items():
            field.editor.setObjectName(f"answer_{name}")
            column.addWidget(field)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def show_answer(self, answer: ReferralAnswer) -> None:
        """Show what is known of the answer, with the cursor where the typing starts."""
        self._referral_id = answer.referral_id
        self._returned.set_value(answer.returned)
        self._diagnosis.set_value(answer.diagnosis)
        self._advice.set_value(answer.advice)
        for field in self._fields.values():
            field.show_hint()
        self._returned.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> ReferralAnswer:
        """What is on the page."""
        returned = self._returned.value()
        return ReferralAnswer(
            referral_id=self._referral_id,
            returned=returned.day if returned else None,
            diagnosis=self._diagnosis.value(),
            advice=self._advice.value(),
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each at its field and put the cursor into the first."""
        say_problems(self._fields, problems)
