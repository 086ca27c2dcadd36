"""What goes into the bundle: the parts of Qt in use, none of TLS, nothing that Windows brings itself."""

import zipfile
from pathlib import Path

import pytest

from installer.contents import is_used, store_uncompressed


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt6Widgets.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "resources/fonts/IBMPlexSans-Regular.ttf",
        "pyxform/validators/pyxform/iana_subtags/iana_subtags_2_characters.txt",
        "python311.dll",
        "MSVCP140.dll",
    ],
)
def test_what_the_program_uses_is_kept(place: str) -> None:
    assert is_used(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6\\Qt6Qml.dll",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/translations/qtbase_de.qm",
        "pyxform/validators/odk_validate/bin/ODK_Validate.jar",
        "pyxform/translators/nigeria.json",
        "api-ms-win-crt-runtime-l1-1-0.dll",
        "ucrtbase.dll",
    ],
)
def test_what_it_does_not_use_is_left_out(place: str) -> None:
    assert not is_used(place)


def test_pythons_library_is_stored_as_it_was_and_the_same_each_time(tmp_path: Path) -> None:
    archive = tmp_path / "base_library.zip"
    names = ["codecs.pyc", "encodings/utf_8.pyc"]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(zipfile.ZipInfo(name), name.encode() * 1000)
    store_uncompressed(archive)
    once = archive.read_bytes()
    with zipfile.ZipFile(archive) as stored:
        assert [(entry.filename, entry.compress_type) for entry in stored.infolist()] == [
            (name, zipfile.ZIP_STORED) for name in names
        ]
        assert [stored.read(name) for name in names] == [name.encode() * 1000 for name in names]
    store_uncompressed(archive)
    assert archive.read_bytes() == once
