"""The installer's script: both languages say everything, and the exit codes are those that the proof expects."""

import re
from pathlib import Path

WINDOWS = Path(__file__).resolve().parents[2] / "installer" / "windows"
SCRIPT = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
TEXTS = (WINDOWS / "setup-texts.nsh").read_text(encoding="utf-8")
PROOF = (WINDOWS / "proof.py").read_text(encoding="utf-8")


def test_every_text_is_defined_in_both_languages_and_used() -> None:
    said = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    defined = re.findall(r'^!insertmacro Text (\w+) "(.+?)" "(.+)"$', TEXTS, re.MULTILINE)
    assert said == {name for name, _indonesian, _english in defined}
    assert all(indonesian != english for _name, indonesian, english in defined)


def test_every_refusal_has_a_code_that_is_explained_at_the_top() -> None:
    explained = set(re.findall(r"\b(1\d) [a-z]", SCRIPT.partition("Unicode true")[0]))
    given = set(re.findall(r"Refuse (\d+)", SCRIPT)) | set(re.findall(r"SetErrorLevel (\d+)", SCRIPT))
    assert given == explained


def test_no_administrator_is_needed() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"\bHKLM\b|\$PROGRAMFILES", SCRIPT)


def test_data_goes_only_after_it_was_asked_for() -> None:
    removals = re.findall(r'RMDir /r "\$\{DATA\}"', SCRIPT)
    questions = SCRIPT.partition("Function un.AskForData")[2]
    assert len(removals) == questions.count('RMDir /r "${DATA}"') == 2
    assert questions.count("/SD IDNO") == 2
