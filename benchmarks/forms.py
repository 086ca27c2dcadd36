"""The form engine on the largest form of the program, beside elementpath on the same rules.

``python -m benchmarks.forms [--responses 1000] [--keystrokes 400]``. A keystroke goes through the page: answer,
everything that depends on it, repaint.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from statistics import median, quantiles
from xml.etree import ElementTree

from elementpath import ElementPathError, XPath1Parser, XPathContext
from PySide6.QtWidgets import QApplication

from ilp_desktop.forms import NUMERIC, UNANSWERED, Form, FormContext, Kind, Question, Response, load_form
from ilp_desktop.forms.definition import expressions
from ilp_desktop.forms.submission import write_submission
from ui.kit.form_view import FormView
from ui.kit.style import apply_style

FORMS = Path(__file__).resolve().parents[1] / "resources" / "forms"
LEAST_QUESTIONS, LEAST_LOGIC = 150, 60
ZONE = timezone(timedelta(hours=8))
CONTEXT = FormContext(
    today=date(2026, 11, 22),
    now=datetime(2026, 11, 22, 8, 14, tzinfo=ZONE),
    visit_date=date(2026, 11, 22),
    sex="P",
    birth_date=date(1998, 1, 1),
)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=1000)
    parser.add_argument("--keystrokes", type=int, default=400)
    chosen = parser.parse_args()
    path = _largest()
    application = QApplication(sys.argv[:1])
    apply_style(application)
    with tempfile.TemporaryDirectory() as folder:
        compiled = _milliseconds(lambda: load_form(path, cache=Path(folder)))
        form = load_form(path, cache=Path(folder))
        rules = [text for item in form.items() for _column, text in expressions(item) if text]
        counted = sum(_has_logic(item) for item in form.questions())
        asked = sum(1 for _ in form.questions())
        print(f"{form.id}: {asked} questions, {counted} with relevance or calculation, {len(rules)} rules")
        print("figure | ours | baseline | ratio | goal | ok")
        opened = median(_opened(path, Path(folder), application) for _ in range(7))
        _row("open a kept form, first paint", opened, "compile and open", compiled + opened, 100)
        slow = _elementpath(form, rules)
        pressed = _pressed(form, application, chosen.keystrokes)
        _row("keystroke to repaint, p95", _p95(pressed), "all rules, elementpath", slow, 8)
        print(f"{len(pressed)} keystrokes; median {median(pressed):.2f} ms, slowest {max(pressed):.2f} ms")
        documents = [_filled(form, Random(number)).to_json() for number in range(20)]
        validated = _milliseconds(
            lambda: [
                Response.from_json(form, documents[number % 20], CONTEXT).problems()
                for number in range(chosen.responses)
            ]
        )
        scaled = 1000 / chosen.responses
        _row("validate 1,000 responses", validated * scaled, "all rules, elementpath", slow * 1000, 10_000)


def _largest() -> Path:
    """The form of the program with the most questions; it must be as large as the goals suppose."""
    forms = {path: load_form(path) for path in FORMS.glob("*.yaml")}
    path = max(forms, key=lambda found: sum(1 for _ in forms[found].questions()))
    assert sum(1 for _ in forms[path].questions()) >= LEAST_QUESTIONS
    assert sum(_has_logic(item) for item in forms[path].questions()) >= LEAST_LOGIC
    return path


def _has_logic(item: Question) -> bool:
    return bool(item.binding.relevant or item.binding.calculate)


def _opened(path: Path, folder: Path, application: QApplication) -> float:
    def work() -> None:
        view = FormView(Response(load_form(path, cache=folder), CONTEXT))
        view.resize(1100, 700)
        view.show()
        view.grab()
        views.append(view)

    views: list[FormView] = []
    taken = _milliseconds(work)
    views.pop().deleteLater()
    application.processEvents()
    return taken


def _typed(response: Response, address: str, random: Random) -> str:
    question = response.state(address).question
    if question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return random.choice([choice.value for choice in response.choices(address)] or [""])
    if question.kind in NUMERIC:
        return str(random.choice((1, 3, 12, 24, 50, 75, 96, 120, 150)))
    return "1/10/26" if question.kind is Kind.DATE else "catatan"


def _filled(form: Form, random: Random) -> Response:
    response = Response(form, CONTEXT)
    for state in list(response.states()):
        if state.question.kind not in UNANSWERED and response.is_relevant(state.address):
            response.answer(state.address, _typed(response, state.address, random))
    return response


def _pressed(form: Form, application: QApplication, keystrokes: int) -> list[float]:
    random = Random(7)
    view = FormView(_filled(form, random))
    view.resize(1100, 700)
    view.show()
    while view.building:
        application.processEvents()
    taken: list[float] = []
    for _ in range(keystrokes):
        states = [state for state in view.response.states() if state.question.kind not in UNANSWERED]
        address = random.choice(states).address
        typed = _typed(view.response, address, random)
        view.go_to(address)
        application.processEvents()

        def work(at: str = address, text: str = typed) -> None:
            view.type_answer(at, text)
            application.processEvents()

        taken.append(_milliseconds(work))
    view.deleteLater()
    application.processEvents()
    return taken


def _elementpath(form: Form, rules: Sequence[str]) -> float:
    """Every rule that XPath 1.0 alone can express, once, in milliseconds, scaled to all rules."""
    document = ElementTree.ElementTree(ElementTree.fromstring(write_submission(_filled(form, Random(3)))))
    parsed = []
    for rule in rules:
        try:
            parsed.append(XPath1Parser().parse(rule))
        except ElementPathError:
            continue

    def work() -> None:
        for token in parsed:
            try:
                token.evaluate(XPathContext(document))
            except (ElementPathError, ArithmeticError):
                continue

    return median(_milliseconds(work) for _ in range(3)) * len(rules) / len(parsed)


def _row(figure: str, ours: float, baseline: str, theirs: float, goal: float) -> None:
    outcome = "ok" if ours <= goal else "missed"
    print(
        f"{figure} | {ours:.2f} ms | {baseline} {theirs:.0f} ms | {theirs / ours:.1f} times faster | "
        f"at most {goal:.0f} ms | {outcome}"
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
