"""Signs a build with a certificate that is made for the proof and thrown away: the step that a real one would take."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import bundle
from installer.windows import build
from installer.windows.installation import Installation, claim

SUBJECT = "/CN=ILP Desktop proof"


def install_signed(place: Installation, built: build.Built, version: str) -> None:
    """Program, installer and uninstaller carry the signature, and Windows installs them; WineFailed otherwise."""
    folder = build.WINDOWS / "signed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built.bundle, folder / bundle.NAME)
    with _certificate(folder) as certificate:
        build.sign(folder / bundle.NAME / "ilp-desktop.exe")
        setup = build.compile_setup(folder / bundle.NAME, folder / "signed-setup.exe", version, fast=True)
        build.sign(setup)
    place.setup(setup)
    for file in (setup, place.program, place.folder / "uninstall.exe"):
        said = bundle.run(
            ["osslsigncode", "verify", "-CAfile", certificate, "-in", file], f"{file.name} has no good signature"
        )
        claim("Signature verification: ok" in said, f"{file.name} is not signed")


@contextmanager
def _certificate(folder: Path) -> Iterator[Path]:
    """Makes it the builder's for a while."""
    key, certificate, command = folder / "key.pem", folder / "certificate.pem", folder / "sign"
    request: list[str | Path] = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    usage = ["-addext", "extendedKeyUsage=codeSigning", "-subj", SUBJECT]
    bundle.run([*request, *usage, "-keyout", key, "-out", certificate], "No certificate could be made")
    command.write_text(
        "#!/bin/sh\n"
        f'osslsigncode sign -certs "{certificate}" -key "{key}" -in "$1" -out "$1.signed" && mv "$1.signed" "$1"\n',
        encoding="utf-8",
    )
    command.chmod(0o700)
    before = os.environ.get(build.CERTIFICATE)
    os.environ[build.CERTIFICATE] = str(command)
    try:
        yield certificate
    finally:
        if before is None:
            del os.environ[build.CERTIFICATE]
        else:
            os.environ[build.CERTIFICATE] = before
