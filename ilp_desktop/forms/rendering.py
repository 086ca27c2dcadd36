"""Texts of a form as people read them: in the language in use, their outputs filled in."""

from datetime import date, datetime

from ilp_desktop.forms.definition import Template, Text
from ilp_desktop.forms.entry import shown_day
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.values import Value, as_date, string, string_to_number
from ilp_desktop.forms.functions import program


def render(text: Text, scope: Scope) -> str:
    """The text in the language in use, its outputs evaluated."""
    template = choose_language(text, scope.surroundings.language)
    if len(template) == 1:
        return template[0]
    return "".join(part if place % 2 == 0 else shown_value(program(part)(scope)) for place, part in enumerate(template))


def choose_language(text: Text, language: str) -> Template:
    """The translation to show: the language in use, else the first there is."""
    if language in text:
        return text[language]
    return next(iter(text.values()), ("",))


def shown_value(value: Value) -> str:
    """A result inside a sentence, as people write it: decimal comma, 22 Nov 2026."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return shown_day(value)
    text = string(value)
    day = as_date(text)
    if day is not None:
        return shown_day(day)
    measured = string_to_number(text)
    return text.replace(".", ",") if measured == measured else text
