"""Why a form is refused: the place in the workbook, what is wrong, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from ilp_desktop.domain.problem import Fault, FaultCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Sheet, row as Excel counts it (the heading is row 1; 0: the whole sheet) and column heading."""

    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [f"lembar {self.sheet}" if self.sheet else "", f"baris {self.row}" if self.row else ""]
        parts.append(f"kolom {self.column}" if self.column else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProblem:
    """One thing that is wrong with a form; ``code`` is stable, the sentences are Indonesian."""

    code: str
    place: Place
    sentence: str
    remedy: str

    def __str__(self) -> str:
        place = str(self.place)
        return f"{place}: {self.sentence}. {self.remedy}" if place else f"{self.sentence}. {self.remedy}"


class FormRefused(Fault):
    """The form cannot be used; ``problems`` says everything that must be mended."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        first = problems[0]
        more = f" (dan {len(problems) - 1} masalah lain)" if len(problems) > 1 else ""
        super().__init__(
            FaultCode.FORM_REFUSED,
            f"Formulir ditolak. {first.place}: {first.sentence}{more}",
            first.remedy,
        )
        self.problems = tuple(problems)


def refuse(code: str, sentence: str, remedy: str, place: Place | None = None) -> FormRefused:
    """A refusal for one problem."""
    return FormRefused([FormProblem(code=code, place=place or Place(), sentence=sentence, remedy=remedy)])
