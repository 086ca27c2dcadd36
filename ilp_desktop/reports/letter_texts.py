"""The fixed sentences of each letter, kept as data in resources/letters so that an office can change its wording."""

from collections.abc import Mapping
from functools import cache

import yaml

from ilp_desktop.reports.definition import DefinitionProblem
from ilp_desktop.resource_files import resource_path


@cache
def letter_texts(letter: str) -> Mapping[str, str]:
    """The sentences of resources/letters/<letter>.yaml by name; raises DefinitionProblem when they cannot be read."""
    path = resource_path("letters") / f"{letter}.yaml"
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DefinitionProblem(path.name, "tidak terbaca") from error
    if not isinstance(document, dict):
        raise DefinitionProblem(path.name, "bukan daftar kalimat")
    return _Texts(path.name, {str(name): str(text) for name, text in document.items()})


class _Texts(dict[str, str]):
    """Sentences by name; a missing one says in which file it is missing."""

    def __init__(self, name: str, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self._name = name

    def __missing__(self, key: str) -> str:
        raise DefinitionProblem(self._name, f"kalimat {key} tidak ada")
