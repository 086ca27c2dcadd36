"""The room of the exchange: goes from page to page and runs the use cases."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.installation import Partner
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.decisions import ShownDecision, decide, shown_decisions
from ilp_desktop.services.exchange import Acceptance, PackagePreview, Sent, accept_all, send
from ilp_desktop.services.exchange_papers import accepted_paper, sent_paper, suggested_name
from ilp_desktop.services.partners import PartnerCard, trust, write_own_card
from ilp_desktop.services.receipts import give_receipt
from ilp_desktop.services.stick_contents import drives
from ui.kit.dialogs import choose_folder
from ui.kit.message_strip import Message, show_in_strip, strip_of
from ui.kit.operation import LongOperation, Operation, Query
from ui.kit.page_stack import PageStack
from ui.kit.pdf_preview import PdfPreview
from ui.kit.runtime import runtime
from ui.kit.style import Tone
from ui.screens.exchange.acquaintance import Acquaintance
from ui.screens.exchange.deciding import Deciding
from ui.screens.exchange.incoming import Incoming
from ui.screens.exchange.outcome import Outcome
from ui.screens.exchange.overview import OverviewPage
from ui.screens.exchange.page import Page
from ui.screens.exchange.state import (
    Look,
    Overview,
    acknowledged_words,
    clicked_words,
    load,
    look_into,
    nothing_new_words,
    with_time_left,
)
from ui.session import Handler, Session

_WATCHED_EVERY = 3_000
"""Milliseconds between two looks at which sticks are in, while the room is on the screen."""


class Exchange(QWidget):
    """The overview in front; everything else is one step away from it and goes back with Esc."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exchange")
        self._workplace = session.workplace
        self._state: Overview | None = None
        self._chosen: Path | None = None
        self._folder: Path | None = None
        self._clicked: Path | None = None
        zone = self._workplace.clock().tzinfo
        self._loaded: Query[Overview] = Query(self, self._show)
        self._decisions: Query[tuple[ShownDecision, ...]] = Query(self, self._show_decisions)
        self.overview = OverviewPage(zone, self)
        self.incoming = Incoming(zone, self)
        self.outcome = Outcome(self)
        self.acquaintance = Acquaintance(self)
        self.deciding = Deciding(self)
        self.preview = PdfPreview(self)
        self._paper = Page("Berita acara", "exchange_paper", self)
        self._paper.content.addWidget(self.preview, 1)
        self._pages = PageStack(self)
        for page in (self.overview, self.incoming, self.outcome, self.acquaintance, self.deciding, self._paper):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._wants_focus = False
        self._plugged: Query[frozenset[Path]] = Query(self, self._notice)
        self._watch = QTimer(self)
        self._watch.timeout.connect(lambda: self._plugged.ask(_plugged_in))
        self._connect()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.start(_WATCHED_EVERY)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    def handlers(self) -> dict[str, Handler]:
        """What the keys do on the page in front."""
        page = self._pages.currentWidget()
        if page is self._paper:
            return {"print": self.preview.print_document, "save": self.preview.save}
        if page is self.overview:
            return {"send": self.send, "receive": self.receive}
        return {}

    def came_to_front(self) -> None:
        """Somebody may have put a stick in; what is to be done next gets the focus."""
        self._wants_focus = True
        self.refresh()

    def use_folder(self, folder: Path) -> None:
        """Work with a folder as with a stick."""
        self._folder = self._chosen = folder
        self.refresh()

    def open_target(self, target: object) -> None:
        """A package that was clicked: receive what lies beside it, as if its folder were a stick."""
        if isinstance(target, Path):
            self._clicked = target
            self.show_page(self.overview)
            self.use_folder(target.parent)

    def refresh(self) -> None:
        """Look at the sticks, the partners and what waits."""
        workplace, chosen, folder = self._workplace, self._chosen, self._folder
        self._loaded.ask(lambda: load(workplace, chosen, folder))

    def send(self) -> None:
        """Write what the chosen partner does not have yet."""
        state, folder = self.overview.partner(), self._drive()
        if state is None or folder is None or self._state is None:
            self._say("Belum ada stik atau mitra.", "Pasang stik atau pilih folder; mitra dikenali lewat kartu kenal.")
            return
        workplace, partner_id = self._workplace, state.partner.id
        operation = LongOperation(
            self, lambda progress: send(workplace, partner_id, folder, with_time_left(progress)), "Menyiapkan paket"
        )
        operation.on_success(self._show_sent).run()

    def receive(self) -> None:
        """Read the receipts of the stick and look into its packages."""
        folder = self._drive()
        if folder is None or self._state is None or not self._state.partners:
            self._say("Belum ada stik atau mitra.", "Pasang stik atau pilih folder; mitra dikenali lewat kartu kenal.")
            return
        workplace = self._workplace
        operation = LongOperation(self, lambda progress: look_into(workplace, folder, progress), "Memeriksa stik")
        operation.on_success(self._show_look).run()

    def accept(self) -> None:
        """Take over what was looked into."""
        inspection, folder = self.incoming.inspection, self._drive()
        if inspection is None or folder is None:
            return
        workplace, paths = self._workplace, [preview.path for preview in inspection.previews]
        operation = LongOperation(
            self,
            lambda progress: accept_all(workplace, paths, folder, with_time_left(progress)),
            "Menerima paket",
        )
        operation.on_success(self._show_acceptance).run()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; what was said on another page is over."""
        strip = strip_of(self)
        if strip is not None and page is not self._pages.currentWidget():
            strip.clear()
        self._pages.setCurrentWidget(page)

    def _connect(self) -> None:
        overview = self.overview
        overview.send_wanted.connect(self.send)
        overview.receive_wanted.connect(self.receive)
        overview.decide_wanted.connect(self._open_decisions)
        overview.acquaintance_wanted.connect(self._open_acquaintance)
        overview.receipt_wanted.connect(self._write_receipt)
        overview.folder_wanted.connect(self._ask_folder)
        overview.look_again_wanted.connect(self.refresh)
        overview.drive_chosen.connect(self._choose)
        self.incoming.accept_wanted.connect(self.accept)
        self.outcome.paper_wanted.connect(self._draw_paper)
        self.outcome.decide_wanted.connect(self._open_decisions)
        self.outcome.receipt_wanted.connect(self._write_receipt)
        self.acquaintance.card_wanted.connect(self._write_card)
        self.acquaintance.trusted.connect(self._trust)
        self.deciding.decided.connect(self._decide)
        for page in (self.incoming, self.outcome, self.acquaintance, self.deciding):
            page.left.connect(self._go_back)
        self._paper.left.connect(self._close_paper)
        runtime().changes.listen(self, {"partner", "package_record", "open_decision"}, self.refresh)

    def _drive(self) -> Path | None:
        return None if self._state is None or self._state.drive is None else self._state.drive.path

    def _notice(self, plugged: frozenset[Path]) -> None:
        """A stick came or went by itself."""
        known = frozenset() if self._state is None else {drive.path for drive in self._state.drives}
        if plugged != known - {self._folder}:
            self.refresh()

    def _choose(self, path: Path) -> None:
        self._chosen = path
        self.refresh()

    def _ask_folder(self) -> None:
        folder = choose_folder(self, "Folder untuk paket")
        if folder is not None:
            self.use_folder(folder)

    def _show(self, state: Overview) -> None:
        self._state = state
        self._chosen = None if state.drive is None else state.drive.path
        self.overview.show_overview(state)
        self.acquaintance.show_ours(self._workplace.facility.name, state.fingerprint)
        self.acquaintance.show_cards(state.cards)
        if self._wants_focus and self._pages.currentWidget() is self.overview:
            self.overview.focus_first()
        self._wants_focus = False
        if self._clicked is not None:
            refusal = clicked_words(state, self._clicked)
            self._clicked = None
            if refusal:
                self._say(*refusal)
            else:
                self.receive()

    def _show_sent(self, sent: Sent) -> None:
        if not sent.packages:
            self._say(f"{sent.partner.name} sudah punya semuanya.", "Tidak ada yang perlu dikirim.", Tone.GREEN)
            return
        self.outcome.show_sent(sent)
        self.show_page(self.outcome)

    def _show_look(self, look: Look) -> None:
        told = acknowledged_words(look.acknowledged)
        if look.inspection is None:
            contents = None if self._state is None else self._state.contents
            self._say(told or nothing_new_words(contents), "", Tone.GREEN if told else Tone.PLAIN)
            self.refresh()
            return
        self.incoming.show_inspection(look.inspection)
        self.show_page(self.incoming)
        if told:
            self._say(told, "", Tone.GREEN)

    def _show_acceptance(self, acceptance: Acceptance) -> None:
        self.outcome.show_acceptance(acceptance)
        self.show_page(self.outcome)

    def _draw_paper(self, about: Sent | PackagePreview) -> None:
        workplace = self._workplace

        def draw() -> Answer[bytes]:
            return Answer(sent_paper(workplace, about) if isinstance(about, Sent) else accepted_paper(workplace, about))

        self._paper.title.setText("Berita acara" if isinstance(about, Sent) else "Tanda terima")
        Operation(self, draw).on_success(partial(self._show_paper, suggested_name(about))).run()

    def _show_paper(self, suggested: Path, content: bytes) -> None:
        self.show_page(self._paper)
        self.preview.show_pdf(content, suggested)
        self.preview.setFocus()

    def _close_paper(self) -> None:
        self.preview.close_document()
        self.show_page(self.outcome)

    def _go_back(self) -> None:
        self.show_page(self.overview)
        self.refresh()
        self.overview.focus_first()

    def _open_acquaintance(self) -> None:
        self.show_page(self.acquaintance)
        self.refresh()

    def _write_card(self) -> None:
        self._write(lambda folder: write_own_card(self._workplace, folder), "Kartu kenal tempat ini sudah di stik")

    def _write_receipt(self) -> None:
        state = self.overview.partner()
        if state is not None:
            partner_id = state.partner.id
            self._write(
                lambda folder: give_receipt(self._workplace, partner_id, folder),
                f"Tanda terima untuk {state.partner.name} sudah di stik",
            )

    def _write(self, work: Callable[[Path], Path], done: str) -> None:
        folder = self._drive()
        if folder is None:
            self._say("Belum ada stik.", "Pasang stik, atau pilih folder.")
            return
        operation = Operation(self, lambda: Answer(work(folder)))
        operation.on_success(lambda path: self._say(f"{done}: {path.name}. Aman dicabut.", "", Tone.GREEN)).run()

    def _trust(self, card: PartnerCard) -> None:
        workplace = self._workplace
        Operation(self, lambda: trust(workplace, card)).on_success(self._say_trusted).run()

    def _say_trusted(self, partner: Partner) -> None:
        self._go_back()
        self._say(f"{partner.name} sekarang dipercaya. Data dapat dikirim dan diterima.", "", Tone.GREEN)

    def _open_decisions(self) -> None:
        self.show_page(self.deciding)
        workplace = self._workplace
        self._decisions.ask(lambda: shown_decisions(workplace))

    def _show_decisions(self, decisions: tuple[ShownDecision, ...]) -> None:
        self.deciding.show_decisions(decisions)

    def _decide(self, decision_id: str, keep_ours: bool) -> None:
        workplace = self._workplace
        operation = Operation(self, lambda: decide(workplace, decision_id, keep_ours=keep_ours))
        operation.on_success(lambda _decision: self._open_decisions()).run()

    def _say(self, text: str, remedy: str, tone: Tone = Tone.AMBER) -> None:
        show_in_strip(self, Message(text=text, remedy=remedy, tone=tone))


def _plugged_in() -> frozenset[Path]:
    return frozenset(drive.path for drive in drives())


def create(session: Session, _room_id: str) -> Exchange:
    """The room."""
    return Exchange(session)
