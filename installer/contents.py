"""Which parts of the libraries go into the bundle: the program uses a tenth of Qt and none of TLS."""

import re
import zipfile
from pathlib import Path

UNUSED_MODULES = (
    "PIL.AvifImagePlugin",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtNetwork",
    "_hashlib",  # OpenSSL's 5 MB for what hashlib has built in
    "_sqlite3",  # SQLCipher brings its own SQLite
    "_ssl",
    "_tkinter",
    "charset_normalizer",  # for guessing the encoding of XML that ReportLab is given; nothing gives it any
    "doctest",
    "lib2to3",
    "multiprocessing",
    "pdb",
    "pip",
    "pydoc",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.ext.automap",
    "sqlalchemy.ext.declarative",
    "sqlalchemy.orm",
    "sqlalchemy.testing",
    "sqlite3",
    "ssl",
    "tkinter",
    "unittest",
    "xmlrpc",
    "zstandard._cffi",
    "zstandard.backend_cffi",
)

# Qt's plug-ins that are kept, by folder; what needs a font dialog, a virtual keyboard or a network stays out.
KEPT_PLUGINS = {
    "imageformats": {"qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin"},
    "platforms": {"qoffscreen", "qwindows", "qxcb"},
    "printsupport": {"cupsprintersupport"},
}

UNUSED_FILES = re.compile(
    r"""
    (lib)?Qt6(Qml|Quick|VirtualKeyboard|Network|OpenGL|Labs|Wayland|WlShell|Eglfs|Pdf)[^/]*
    | opengl32sw\.dll | d3dcompiler_\d+\.dll
    | api-ms-win-.*\.dll | ucrtbase\.dll            # parts of Windows 10 itself
    | (lib)?(avif|webp|webpdemux|webpmux|sharpyuv|lcms2|freetype|raqm|harfbuzz|brotli\w*)-[0-9a-f]+.*
    | qt.*_[a-z]{2}(_[A-Z]{2})?\.qm
    """,
    re.VERBOSE,
)
UNUSED_FOLDERS = (
    "PySide6/Qt/translations",
    "PySide6/translations",
    "pyxform/translators",
    "pyxform/validators/enketo_validate",
    "pyxform/validators/odk_validate",
    "pyxform/validators/xlsform_spec_test",
    "reportlab/fonts",
)


def is_used(place: str) -> bool:
    """Whether the file at this place of the bundle, written with ``/`` or ``\\``, is part of the program."""
    path = place.replace("\\", "/")
    folder, _slash, name = path.rpartition("/")
    if UNUSED_FILES.fullmatch(name) or path.startswith(UNUSED_FOLDERS):
        return False
    plugin = re.search(r"/plugins/(\w+)$", folder)
    return plugin is None or _plugin_name(name) in KEPT_PLUGINS.get(plugin[1], set())


def store_uncompressed(archive: Path) -> None:
    """Python's library as it is: the installer compresses all files as one, better than each alone."""
    with zipfile.ZipFile(archive) as packed:
        entries = [(entry, packed.read(entry)) for entry in packed.infolist()]
    with zipfile.ZipFile(archive, "w") as stored:
        for entry, content in entries:
            entry.compress_type = zipfile.ZIP_STORED
            stored.writestr(entry, content)


def _plugin_name(file_name: str) -> str:
    return file_name.partition(".")[0].removeprefix("lib")
