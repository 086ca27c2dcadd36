"""A full disk: the operating system refuses files beyond a size, as it does when nothing is left."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def full_disk(largest_file: int) -> Iterator[None]:
    """Within this context no file grows beyond so many bytes; only Linux can do this to a running test."""
    if sys.platform == "win32":
        pytest.skip("Windows cannot limit the size of files for one process")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
