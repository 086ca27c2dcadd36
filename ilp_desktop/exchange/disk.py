"""What the writer asks of the operating system, in one place so that tests can pull out the stick at any byte."""

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

from ilp_desktop.renaming import rename_over


class Disk:
    """Files on a drive; every method raises OSError when the drive fails."""

    def free_bytes(self, folder: Path) -> int:
        """Room that is left for this user."""
        return shutil.disk_usage(folder).free

    def create(self, path: Path) -> BinaryIO:
        """A new, empty file."""
        return path.open("wb")

    def flush(self, file: BinaryIO) -> None:
        """Returns when everything written so far is on the device."""
        file.flush()
        os.fsync(file.fileno())

    def open(self, path: Path) -> BinaryIO:
        """A file to read, from the device itself where the system can be told to forget its cache."""
        file = path.open("rb")
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file

    def replace(self, source: Path, target: Path) -> None:
        """Renames over whatever is there, in one step."""
        rename_over(source, target)

    def flush_folder(self, folder: Path) -> None:
        """Returns when the names in the folder are on the device, where the file system offers that."""
        if sys.platform != "win32":
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                    raise
            finally:
                os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Removes the file if it is there."""
        path.unlink(missing_ok=True)
