"""The three lines that every exchange file starts with: kind and version, content, signature."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.canonical_json import Json, canonical_json
from ilp_desktop.exchange.checked_json import Malformed, decoded
from ilp_desktop.exchange.faults import FileNoun, newer
from ilp_desktop.exchange.keys import ExchangeIdentity, is_signed_by

FORMAT_VERSION = 1
LONGEST_CONTENT = 256 * 1024
LONGEST_START = LONGEST_CONTENT + 256
"""Bytes within which the three lines of any file end."""

_FIRST_LINE = re.compile(rb"(ILP-[A-Z]{1,16}) ([1-9][0-9]{0,5})")
_SIGNATURE = re.compile(rb"[0-9a-f]{128}")


class FileKind(StrEnum):
    """The word that a file starts with."""

    CARD = "ILP-KARTU"
    PACKAGE = "ILP-PAKET"
    RECEIPT = "ILP-TERIMA"
    UPDATE = "ILP-PEMBARUAN"

    @property
    def noun(self) -> FileNoun:
        """What the user calls it."""
        return FileNoun[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLines:
    """What the lines say, not yet checked against a key; ``length`` is where the payload starts."""

    content: object
    message: bytes
    signature: str
    length: int

    def is_by(self, verify_key: str) -> bool:
        """Whether the lines were signed with that key."""
        return is_signed_by(verify_key, self.message, self.signature)


def sign_lines(kind: FileKind, content: Json, identity: ExchangeIdentity) -> bytes:
    """The three lines of a new file."""
    message = b"%s %d\n%s\n" % (kind.encode(), FORMAT_VERSION, canonical_json(content))
    return message + identity.sign(message).encode() + b"\n"


def read_lines(start: bytes, kind: FileKind) -> SignedLines:
    """The lines at the start of a file; raises Malformed, or Fault PACKAGE_NEWER for a newer format."""
    first, line_feed, rest = start.partition(b"\n")
    found = _FIRST_LINE.fullmatch(first)
    if not found or found[1] != kind.encode() or not line_feed:
        raise Malformed("another kind of file")
    if int(found[2]) != FORMAT_VERSION:
        raise newer(kind.noun, found[2].decode(), str(FORMAT_VERSION))
    content, line_feed, rest = rest.partition(b"\n")
    signature, second_line_feed, _ = rest.partition(b"\n")
    if not (line_feed and second_line_feed and _SIGNATURE.fullmatch(signature)) or len(content) > LONGEST_CONTENT:
        raise Malformed("lines")
    value = decoded(content)
    if canonical_json(value) != content:  # type: ignore[arg-type]  # whatever JSON gave is JSON
        raise Malformed("not canonical")
    message = first + b"\n" + content + b"\n"
    return SignedLines(
        content=value,
        message=message,
        signature=signature.decode(),
        length=len(message) + len(signature) + 1,
    )
