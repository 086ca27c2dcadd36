"""Which of the forms that are here a submission was made with: by its id and version, or by its questions."""

from datetime import date

from ilp_desktop.forms import Form, SubmissionName, refuse
from ilp_desktop.services.form_library import KnownForm, known_forms, landed_form
from ilp_desktop.services.workplace import Workplace

_FEWEST_NAMES = 3
"""Questions that must be answered before a form is recognised by its questions alone."""
_OF_PHONES = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "subscriberid", "simserial"})


class FormsHere:
    """The forms that are here, each made alive only when a submission is made with it."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._known = [one for one in known_forms(workplace) if not one.problems]
        self._alive: dict[str, Form] = {}
        self._paths: dict[str, frozenset[str]] = {}

    def form_for(self, name: SubmissionName) -> tuple[Form, bool]:
        """The form of a submission, and whether it says so itself; Kobo gives ids and versions of its own."""
        if not name.instance_id:
            raise refuse("submission_unnumbered", "Isian ini tidak bernomor (instanceID)", "Salin lagi dari ponsel")
        own = [one for one in self._known if one.definition.form_id == name.form_id]
        exact = next((one for one in own if one.definition.version == name.form_version), None)
        exact = exact or landed_form(self._workplace, name.form_id, name.form_version)
        if exact is not None:
            return self._form(exact), True
        if own and name.form_version:
            raise refuse(
                "submission_other_version",
                f"Versi {name.form_version} dari {own[0].definition.title} tidak ada di komputer ini",
                "Minta formulir versi itu dari dinas, masukkan di Kantor formulir, lalu ambil isian ini lagi",
            )
        fitting = [one for one in own or self._known if self._fits(name, one)]
        if len({one.definition.form_id for one in fitting}) != 1:
            raise refuse(
                "submission_unknown_form",
                f"Formulir {name.form_id} tidak dikenal di sini",
                "Masukkan dulu formulirnya di Kantor formulir, lalu ambil isian ini lagi",
            )
        return self._form(max(fitting, key=_newness)), bool(own)

    def _form(self, known: KnownForm) -> Form:
        if known.definition.id not in self._alive:
            form = known.form
            if form is None:
                raise refuse("submission_unknown_form", "Formulir ini tidak dapat dipakai", "Lihat Kantor formulir")
            self._alive[known.definition.id] = form
        return self._alive[known.definition.id]

    def _fits(self, name: SubmissionName, known: KnownForm) -> bool:
        """Whether every answered question is one of the form's; a handful of names alone is no proof."""
        key = known.definition.id
        if key not in self._paths:
            form = known.form
            questions = () if form is None else form.questions()
            self._paths[key] = frozenset(question.path.split("/", 2)[2] for question in questions)
        paths = self._paths[key]
        return len(name.names & paths) >= _FEWEST_NAMES and name.names <= paths | _OF_PHONES


def _newness(known: KnownForm) -> tuple[date, str]:
    return known.definition.effective_from or date.min, known.definition.version
