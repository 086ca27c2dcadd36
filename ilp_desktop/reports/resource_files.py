"""Where the fonts, register definitions and letter texts lie, in the source tree and in the frozen program."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = RESOURCES / "fonts"
REGISTERS = RESOURCES / "registers"
LETTERS = RESOURCES / "letters"
