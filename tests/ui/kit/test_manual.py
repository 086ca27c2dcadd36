"""The manual: every page opens and stands alone, and what it calls by name in the program is called so there."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop import resource_files
from tests.architecture.source import PRODUCT, files, tree
from ui.actions import ACTIONS, FORM_KEYS
from ui.kit.manual import PAGES
from ui.kit.manual_reader import ManualReader
from ui.kit.manual_text import ManualText, page_of

FOLDER = resource_files.RESOURCES / "manual"
DESIGN_SIZE, NARROW_SIZE = (1366, 728), (880, 440)
SHARED_KEYS = {"Enter", "Esc", "Tab", *map(str, range(1, 10))}
BOLD = re.compile(r"\*\*([^*]+)\*\*")
NAMED_KEY = re.compile(r"\*\*([^*]+)\*\*\s+\(\*\*([^*]+)\*\*\)")
LINK = re.compile(r"(!?)\[([^\]]+)\]\(([^)]+)\)")

each_page = pytest.mark.parametrize("page_id", [page.id for page in PAGES])
ReaderAt = Callable[[str, tuple[int, int]], ManualReader]


def written(page_id: str) -> str:
    """The page as it is in its file."""
    return (FOLDER / f"{page_id}.md").read_text(encoding="utf-8")


@cache
def words_of_the_program() -> frozenset[str]:
    """Every text of the source as it is on the screen, also without the key beside it on a button."""
    constants = (
        node.value for path in files(*PRODUCT) for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)
    )
    texts = {text.strip() for text in constants if isinstance(text, str)}
    return frozenset(texts | {text.partition("   ")[0] for text in texts})


@pytest.fixture
def reader_at(styled: QApplication, qtbot: QtBot) -> Iterator[ReaderAt]:
    """A reader over a window of that size, which lives as long as the test."""
    windows = []

    def open_reader(page_id: str, size: tuple[int, int]) -> ManualReader:
        window = QWidget()
        windows.append(window)
        window.resize(*size)
        qtbot.addWidget(window)
        window.show()
        reader = ManualReader(page_id, window)
        reader.open()
        styled.processEvents()
        return reader

    yield open_reader
    windows.clear()


def text_of(reader: ManualReader) -> ManualText:
    text = reader.findChild(ManualText)
    assert isinstance(text, ManualText)
    return text


def test_every_file_of_the_manual_is_reached() -> None:
    shown = {f"{page.id}.md" for page in PAGES} | {
        link for page in PAGES for _, _, link in LINK.findall(written(page.id))
    }

    assert {path.name for path in FOLDER.iterdir()} == shown


@each_page
def test_a_page_opens_under_its_name_and_is_short(reader_at: ReaderAt, page_id: str) -> None:
    title = next(page.title for page in PAGES if page.id == page_id)
    assert written(page_id).startswith(f"# {title}\n")

    text = text_of(reader_at(page_id, DESIGN_SIZE))
    assert text.toPlainText().startswith(f"{title}\n")
    assert not {"#", "*", "|", "["} & set(text.toPlainText())
    assert text.horizontalScrollBar().maximum() == 0
    assert text.verticalScrollBar().maximum() <= text.verticalScrollBar().pageStep()
    assert text_of(reader_at(page_id, NARROW_SIZE)).horizontalScrollBar().maximum() == 0


@each_page
def test_every_link_and_picture_of_a_page_resolves(page_id: str) -> None:
    titles = {page.id: page.title for page in PAGES}
    for picture, words, target in LINK.findall(written(page_id)):
        assert (FOLDER / target).is_file(), target
        if not picture and words[0].isupper():
            assert words == titles[page_of(QUrl(target))]


@each_page
def test_what_is_bold_is_a_key_or_a_word_of_the_program(page_id: str) -> None:
    keys = {known.key for known in (*ACTIONS, *FORM_KEYS)} | SHARED_KEYS
    bold = {" ".join(words.split()) for words in BOLD.findall(written(page_id))}

    assert sorted(bold - keys - words_of_the_program()) == []


@each_page
def test_a_key_in_brackets_is_that_of_the_action_before_it(page_id: str) -> None:
    for title, key in NAMED_KEY.findall(written(page_id)):
        assert (" ".join(title.split()), key) in {(known.title, known.key) for known in ACTIONS}


def test_the_pages_are_turned_by_number_and_by_link_and_esc_goes_back(reader_at: ReaderAt, qtbot: QtBot) -> None:
    reader = reader_at("hari-pertama", DESIGN_SIZE)
    chosen = reader.findChild(QListWidget)
    assert isinstance(chosen, QListWidget)
    reader.open_page("mencetak")
    text_of(reader).setSource(QUrl("kertas-f4.md"))
    assert (text_of(reader).page_id(), chosen.currentRow()) == ("kertas-f4", 2)
    assert reader.windowTitle() == "Panduan: Kertas F4"

    reader.go_back()
    assert (text_of(reader).page_id(), chosen.currentRow()) == ("mencetak", 1)
    reader.go_back()
    assert text_of(reader).page_id() == "hari-pertama"
    with qtbot.waitSignal(reader.finished):
        reader.go_back()


def test_a_link_out_of_the_manual_leads_nowhere(reader_at: ReaderAt) -> None:
    reader = reader_at("mencetak", DESIGN_SIZE)
    for link in ("https://example.org/", "file:///etc/passwd", "../forms/antenatal_visit.yaml"):
        text_of(reader).setSource(QUrl(link))

    assert text_of(reader).page_id() == "mencetak"
    assert text_of(reader).toPlainText().startswith("Panduan mencetak")


def test_the_reader_is_loaded_when_a_page_is_opened_and_not_before() -> None:
    program = "import sys, ui.shell; sys.exit(any(name.startswith('ui.kit.manual_') for name in sys.modules))"
    started = subprocess.run([sys.executable, "-c", program], cwd=resource_files.RESOURCES.parent, check=False)

    assert started.returncode == 0


def picture_width(reader: ManualReader) -> float:
    image = text_of(reader).document().resource(QTextDocument.ResourceType.ImageResource, QUrl("kertas-f4.svg"))
    assert isinstance(image, QImage)
    assert not image.isNull()
    return image.deviceIndependentSize().width()


def test_the_picture_is_as_wide_as_drawn_or_as_there_is_room(reader_at: ReaderAt, styled: QApplication) -> None:
    reader = reader_at("kertas-f4", DESIGN_SIZE)
    assert picture_width(reader) == 560
    reader.resize(700, 500)
    styled.processEvents()
    text = text_of(reader)

    assert picture_width(reader) == text.viewport().width() - 2 * text.document().documentMargin()
    assert picture_width(reader) < 560


def test_a_page_that_this_pc_has_lost_says_what_to_do(
    reader_at: ReaderAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource_files, "RESOURCES", tmp_path)

    assert "Pasang ulang ILP Desktop" in text_of(reader_at("mencetak", DESIGN_SIZE)).toPlainText()


def test_headings_and_text_have_the_sizes_of_the_program(reader_at: ReaderAt) -> None:
    document = text_of(reader_at("mencetak", DESIGN_SIZE)).document()
    sizes: dict[int, set[float]] = {}
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            sizes.setdefault(block.blockFormat().headingLevel(), set()).add(
                part.fragment().charFormat().fontPointSize()
            )
            part += 1
        block = block.next()

    assert sizes == {0: {10.5}, 1: {18.0}, 2: {13.5}}
