"""The looks of the program in numbers: one type scale, one spacing scale, one radius, two palettes."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory, QWidget

from ilp_desktop.resource_files import RESOURCES

FAMILY = "IBM Plex Sans"
"""All figures of this family are equally wide, so that numbers stand in columns without more ado."""
ICON_PATHS = "icons"
"""How the style sheet calls the pictures: Qt reads no sheet with a path in it that has a user's name such as Áyu."""

RADIUS = 6
CONTROL_HEIGHT = 34
ROW_HEIGHT = 32
ICON = 16


class Type(float, Enum):
    """The four sizes, in points."""

    SMALL = 9.0
    BASE = 10.5
    LARGE = 13.5
    TITLE = 18.0


def space(steps: int) -> int:
    """So many steps of the spacing scale, in pixels."""
    return 4 * steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette. ``*_soft`` is the ground on which the colour of the same name is read."""

    window: str
    surface: str
    sidebar: str
    hover: str
    line: str
    control_line: str
    text: str
    muted: str
    disabled: str
    disabled_soft: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    amber: str
    amber_soft: str
    amber_line: str
    red: str
    red_soft: str
    red_line: str
    green: str
    green_soft: str
    green_line: str


STANDARD = Colours(
    window="#f3f6f6",
    surface="#ffffff",
    sidebar="#e8eeee",
    hover="#e6eeed",
    line="#d3dcdb",
    control_line="#748482",
    text="#14211f",
    muted="#4d5d5a",
    disabled="#5d6b69",
    disabled_soft="#edf1f1",
    accent="#0a6966",
    accent_hover="#085855",
    accent_pressed="#064644",
    accent_soft="#d8edea",
    on_accent="#ffffff",
    amber="#734600",
    amber_soft="#fff2d6",
    amber_line="#b97a14",
    red="#a01818",
    red_soft="#fde7e5",
    red_line="#c83b34",
    green="#17643a",
    green_soft="#e1f3e6",
    green_line="#2f8a57",
)

HIGH_CONTRAST = Colours(
    window="#ffffff",
    surface="#ffffff",
    sidebar="#ffffff",
    hover="#d9e6e5",
    line="#000000",
    control_line="#000000",
    text="#000000",
    muted="#1c1c1c",
    disabled="#404040",
    disabled_soft="#f2f2f2",
    accent="#004442",
    accent_hover="#003231",
    accent_pressed="#002120",
    accent_soft="#cdeae7",
    on_accent="#ffffff",
    amber="#4d2e00",
    amber_soft="#ffedc2",
    amber_line="#4d2e00",
    red="#7a0000",
    red_soft="#ffdedb",
    red_line="#7a0000",
    green="#003d1c",
    green_soft="#d3f2dc",
    green_line="#003d1c",
)

READ_ON: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "muted", "accent", "red")
        for ground in ("window", "surface", "sidebar", "hover", "accent_soft")
    ),
    *((ink, ground) for ink in ("amber", "green") for ground in ("window", "surface", "hover", "accent_soft")),
    *((state, f"{state}_soft") for state in ("amber", "red", "green")),
    *(("text", f"{state}_soft") for state in ("amber", "red", "green")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed", "red")),
    *(("disabled", ground) for ground in ("disabled_soft", "surface", "window", "sidebar")),
)
"""Every text colour with every ground on which it is ever drawn: 4.5 to 1 or more."""

SEEN_ON: tuple[tuple[str, str], ...] = (
    *(("control_line", ground) for ground in ("surface", "window")),
    *(("accent", ground) for ground in ("surface", "window", "sidebar", "accent_soft")),
    *((f"{state}_line", "surface") for state in ("amber", "red", "green")),
)
"""Every line that marks a control or the focus, with its ground: 3 to 1 or more."""


class Tone(StrEnum):
    """What a message, badge or note means; each has an icon and is said in a word as well."""

    PLAIN = "plain"
    ACCENT = "accent"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


TONE_ICONS = {
    Tone.PLAIN: "info",
    Tone.ACCENT: "info",
    Tone.GREEN: "circle-check",
    Tone.AMBER: "triangle-alert",
    Tone.RED: "octagon-alert",
}


_HIGH_CONTRAST_PROPERTY = "ilp_high_contrast"


def colours() -> Colours:
    """The palette in use."""
    application = QApplication.instance()
    chosen = application is not None and bool(application.property(_HIGH_CONTRAST_PROPERTY))
    return HIGH_CONTRAST if chosen else STANDARD


def ink(tone: Tone) -> QColor:
    """The text colour of ``tone``."""
    return QColor(colours().text if tone is Tone.PLAIN else getattr(colours(), tone))


def ground(tone: Tone) -> QColor:
    """The soft background of ``tone``."""
    return QColor(colours().hover if tone is Tone.PLAIN else getattr(colours(), f"{tone}_soft"))


def font(size: Type = Type.BASE, *, strong: bool = False, italic: bool = False) -> QFont:
    """The program's font in one of its sizes."""
    made = QFont(FAMILY)
    made.setPointSizeF(size.value)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setItalic(italic)
    return made


def mark(widget: QWidget, **properties: str | bool) -> None:
    """Set style properties such as ``kind="primary"`` and let the style sheet see them at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def text_label(
    text: str, size: Type = Type.BASE, *, strong: bool = False, muted: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label that shows ``text`` as it is: never as markup."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("type", size.name.lower())
    label.setProperty("strong", strong)
    label.setProperty("muted", muted)
    return label


def apply_style(application: QApplication, *, high_contrast: bool = False) -> None:
    """Give the whole program its font, palette and style sheet; may be called again to switch the contrast."""
    from ui.kit.stylesheet import stylesheet

    application.setProperty(_HIGH_CONTRAST_PROPERTY, high_contrast)
    _load_fonts(application)
    QDir.setSearchPaths(ICON_PATHS, [str(RESOURCES / "icons")])
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(font())
    application.setPalette(_qt_palette(colours()))
    application.setStyleSheet(stylesheet(colours()))


def _load_fonts(application: QObject) -> None:
    if application.property("ilp_fonts_loaded"):
        return
    for path in sorted((RESOURCES / "fonts").glob(f"{FAMILY.replace(' ', '')}-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    application.setProperty("ilp_fonts_loaded", True)


def _qt_palette(chosen: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: chosen.window,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.surface,
        QPalette.ColorRole.AlternateBase: chosen.window,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.muted,
        QPalette.ColorRole.Button: chosen.surface,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.ToolTipBase: chosen.text,
        QPalette.ColorRole.ToolTipText: chosen.surface,
        QPalette.ColorRole.Link: chosen.accent,
        QPalette.ColorRole.Accent: chosen.accent,
        QPalette.ColorRole.Mid: chosen.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.disabled))
    return palette
