"""The style sheet, written from the constants of ``style``: the only place where Qt style rules stand."""

from ui.kit.style import CONTROL_HEIGHT, FAMILY, ICON_PATHS, RADIUS, ROW_HEIGHT, Colours, Type, space


def stylesheet(colours: Colours) -> str:
    """The rules for every widget of the program in ``colours``."""
    parts = (_ground, _labels, _buttons, _choices, _fields, _lists, _messages, _shell, _bars)
    return "\n".join(part(colours) for part in parts)


def _icon(name: str) -> str:
    return f"{ICON_PATHS}:{name}.svg"


def _ground(c: Colours) -> str:
    return f"""
QWidget {{ color: {c.text}; }}
QMainWindow, QDialog, QWidget[ground="window"] {{ background-color: {c.window}; }}
QWidget[ground="surface"] {{ background-color: {c.surface}; }}
QFrame[card="true"] {{ background-color: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS + 2}px; }}
QFrame#search_everywhere_popup {{ border-color: {c.control_line}; }}
QFrame[rule="true"] {{ background-color: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QToolTip {{
  color: {c.surface}; background-color: {c.text}; border: none; padding: {space(1)}px {space(2)}px;
}}
QAbstractItemView, QHeaderView, QMenu, QToolTip {{ font-family: "{FAMILY}"; font-size: {Type.BASE.value}pt; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QSplitter::handle {{ background-color: transparent; }}
"""


def _labels(c: Colours) -> str:
    sizes = "\n".join(f'QLabel[type="{size.name.lower()}"] {{ font-size: {size.value}pt; }}' for size in Type)
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {getattr(c, tone)}; }}' for tone in ("accent", "green", "amber", "red")
    )
    return f"""
QLabel {{ background: transparent; }}
{sizes}
QLabel[strong="true"] {{ font-weight: 600; }}
QLabel[type="code"] {{ font-size: {Type.TITLE.value}pt; font-weight: 600; letter-spacing: 1px; }}
QLabel[picture="true"] {{ background-color: #ffffff; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
QLabel[muted="true"] {{ color: {c.muted}; }}
{tones}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton, QToolButton {{
  color: {c.text}; background-color: {c.surface}; border: 1px solid {c.control_line}; border-radius: {RADIUS}px;
  padding: 0 {space(4)}px; min-height: {CONTROL_HEIGHT - 2}px;
}}
QToolButton {{ padding: 0 {space(2)}px; }}
QPushButton:hover, QToolButton:hover {{ background-color: {c.hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{
  color: {c.accent}; background-color: {c.accent_soft};
}}
QPushButton:focus, QToolButton:focus {{
  border: 2px solid {c.accent}; padding: 0 {space(4) - 1}px; outline: none;
}}
QToolButton:focus {{ padding: 0 {space(2) - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{
  color: {c.disabled}; background-color: {c.disabled_soft}; border-color: {c.line};
}}
QPushButton[kind="primary"] {{
  color: {c.on_accent}; background-color: {c.accent}; border-color: {c.accent}; font-weight: 600;
}}
QPushButton[kind="primary"]:hover {{ color: {c.on_accent}; background-color: {c.accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ color: {c.on_accent}; background-color: {c.accent_pressed}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="primary"]:disabled {{
  color: {c.disabled}; background-color: {c.disabled_soft}; border-color: {c.line};
}}
QPushButton[kind="danger"] {{ color: {c.on_accent}; background-color: {c.red}; border-color: {c.red}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{
  color: {c.accent}; background-color: transparent; border-color: transparent;
}}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background-color: {c.hover}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[kind="quiet"]:disabled {{ color: {c.disabled}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; }}
"""


