"""The letters of the person at hand: what there is, writing a referral or a certificate, and the paper itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ilp_desktop.domain.identifiers import ReferralId, ResponseId, VisitId
from ilp_desktop.domain.visit import Letter, Referral
from ilp_desktop.services.drafts import draft_of
from ilp_desktop.services.health_certificates import CertificateCommand, issue_health_certificate
from ilp_desktop.services.referrals import (
    ReferralAnswer,
    answer_to,
    issue_referral,
    set_external_number,
    take_in_answer,
)
from ilp_desktop.services.rooms import ConsultationCommand, SavedConsultation
from ilp_desktop.services.visit_papers import Paper, PaperKind, paper_pdf, papers_of
from ilp_desktop.services.workplace import Workplace
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.late_page import LatePage
from ui.kit.message_strip import Message
from ui.kit.operation import Operation, Query
from ui.kit.style import Tone
from ui.screens.cluster.answer_page import AnswerPage
from ui.screens.cluster.certificate_draft import CERTIFICATE_PAGE, certificate_as_json, certificate_from_json
from ui.screens.cluster.certificate_page import CertificatePage
from ui.screens.cluster.letters_page import LettersPage
from ui.screens.cluster.preview_page import PreviewPage
from ui.screens.cluster.referral_draft import REFERRAL_PAGE, referral_as_json
from ui.screens.cluster.referral_page import ReferralPage
from ui.screens.cluster.referring import Start, referring
from ui.screens.cluster.room_person import RoomPerson

_NOT_REFERRED = Message(
    text="Surat rujukan belum dibuat.",
    remedy="Terbitkan suratnya dulu, lalu selesaikan pasien.",
    tone=Tone.AMBER,
)


class PaperDesk(QStackedWidget):
    """``turned`` when another of its pages should be on the screen, ``left`` when the user is done with papers.

    ``referral_wanted`` and ``certificate_wanted`` ask for the consultation to be saved first, ``growth_wanted`` for the
    growth page, from which a chart was printed; ``mend_wanted`` carries the id of a completed form, ``said`` a
    ``Message``.
    """

    turned = Signal()
    left = Signal()
    referral_wanted = Signal()
    certificate_wanted = Signal()
    growth_wanted = Signal()
    mend_wanted = Signal(str)
    said = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._visit_id = VisitId("")
        self._paper: Paper | None = None
        self._referred: set[VisitId] = set()
        self._letters = LettersPage(self)
        self._letters.certificate_wanted.connect(self.certificate_wanted)
        self._letters.referral_wanted.connect(self.referral_wanted)
        self._letters.paper_wanted.connect(self.show_paper)
        self._referral = LatePage(self, self._make_referral)
        self._referral_draft = DraftKeeper(self, workplace, lambda: referral_as_json(self._referral.page().command()))
        self._certificate = LatePage(self, self._make_certificate)
        self._certificate_draft = DraftKeeper(
            self, workplace, lambda: certificate_as_json(self._certificate.page().command())
        )
        self._preview = LatePage(self, self._make_preview)
        self._answer = LatePage(self, lambda: AnswerPage(lambda: workplace.today, self))
        self.addWidget(self._letters)
        self._listed: Query[tuple[Paper, ...]] = Query(self, self._letters.show_papers)
        self._drawn: Query[tuple[Paper, bytes]] = Query(self, self._show_drawn)
        self._started: Query[tuple[Start, bool]] = Query(self, self._show_referral)
        self._answered: Query[ReferralAnswer] = Query(self, self._show_answer)
        self._certified: Query[CertificateCommand] = Query(self, self._show_certificate)

    def begin(self, visit_id: VisitId) -> None:
        """From now on the papers are those of this visit."""
        self._visit_id = visit_id
        self._referral_draft.begin(REFERRAL_PAGE, visit_id)
        self._certificate_draft.begin(CERTIFICATE_PAGE, visit_id)

    def keep_pending(self) -> None:
        """Keep what is typed and not kept yet."""
        self._referral_draft.keep_pending()
        self._certificate_draft.keep_pending()

    def close_paper(self) -> None:
        """The desk goes off the screen: let go of the document's memory."""
        preview = self._preview.made()
        if preview is not None:
            preview.close_paper()

    def is_paper(self) -> bool:
        """Whether a paper is on the screen."""
        return self._preview.is_shown()

    def is_list(self) -> bool:
        """Whether the list of papers is on the screen."""
        return self.currentWidget() is self._letters

    def is_answer(self) -> bool:
        """Whether a hospital's answer is being written down."""
        return self._answer.is_shown()

    def finish_title(self) -> str:
        """What F10 does here."""
        if self.is_answer():
            return "Simpan jawaban"
        return "Kembali ke pasien" if self.is_paper() or self.is_list() else "Terbitkan surat"

    def is_referred(self, visit_id: VisitId) -> bool:
        """Whether a referral of this visit was written at this desk."""
        return visit_id in self._referred

    def open_letters(self) -> None:
        """The papers of the visit."""
        self._turn_to(self._letters)
        workplace, visit_id = self._workplace, self._visit_id
        self._listed.ask(lambda: papers_of(workplace, visit_id))

    def begin_referral(
        self, person: RoomPerson, typed: ConsultationCommand, saved: SavedConsultation, *, is_required: bool
    ) -> None:
        """Write a referral from what was saved; ``is_required``: the person cannot leave without."""
        workplace = self._workplace
        self._started.ask(lambda: (referring(workplace, person, typed, saved), is_required))

    def begin_certificate(self, saved: SavedConsultation) -> None:
        """Write a health certificate from what was saved."""
        workplace, consultation = self._workplace, saved.consultation
        fresh = CertificateCommand(
            visit_id=consultation.visit_id, consultation_id=consultation.id, purpose="", finding=""
        )

        def begin() -> CertificateCommand:
            draft = draft_of(workplace, CERTIFICATE_PAGE, consultation.visit_id)
            return fresh if draft is None else certificate_from_json(draft.content, fresh)

        self._certified.ask(begin)

    def show_paper(self, paper: Paper) -> None:
        """A paper as it will be printed."""
        workplace = self._workplace
        self._drawn.ask(lambda: (paper, paper_pdf(workplace, paper.kind, paper.subject_id)))

    def print_paper(self) -> None:
        """Ask for the printer."""
        self._preview.page().print_paper()

    def save_paper(self) -> None:
        """Ask where, and write the PDF there."""
        self._preview.page().save_paper()

    def finish(self) -> None:
        """F10: issue what is written, or be done with looking."""
        if self._referral.is_shown():
            self._issue_referral()
        elif self._certificate.is_shown():
            self._issue_certificate()
        elif self.is_answer():
            self._take_in_answer()
        else:
            self.left.emit()

    def _make_referral(self) -> ReferralPage:
        page = ReferralPage(lambda: self._workplace.today, self)
        page.changed.connect(self._referral_draft.changed)
        return page

    def _make_certificate(self) -> CertificatePage:
        page = CertificatePage(lambda: self._workplace.today, self)
        page.changed.connect(self._certificate_draft.changed)
        return page

    def _make_preview(self) -> PreviewPage:
        page = PreviewPage(self)
        page.left.connect(self._leave_paper)
        page.mend_wanted.connect(self._mend)
        page.numbered.connect(self._number)
        page.answer_wanted.connect(self._ask_answer)
        return page

    def _turn_to(self, page: QWidget) -> None:
        if page is not self._preview.made():
            self.close_paper()
        self.setCurrentWidget(page)
        self.turned.emit()

    def _show_referral(self, answer: tuple[Start, bool]) -> None:
        start, is_required = answer
        page = self._referral.page()
        self._turn_to(page)
        page.show_referral(*start)
        page.focus_first()
        if is_required:
            self.said.emit(_NOT_REFERRED)

    def _issue_referral(self) -> None:
        page = self._referral.page()
        workplace, command = self._workplace, page.command()

        def issued(referral: Referral) -> None:
            self._referral_draft.drop()
            self._referred.add(referral.visit_id)
            title = f"Surat rujukan {referral.letter_number} tersimpan"
            self.show_paper(Paper(kind=PaperKind.REFERRAL, subject_id=referral.id, title=title))

        Operation(self, lambda: issue_referral(workplace, command)).on_success(issued).on_rejected(
            page.show_problems
        ).run()

    def _show_certificate(self, command: CertificateCommand) -> None:
        page = self._certificate.page()
        self._turn_to(page)
        page.show_command(command)
        page.focus_first()

    def _issue_certificate(self) -> None:
        page = self._certificate.page()
        workplace, command = self._workplace, page.command()

        def issued(letter: Letter) -> None:
            self._certificate_draft.drop()
            title = f"Surat keterangan sehat {letter.letter_number} tersimpan"
            self.show_paper(Paper(kind=PaperKind.CERTIFICATE, subject_id=letter.id, title=title))

        Operation(self, lambda: issue_health_certificate(workplace, command)).on_success(issued).on_rejected(
            page.show_problems
        ).run()

    def _show_drawn(self, answer: tuple[Paper, bytes]) -> None:
        paper, content = answer
        self._paper = paper
        page = self._preview.page()
        self._turn_to(page)
        page.show_paper(
            paper.title,
            content,
            f"{paper.kind.value}.pdf",
            may_mend=paper.kind is PaperKind.FORM,
            is_referral=paper.kind is PaperKind.REFERRAL,
        )

    def _leave_paper(self) -> None:
        """Back to where the paper was asked for."""
        if self._paper is not None and self._paper.kind is PaperKind.GROWTH:
            self.growth_wanted.emit()
        else:
            self.open_letters()

    def _mend(self) -> None:
        if self._paper is not None:
            self.mend_wanted.emit(ResponseId(self._paper.subject_id))

    def _ask_answer(self) -> None:
        workplace, paper = self._workplace, self._paper
        if paper is not None:
            referral_id = ReferralId(paper.subject_id)
            self._answered.ask(lambda: answer_to(workplace, referral_id))

    def _show_answer(self, answer: ReferralAnswer) -> None:
        page = self._answer.page()
        self._turn_to(page)
        page.show_answer(answer)

    def _take_in_answer(self) -> None:
        page = self._answer.page()
        workplace, answer = self._workplace, page.answer()

        def taken_in(_referral: Referral) -> None:
            self.open_letters()
            self.said.emit(Message(text="Jawaban rumah sakit tersimpan.", tone=Tone.GREEN))

        Operation(self, lambda: take_in_answer(workplace, answer)).on_success(taken_in).on_rejected(
            page.show_problems
        ).run()

    def _number(self, number: str) -> None:
        """The number that came once somebody was online is printed on the slip from now on."""
        workplace, paper = self._workplace, self._paper
        if paper is None:
            return
        referral_id = ReferralId(paper.subject_id)
        Operation(self, lambda: set_external_number(workplace, referral_id, number)).on_success(
            lambda _referral: self.show_paper(paper)
        ).run()
