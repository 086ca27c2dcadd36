"""Names of exchange files: for people to recognise, without anything of a person, safe on every file system."""

import re
from hashlib import sha256

_UNSAFE = re.compile("[^A-Za-z0-9.-]+")


def file_name(*parts: str, keys: tuple[str, ...], suffix: str) -> str:
    """``ILP_<parts>_<mark><suffix>``.

    The mark of four digits comes from ``keys``: installations that share a facility code, or one that was restored and
    counts again, do not write over each other's files on the same stick.
    """
    mark = sha256("\n".join(keys).encode()).hexdigest()[:4]
    return "_".join(("ILP", *(_UNSAFE.sub("-", part)[:32] for part in parts), mark)) + suffix
