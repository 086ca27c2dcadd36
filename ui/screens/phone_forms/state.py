"""What the room of the phones shows: the filled forms of a folder, whose they are, and the sentences about them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.indonesian_text import short_date, whole_number
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.progress import Progress
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.field_forms import FieldForm, FieldForms
from ilp_desktop.services.found_submissions import FATE_LABELS, FoundSubmission, SubmissionFate
from ilp_desktop.services.submission_keeping import UnfinishedForm, take_in_submissions
from ilp_desktop.services.submission_people import ProposedPerson
from ilp_desktop.services.submissions import look_at_submissions, match_submission
from ilp_desktop.services.workplace import Workplace
from ui.kit.indonesian import show_age

EVERY_VILLAGE = "Semua desa"
MATCHABLE = frozenset({SubmissionFate.UNMATCHED, SubmissionFate.READY, SubmissionFate.INCOMPLETE})
"""Forms whose person can still be chosen."""

_TAKEN = (SubmissionFate.READY, SubmissionFate.INCOMPLETE)
_ORDER = (
    SubmissionFate.UNMATCHED,
    SubmissionFate.INCOMPLETE,
    SubmissionFate.REFUSED,
    SubmissionFate.READY,
    SubmissionFate.KEPT,
    SubmissionFate.SET_ASIDE,
    SubmissionFate.KNOWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The forms of one folder or zip. ``chosen`` is whom the user gave to forms, by their place."""

    source: Path
    lines: tuple[FoundSubmission, ...]
    chosen: Mapping[str, PatientId] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[SubmissionFate]:
        """How many forms have each fate."""
        return Counter(line.fate for line in self.lines)

    @property
    def takeable(self) -> int:
        """How many forms the button takes in or sets aside."""
        return sum(self.counts[fate] for fate in _TAKEN)

    @property
    def has_unsaved_choices(self) -> bool:
        """Whether going away would lose what the user has chosen."""
        return any(line.place in self.chosen and line.fate in _TAKEN for line in self.lines)

    @property
    def summary(self) -> str:
        """The state in one sentence."""
        if not self.lines:
            return "Tidak ada isian di situ. Pilih folder instances dari ODK Collect, atau zip-nya."
        counts = self.counts
        told = ", ".join(f"{FATE_LABELS[fate]} {whole_number(counts[fate])}" for fate in _ORDER if counts[fate])
        return f"{whole_number(len(self.lines))} isian: {told}."

    @property
    def action_title(self) -> str:
        """What the button does now."""
        counts = self.counts
        ready, incomplete = counts[SubmissionFate.READY], counts[SubmissionFate.INCOMPLETE]
        if ready and incomplete:
            return f"Masukkan {whole_number(ready)}, simpan {whole_number(incomplete)} untuk dilengkapi"
        if incomplete:
            return f"Simpan {whole_number(incomplete)} untuk dilengkapi"
        return f"Masukkan {whole_number(ready)} isian"

    def place_of_next_unmatched(self, after: int) -> int | None:
        """The row of the next form without a person, from ``after`` round to the first; None when all have one."""
        rows = range(len(self.lines))
        order = [*rows[after + 1 :], *rows[: after + 1]]
        return next((row for row in order if self.lines[row].fate is SubmissionFate.UNMATCHED), None)


def look(workplace: Workplace, source: Path, progress: Progress) -> Answer[Review]:
    """The forms of a folder or zip, those first that need somebody; nothing is kept."""
    lines = look_at_submissions(workplace, source, progress=progress)
    return Answer(Review(source=source, lines=tuple(sorted(lines, key=_attention))))


def _attention(line: FoundSubmission) -> tuple[int, str]:
    return _ORDER.index(line.fate), line.place


def choose(workplace: Workplace, review: Review, line: FoundSubmission, patient_id: PatientId) -> Review:
    """The same forms, one of them about the person that the user chose."""
    judged = match_submission(workplace, line, patient_id)
    lines = tuple(judged if one.place == line.place else one for one in review.lines)
    return replace(review, lines=lines, chosen={**review.chosen, line.place: patient_id})


def take_in(workplace: Workplace, review: Review, progress: Progress) -> Answer[Review]:
    """Keeps what is ready, sets aside what is incomplete."""
    answer = take_in_submissions(workplace, review.source, review.lines, progress)
    return Answer(replace(review, lines=answer.value), answer.changes)


def result_sentence(before: Review, after: Review) -> str:
    """What taking in has done."""
    counts, earlier = after.counts, before.counts
    kept = counts[SubmissionFate.KEPT] - earlier[SubmissionFate.KEPT]
    aside = counts[SubmissionFate.SET_ASIDE] - earlier[SubmissionFate.SET_ASIDE]
    parts = [f"{whole_number(kept)} isian masuk"]
    if aside:
        parts.append(f"{whole_number(aside)} disimpan untuk dilengkapi")
    if counts[SubmissionFate.UNMATCHED]:
        parts.append(f"{whole_number(counts[SubmissionFate.UNMATCHED])} belum cocok orangnya")
    if after.takeable:
        parts.append(f"{whole_number(after.takeable)} belum dimasukkan")
    return f"{', '.join(parts)}."


def written_sentence(written: FieldForms, folder: Path) -> str:
    """What was written for the phones."""
    people = whole_number(written.people)
    return f"{whole_number(len(written.forms))} formulir dan daftar {people} orang ditulis ke {folder.name or folder}."


def where_used(form: FieldForm) -> str:
    """Which klaster has the form."""
    if form.subject == "meeting":
        return "rapat"
    return f"klaster {form.cluster}" if form.cluster else "semua klaster"


def title_of(line: FoundSubmission) -> str:
    """The form, or the file when the form is not known."""
    return line.form.title if line.form else "/".join(Path(line.place).parts[-2:])


def day_of(line: FoundSubmission) -> str:
    """The day on which the form was filled in."""
    return short_date(line.day) if line.day else ""


def name_in(line: FoundSubmission) -> str:
    """The name that the form itself gives; that it gives none."""
    if line.form is not None and line.form.subject == "meeting":
        return "(rapat)"
    if line.person is not None and line.person.name:
        return line.person.name
    return "(tidak ditulis)" if line.form else ""


def person_of(line: FoundSubmission) -> str:
    """Whom of ours it is about."""
    if line.patient is not None:
        return f"{line.patient.name} · {line.patient.medical_record_number}"
    return FATE_LABELS[SubmissionFate.UNMATCHED] if line.fate is SubmissionFate.UNMATCHED else ""


def said_of(entry: PersonEntry, today: date) -> str:
    """What a form says of its person, in a line."""
    parts = [
        "" if entry.sex is Sex.UNKNOWN else entry.sex.value,
        f"lahir {short_date(entry.birth_date)} ({age_on(entry.birth_date, today).text})" if entry.birth_date else "",
        f"NIK {entry.nik}" if entry.nik else "",
        entry.village_name,
    ]
    return " · ".join(filter(None, parts))


def age_words(person: ProposedPerson, today: date) -> str:
    """34 th P, as far as it is known."""
    if person.birth_date is None:
        return f"umur ?  {person.sex.value}"
    return f"{show_age(person.birth_date, today, estimated=person.birth_date_estimated)}  {person.sex.value}"


def where_words(person: ProposedPerson) -> str:
    """The village, and why this person is proposed."""
    return " · ".join(filter(None, (person.village_name or "desa belum diisi", person.reason)))


def unfinished_person(form: UnfinishedForm) -> str:
    """Whom a form that waits is about."""
    return form.patient.name if form.patient else "(rapat)"
