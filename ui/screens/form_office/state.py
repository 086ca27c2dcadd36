"""What the office of forms shows: the list, one form in front, and the sentences about it."""

from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.indonesian_text import short_date, whole_number
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress
from ilp_desktop.forms import FormProblem, Response
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.form_library import form_of_version
from ilp_desktop.services.form_office import (
    STANDING_LABELS,
    FormLine,
    FormPreview,
    Newness,
    Standing,
    export_excel,
    in_words,
    invented_response,
    preview_file,
)
from ilp_desktop.services.workplace import Workplace

FILE_KINDS = "Formulir (*.xlsx *.yaml)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One form in front. ``response`` is the form about an invented person; None when it is refused."""

    title: str
    sentence: str
    response: Response | None
    problems: tuple[FormProblem, ...]
    notices: tuple[FormProblem, ...] = ()
    preview: FormPreview | None = None

    @property
    def can_be_taken_in(self) -> bool:
        """Whether the button that keeps the form has something to do."""
        return self.preview is not None and self.preview.newness in (Newness.NEW_FORM, Newness.NEW_VERSION)


def look_at_line(workplace: Workplace, line: FormLine) -> Look:
    """A form that is here."""
    definition = line.definition
    return Look(
        title=f"{definition.title} · versi {definition.version}",
        sentence=f"{STANDING_LABELS[line.standing].capitalize()} · {line.used_in} · {since(definition)}",
        response=None
        if line.problems
        else invented_response(workplace, form_of_version(workplace, definition.form_id, definition.version)),
        problems=line.problems,
    )


def look_at_file(workplace: Workplace, path: Path, progress: Progress) -> Answer[Look]:
    """A form in a file; nothing is kept."""
    preview = preview_file(workplace, path, progress)
    form = preview.form
    look = Look(
        title=preview.file_name if form is None else f"{form.title} · versi {form.version}",
        sentence=in_words(preview),
        response=None if form is None else invented_response(workplace, form),
        problems=preview.problems,
        notices=preview.notices,
        preview=preview,
    )
    return Answer(look)


def write_excel(definition: FormDefinition, target: Path) -> Answer[Path]:
    """Writes the form where the user wants it."""
    content = export_excel(definition)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Formulir tidak dapat ditulis. Data tetap aman.",
            "Tutup berkas itu bila sedang dibuka di Excel, atau pilih folder lain.",
        ) from error
    return Answer(target)


def since(definition: FormDefinition) -> str:
    """From which day the form is in force."""
    day = definition.effective_from
    return "berlaku sejak masuk" if day is None else f"berlaku mulai {short_date(day)}"


def details(line: FormLine) -> tuple[tuple[str, str], ...]:
    """What is to be known of a version, as label and value."""
    definition = line.definition
    return (
        ("Dasar hukum", definition.source or "tidak ditulis di formulir"),
        ("Berlaku", since(definition)),
        ("Dipakai di", line.used_in),
        ("Asal", line.origin),
        ("Isian", uses(line)),
        ("Id", definition.form_id),
    )


def uses(line: FormLine) -> str:
    """How often the version and the form were filled in, and when last."""
    if not line.of_all_versions:
        return "belum pernah diisi"
    last = f", terakhir {short_date(line.last_used)}" if line.last_used else ""
    others = line.of_all_versions - line.responses
    more = f"; {whole_number(others)} dengan versi lain" if others else ""
    return f"{whole_number(line.responses)} dengan versi ini{last}{more}"


def can_be_retired(line: FormLine) -> bool:
    """Whether rooms offer it, now or later."""
    return line.standing in (Standing.CURRENT, Standing.LATER)
