"""Tries a form out, empty, with little effort: what would halt the program at a keystroke is refused at import."""

from datetime import UTC, datetime

from ilp_desktop.forms.definition import Form
from ilp_desktop.forms.expression.syntax import ExpressionRefused
from ilp_desktop.forms.prefill import FormContext
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.response import Response

MOST_EFFORT = 2_000_000
"""Nodes that predicates may look at while the form opens and every question is shown once: about two seconds."""

_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
_NOBODY = FormContext(today=_MOMENT.date(), now=_MOMENT, visit_date=_MOMENT.date())


def try_out(form: Form) -> None:
    """Opens the form for nobody and shows every question; raises ``FormRefused``."""
    try:
        response = Response(form, _NOBODY, effort=MOST_EFFORT)
        for state in response.states():
            response.choices(state.address)
        response.problems()
    except ExpressionRefused as error:
        raise refuse(error.code, error.sentence, "Sederhanakan rumus atau kurangi baris daftar pilihan") from error