def _choices(c: Colours) -> str:
    return f"""
QPushButton[choice="true"] {{ padding: 0 {space(3)}px; }}
QPushButton[choice="true"]:focus {{ padding: 0 {space(3) - 1}px; }}
QPushButton[choice="true"]:checked {{
  color: {c.on_accent}; background-color: {c.accent}; border-color: {c.accent}; font-weight: 600;
}}
QPushButton[choice="true"]:checked:focus {{ border: 2px solid {c.text}; }}
QPushButton[choice="true"]:checked:disabled {{
  color: {c.disabled}; background-color: {c.accent_soft}; border-color: {c.line};
}}
QPushButton[bigchoice="true"] {{
  background-color: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS + 2}px; min-height: 88px;
}}
QPushButton[bigchoice="true"]:hover {{ background-color: {c.hover}; }}
QPushButton[bigchoice="true"]:checked {{ background-color: {c.accent_soft}; border: 2px solid {c.accent}; }}
QPushButton[bigchoice="true"]:focus {{ border: 2px solid {c.accent}; }}
QCheckBox, QRadioButton {{ spacing: {space(2)}px; min-height: {CONTROL_HEIGHT - 6}px; padding: 0 {space(1)}px;
  border: 2px solid transparent; border-radius: {RADIUS}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{
  width: 16px; height: 16px; border: 1px solid {c.control_line}; background-color: {c.surface};
}}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
  background-color: {c.accent}; border-color: {c.accent};
}}
QCheckBox::indicator:checked {{ image: url({_icon("control-check")}); }}
QRadioButton::indicator:checked {{ image: url({_icon("control-dot")}); }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.disabled}; }}
"""


