"""Texts of forms in which XLSForm marks bold, italic, colours and links: here they are shown as plain sentences.

The marks are those of https://xlsform.org/en/#styling: ``**bold**``, ``__bold__``, ``*italic*``, ``_italic_``,
``# heading``, ``[text](address)``, HTML such as ``<span style="color:red">``, and the backslash before a sign that
is meant as it stands.
"""

import re

_OUTPUT = "\ue000"  # stands for a value that is filled in; no text has it
_MARKED = re.compile(r"[*_#<\[\\]")
_ESCAPED = re.compile(r"\\([\\#*_])")
_KEPT = {sign: chr(0xE001 + place) for place, sign in enumerate("\\#*_")}
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:span|p|b|i|u|s|em|strong|font|small|big|sub|sup|h[1-6]|div|center|a|ul|ol|li)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(((?:[a-z]+:|www\.)[^\s)]+)\)", re.IGNORECASE)
_PAIRS = (
    re.compile(r"\*\*(?=[^\s*])(.{1,500}?)(?<=[^\s*])\*\*", re.DOTALL),
    re.compile(r"(?<![\w\ue000])__(?=[^\s_])(.{1,500}?)(?<=[^\s_])__(?![\w\ue000])", re.DOTALL),
    re.compile(r"(?<![\w*\ue000])\*(?=[^\s*)])([^*\n]+?)(?<=[^\s*(])\*(?![\w*\ue000])"),
    re.compile(r"(?<![\w\ue000])_(?=[^\s_)])([^_\n]+?)(?<=[^\s_(])_(?![\w\ue000])"),
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)


def plain(text: str) -> str:
    """The sentence without the marks of its styling."""
    if _MARKED.search(text) is None:
        return text
    text = _ESCAPED.sub(lambda found: _KEPT[found[1]], text)
    text = _TAG.sub("", _LINE_BREAK.sub("\n", text))
    text = _LINK.sub(lambda found: found[1] if found[1] == found[2] else f"{found[1]} ({found[2]})", text)
    for pair in _PAIRS:
        text = pair.sub(r"\1", text)
    text = _HEADING.sub(r"\1", text)
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return text


def plain_template(template: tuple[str, ...]) -> tuple[str, ...]:
    """The same for a text with values in it: every second part is an expression, and stays as it is."""
    sentences = plain(_OUTPUT.join(template[::2])).split(_OUTPUT)
    if len(sentences) != len(template[::2]):
        return template
    parts = list(template)
    parts[::2] = sentences
    return tuple(parts)
