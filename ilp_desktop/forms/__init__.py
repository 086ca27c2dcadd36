"""XLSForm definitions made into live questionnaires.

How others use it::

    form = load_form(Path("resources/forms/antenatal_visit.yaml"), cache=folder)   # FormRefused when it is wrong
    context = FormContext(today=today, now=now, visit_date=day, sex="P", birth_date=born,
                          observations={"8302-2": LastObservation(value="151", day=last)},
                          episode={"hpht": "2026-05-01"})
    response = Response(form, context)                      # new: defaults and prefills taken
    changes = response.answer("bb", "52,4")                 # what was typed; changes.addresses are to be shown again
    state = response.state("bb")                            # label, limits, relevant, required, value, entry, problem
    response.problems()                                     # all that stands against completing
    response.to_json()                                      # the draft, or the finished document
    Response.from_json(form, document, context)             # resume, or open what was completed
    completed = response.complete()                         # Rejected(problems) or document and extraction
    completed.extraction.observations, completed.extraction.flags    # domain.observation.ObservationValue, FlagValue
    printable(response)                                     # sections of label and value, for paper and read-only views

The document of a response is ``{"form", "version", "answers", "entries"?, "unconfirmed"?}``; answers are by name,
groups are objects, repeats are lists, every value is the text that ODK would store.

Forms from outside: ``examine_form`` gives the form or every problem with its place, ``export_xlsx`` and
``export_xform`` the files for Excel and ODK Collect; ``submission_name``, ``read_submission`` and
``write_submission`` exchange filled forms.

``load_form`` compiles with pyxform once and then reads what it kept under the digest of the content; opening a kept
form imports neither pyxform nor a spreadsheet reader. ``Form`` carries id, version, title, source, effective_from,
cluster, subject (``person`` or ``meeting``), when it is due, and its episode.
"""

from ilp_desktop.forms.choices import Choice
from ilp_desktop.forms.definition import (
    CHOSEN,
    NUMERIC,
    UNANSWERED,
    Alert,
    EpisodeRole,
    Form,
    FormSettings,
    Group,
    Item,
    Kind,
    Meaning,
    Question,
    Repeat,
    walk,
)
from ilp_desktop.forms.document import Json
from ilp_desktop.forms.entry import Answer
from ilp_desktop.forms.field_edition import (
    FIELD_DAY,
    FIELD_WORKER,
    PEOPLE_COLUMNS,
    PEOPLE_TABLE,
    PERSON,
    PERSON_BIRTH,
    PERSON_LABEL,
    PERSON_NAME,
    PERSON_PLACE,
    PERSON_SEX,
    FieldEdition,
    field_edition,
)
from ilp_desktop.forms.functions.offering import means_yes
from ilp_desktop.forms.library import (
    Examination,
    content_digest,
    examine_form,
    export_xform,
    export_xlsx,
    form_text,
    load_form,
    read_settings,
    same_text,
)
from ilp_desktop.forms.limits import Limits, limits, shown_unit
from ilp_desktop.forms.outline import Entry, Part, Section, outline, sections
from ilp_desktop.forms.prefill import FormContext, LastObservation
from ilp_desktop.forms.printing import PrintedLine, PrintedResponse, PrintedSection, printable
from ilp_desktop.forms.question_state import State
from ilp_desktop.forms.refusal import FormProblem, FormRefused, Place, refuse
from ilp_desktop.forms.response import Changes, CompletedResponse, Response
from ilp_desktop.forms.submission import (
    LARGEST_SUBMISSION,
    Submission,
    SubmissionName,
    read_submission,
    submission_name,
    write_submission,
)
from ilp_desktop.forms.submission_table import (
    LARGEST_TABLE,
    ExportedRow,
    exported_submission,
    is_export,
    read_export,
)

__all__ = [
    "CHOSEN",
    "FIELD_DAY",
    "FIELD_WORKER",
    "LARGEST_SUBMISSION",
    "LARGEST_TABLE",
    "NUMERIC",
    "PEOPLE_COLUMNS",
    "PEOPLE_TABLE",
    "PERSON",
    "PERSON_BIRTH",
    "PERSON_LABEL",
    "PERSON_NAME",
    "PERSON_PLACE",
    "PERSON_SEX",
    "UNANSWERED",
    "Alert",
    "Answer",
    "Changes",
    "Choice",
    "CompletedResponse",
    "Entry",
    "EpisodeRole",
    "Examination",
    "ExportedRow",
    "FieldEdition",
    "Form",
    "FormContext",
    "FormProblem",
    "FormRefused",
    "FormSettings",
    "Group",
    "Item",
    "Json",
    "Kind",
    "LastObservation",
    "Limits",
    "Meaning",
    "Part",
    "Place",
    "PrintedLine",
    "PrintedResponse",
    "PrintedSection",
    "Question",
    "Repeat",
    "Response",
    "Section",
    "State",
    "Submission",
    "SubmissionName",
    "content_digest",
    "examine_form",
    "export_xform",
    "export_xlsx",
    "exported_submission",
    "field_edition",
    "form_text",
    "is_export",
    "limits",
    "load_form",
    "means_yes",
    "outline",
    "printable",
    "read_export",
    "read_settings",
    "read_submission",
    "refuse",
    "same_text",
    "sections",
    "shown_unit",
    "submission_name",
    "walk",
    "write_submission",
]
