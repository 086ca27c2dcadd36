"""The first day of a puskesmas with the installed program, by keyboard alone, from the wizard to the papers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from installer.windows.clerk import Clerk, at_work
from installer.windows.installation import claim
from installer.windows.wine import Wine, windows_path

ADMINISTRATOR, PASSWORD = "siti", "jalan pagi ke pasar"
NURSE, NURSE_PASSWORD = "rahma", "gunung tinggi sekali"
PERSON, NIK = "La Wuna", "7414031205800001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """``data`` is the folder of the new installation; papers are saved into ``papers``.

    That folder's name is ASCII: the keyboard of the proof cannot type every letter.
    """

    wine: Wine
    program: Path
    data: Path
    papers: Path
    pictures: Path

    def set_up(self) -> None:
        """The wizard, a second user, and the end of the program."""
        with at_work(self.wine, self._command(), self.pictures) as clerk:
            clerk.picture("wizard-start")
            clerk.go("alt+Right")
            clerk.type("lanto", "Return", "Return", "P7414031201")
            clerk.picture("wizard-facility")
            clerk.go("alt+Right")
            clerk.go("alt+Right")
            clerk.go("alt+Right")
            for text in ("Siti Rahmawati", ADMINISTRATOR, PASSWORD):
                clerk.type(text, "Return")
            clerk.type(PASSWORD)
            clerk.go("Return")
            self._confirm_code(clerk)
            self._add_nurse(clerk)
            clerk.quit()

    def see_a_person(self) -> None:
        """The new user registers a person, fills a form, refers, prints; the papers are there afterwards."""
        with at_work(self.wine, self._command(), self.pictures) as clerk:
            clerk.sign_in(NURSE, NURSE_PASSWORD, again=True)
            clerk.go("ctrl+2", by=5_000)
            clerk.type(PERSON)
            clerk.go("F2")
            clerk.type(NIK, "Tab")
            clerk.picture("new-person")
            clerk.go("ctrl+s")
            clerk.type("1")
            clerk.go("F9")
            clerk.picture("registered")
            self._fill_form(clerk)
            self._refer(clerk)
            self._print_register(clerk)
            clerk.quit()

    def come_back(self) -> None:
        """The next day: the person is found."""
        with at_work(self.wine, self._command(), self.pictures) as clerk:
            clerk.sign_in(NURSE, NURSE_PASSWORD, again=True)
            clerk.go("ctrl+2", by=5_000)
            clerk.type("wuna", "Return")
            clerk.picture("found-again")
            clerk.quit()

    def _command(self) -> list[str | Path]:
        return [self.program, "open", "--data", windows_path(self.data)]

    def _confirm_code(self, clerk: Clerk) -> None:
        """Prints the sheet as PDF and types the group that is asked for, read from the paper."""
        clerk.type("Tab")
        clerk.go("space")
        clerk.wine.focus("Lembar kode pemulihan")
        sheet = self.papers / "recovery.pdf"
        clerk.save_pdf(sheet)
        clerk.wine.focus("Lembar kode pemulihan")
        clerk.type("Escape", "Tab")
        groups = _code_on(sheet)
        clerk.type(groups[sum("-".join(groups).encode()) % len(groups)])
        clerk.go("Return")
        clerk.picture("first-home")

    def _add_nurse(self, clerk: Clerk) -> None:
        clerk.type("ctrl+k", "pengaturan")
        clerk.go("Return")
        clerk.go("Down", by=5_000)
        clerk.go("Down", by=5_000)
        clerk.type("Tab", "Tab", "Tab", "space")
        clerk.type("Bidan Rahma", "Tab", NURSE, "Tab")
        # The roles: registration and the klaster rooms.
        for _role in range(5):
            clerk.type("space", "Right")
        clerk.type("Tab", "Tab", "Tab", "Tab", "Tab", NURSE_PASSWORD, "Tab", NURSE_PASSWORD, "Tab", PASSWORD)
        clerk.go("ctrl+s", by=5_000)
        clerk.picture("new-user")

    def _fill_form(self, clerk: Clerk) -> None:
        clerk.go("ctrl+5", by=5_000)
        clerk.go("F5")
        clerk.type("alt+f", "Tab", "skrining tbc")
        clerk.go("Return")
        # Some answers lead on by themselves; Enter at the last question saves.
        clerk.type("1", "1", "Return", "1", "1", "Return", "1", "62")
        clerk.picture("form")
        clerk.go("Return")

    def _refer(self, clerk: Clerk) -> None:
        clerk.go("alt+d", by=5_000)
        clerk.type("I21", "Return")
        clerk.go("alt+j")
        clerk.type("RSUD Buton Tengah", "Tab", "Tab", "Jantung", "Tab", "Nyeri dada")
        clerk.go("F10")
        clerk.picture("referral")
        clerk.save_pdf(self.papers / "referral.pdf")
        clerk.type("Escape")

    def _print_register(self, clerk: Clerk) -> None:
        clerk.go("ctrl+8")
        clerk.picture("register")
        clerk.go("F7")
        clerk.picture("register-paper")
        clerk.save_pdf(self.papers / "register.pdf")


def words_of(paper: Path) -> str:
    """What a PDF says."""
    with pypdfium2.PdfDocument(paper) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _code_on(sheet: Path) -> list[str]:
    groups = [part for part in words_of(sheet).split() if "-" in part and len(part.split("-")) == 5]
    claim(bool(groups), "there is no code on the sheet")
    return groups[0].split("-")
