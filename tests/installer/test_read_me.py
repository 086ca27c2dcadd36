"""What lies beside the installer can be read in Notepad by somebody who has nothing installed yet."""

from pathlib import Path

from installer.read_me import plain_text, write_read_me


def test_marks_of_the_manual_are_gone() -> None:
    page = "# Satu\n\nTekan **Ya** di *Windows*, lalu [Dua](dua.md).\n\n| A | B |\n|---|---|\n| lama | *baru* |\n"
    assert plain_text(page) == "SATU\n\nTekan Ya di Windows, lalu Dua.\n\n- lama: baru\n"


def test_the_page_about_installing_lies_beside_the_installer(tmp_path: Path) -> None:
    content = write_read_me(tmp_path).read_bytes()
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "\n" not in text.replace("\r\n", "")
    assert text.startswith("MEMASANG")
    assert not set("*|#[]`") & set(text)
    assert "Windows melindungi PC Anda" in text
    assert max(len(line) for line in text.splitlines()) <= 130
