"""A health certificate as far as it is typed: to a draft and back. No Qt."""

import json
from dataclasses import replace
from datetime import date

from ilp_desktop.services.health_certificates import CertificateCommand

CERTIFICATE_PAGE = "health_certificate"
"""The page of the draft; its subject is the visit."""

_TEXTS = ("purpose", "finding", "colour_vision", "note")


def certificate_as_json(command: CertificateCommand) -> str:
    """The draft of a certificate."""
    until = command.valid_until.isoformat() if command.valid_until else ""
    return json.dumps({**{name: getattr(command, name) for name in _TEXTS}, "valid_until": until}, ensure_ascii=False)


def certificate_from_json(content: str, fresh: CertificateCommand) -> CertificateCommand:
    """What was typed over a fresh certificate."""
    document = json.loads(content)
    until = document["valid_until"]
    return replace(
        fresh,
        **{name: document[name] for name in _TEXTS},
        valid_until=date.fromisoformat(until) if until else None,
    )
