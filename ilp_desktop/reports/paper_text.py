"""Any text made fit for paper: one glyph a character, nothing that a printer or a markup could act on."""

import unicodedata
from collections.abc import Container

REPLACEMENT = "□"
"""Stands for every character that the font lacks or that needs shaping: visibly something, never silently nothing."""

DASH = "-"

_SPACES = {"Zs", "Cc"}
_UNSEEN = {"Cf", "Me"}
_SEPARATORS = {"Zl", "Zp"}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_NEWLINES = frozenset("\n\v\f\x85")


def printable(text: str, glyphs: Container[int]) -> str:
    """The text in characters of the font, lines apart by a line feed.

    Accents are composed; tabs, control characters and odd spaces become spaces; invisible format characters go away;
    right-to-left letters are not shaped and so become the replacement, as does every character without a glyph.
    """
    if text.isascii():
        if text.isprintable():
            return text
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join([_printable_character(character, glyphs) for character in text])


def _printable_character(character: str, glyphs: Container[int]) -> str:
    if " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if character in _NEWLINES or category in _SEPARATORS:
        return "\n"
    if category in _SPACES:
        return " "
    if category in _UNSEEN:
        return ""
    right_to_left = unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
    return REPLACEMENT if right_to_left or ord(character) not in glyphs else character


def known(text: str, blank: str = DASH) -> str:
    """The text, or ``blank`` where there is none: what is not known is never invented."""
    return text if text.strip() else blank