def _fields(c: Colours) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
  color: {c.text}; background-color: {c.surface}; border: 1px solid {c.control_line}; border-radius: {RADIUS}px;
  padding: 0 {space(2)}px; min-height: {CONTROL_HEIGHT - 2}px;
  selection-color: {c.on_accent}; selection-background-color: {c.accent};
  placeholder-text-color: {c.muted};
}}
QPlainTextEdit, QTextEdit {{ padding: {space(1)}px {space(1)}px; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {c.text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {c.accent}; padding: 0 {space(2) - 1}px; min-height: {CONTROL_HEIGHT - 4}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {space(1) - 1}px {space(1) - 1}px; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {{
  border: 2px solid {c.red_line}; padding: 0 {space(2) - 1}px; min-height: {CONTROL_HEIGHT - 4}px;
}}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
  color: {c.disabled}; background-color: {c.disabled_soft}; border-color: {c.line};
}}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{
  color: {c.text}; background-color: {c.window}; border-color: {c.line};
}}
QLineEdit > QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QLineEdit[search="true"] {{ border-radius: {CONTROL_HEIGHT // 2}px; }}
QComboBox {{ padding-left: {space(2) + 2}px; }}
QComboBox:focus {{ padding-left: {space(2) + 1}px; }}
QComboBox::drop-down {{ border: none; width: {space(7)}px; }}
QComboBox::down-arrow {{ image: url({_icon("control-arrow")}); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
  color: {c.text}; background-color: {c.surface}; border: 1px solid {c.line};
  selection-color: {c.text}; selection-background-color: {c.accent_soft}; padding: {space(1)}px; outline: none;
}}
"""


def _lists(c: Colours) -> str:
    return f"""
QListView, QTableView, QTreeView {{
  color: {c.text}; background-color: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS}px; outline: none;
  selection-color: {c.text}; selection-background-color: {c.accent_soft}; alternate-background-color: {c.window};
}}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {c.accent}; }}
QListView[bare="true"] {{ border: none; }}
QListView[sections="true"] {{ background: transparent; border-color: transparent; }}
QListView[sections="true"]::item {{
  min-height: {ROW_HEIGHT}px; border-radius: {RADIUS}px; padding-left: {space(1)}px;
}}
QListView[sections="true"]::item:hover {{ background-color: {c.hover}; }}
QListView[sections="true"]::item:selected {{ color: {c.accent}; background-color: {c.accent_soft}; }}
QTreeView::item {{ min-height: {ROW_HEIGHT}px; }}
QTreeView::item:selected {{ color: {c.text}; background-color: {c.accent_soft}; }}
QTableView {{ gridline-color: {c.line}; }}
QTableView::item {{ padding: 0 {space(2)}px; border-bottom: 1px solid {c.line}; }}
QTableView::item:selected {{ color: {c.text}; background-color: {c.accent_soft}; }}
QTableView::item:hover:!selected {{ background-color: {c.hover}; }}
QHeaderView {{ background-color: {c.window}; }}
QHeaderView::section {{
  color: {c.muted}; background-color: {c.window}; border: none; border-bottom: 1px solid {c.control_line};
  padding: 0 {space(2) + 3}px; min-height: {ROW_HEIGHT}px; font-weight: 600;
}}
QHeaderView::down-arrow {{ image: url({_icon("control-arrow")}); width: 12px; height: 12px; }}
QHeaderView::up-arrow {{ image: url({_icon("control-arrow-up")}); width: 12px; height: 12px; }}
QTableCornerButton::section {{ background-color: {c.window}; border: none; }}
QMenu {{
  color: {c.text}; background-color: {c.surface}; border: 1px solid {c.control_line}; padding: {space(1)}px;
}}
QMenu::item {{ padding: {space(2)}px {space(8)}px {space(2)}px {space(3)}px; border-radius: {RADIUS - 2}px; }}
QMenu::item:selected {{ color: {c.text}; background-color: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::icon {{ padding-left: {space(2)}px; }}
QMenu::separator {{ height: 1px; background-color: {c.line}; margin: {space(1)}px {space(2)}px; }}
"""


def _messages(c: Colours) -> str:
    tones = "\n".join(
        f"""
QFrame[strip="{tone}"] {{
  background-color: {getattr(c, f"{tone}_soft")}; border: 1px solid {getattr(c, f"{tone}_line")};
  border-radius: {RADIUS}px;
}}
QLabel[badge="{tone}"] {{ color: {getattr(c, tone)}; background-color: {getattr(c, f"{tone}_soft")}; }}"""
        for tone in ("amber", "red", "green")
    )
    return f"""
{tones}
QFrame[strip="plain"], QFrame[strip="accent"] {{
  background-color: {c.accent_soft}; border: 1px solid {c.accent}; border-radius: {RADIUS}px;
}}
QLabel[badge] {{
  border-radius: 9px; padding: 1px {space(2)}px; font-size: {Type.SMALL.value}pt; font-weight: 600;
}}
QLabel[badge="plain"] {{ color: {c.text}; background-color: {c.hover}; }}
QLabel[badge="accent"] {{ color: {c.accent}; background-color: {c.accent_soft}; }}
QProgressBar {{
  background-color: {c.line}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ background-color: {c.accent}; border-radius: 3px; }}
"""


def _shell(c: Colours) -> str:
    return f"""
QWidget#shell_top {{ background-color: {c.surface}; border-bottom: 1px solid {c.line}; }}
QWidget#shell_rooms {{ background-color: {c.sidebar}; border-right: 1px solid {c.line}; }}
QWidget#shell_foot {{ background-color: {c.surface}; border-top: 1px solid {c.line}; }}
QPushButton[room="true"] {{
  color: {c.text}; background-color: transparent; border: 2px solid transparent; border-radius: {RADIUS}px;
  padding: 0 {space(2)}px; min-height: {CONTROL_HEIGHT}px; text-align: left;
}}
QPushButton[room="true"]:hover {{ background-color: {c.hover}; }}
QPushButton[room="true"]:checked {{
  color: {c.accent}; background-color: {c.accent_soft}; font-weight: 600;
}}
QPushButton[room="true"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[room="true"] > QLabel[badge="plain"] {{ color: {c.text}; background-color: {c.window}; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background-color: {c.control_line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {space(8)}px; }}
QScrollBar::handle:horizontal {{ min-width: {space(8)}px; }}
QScrollBar::handle:hover {{ background-color: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
