"""What goes into the bundle: the parts of Qt in use, none of TLS, nothing that Windows brings itself."""

import pytest

from installer.contents import is_used


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
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/translations/qtbase_de.qm",
        "pyxform/validators/odk_validate/bin/ODK_Validate.jar",
        "api-ms-win-crt-runtime-l1-1-0.dll",
        "ucrtbase.dll",
    ],
)
def test_what_it_does_not_use_is_left_out(place: str) -> None:
    assert not is_used(place)
