"""The nutritional status of 100,000 children, five indices with categories and flags, beside WHO's R package.

``python -m benchmarks.growth [--children 100000]``. Seconds of processor time, so other programs do not count. R is
not part of the development machine: its 3.1 s were measured once on the same kind of machine, for four indices.
"""

import argparse
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from ilp_desktop.domain.clinical.growth import LAST_DAY, GrowthAge, Position
from ilp_desktop.domain.clinical.growth_assessment import assess_many
from ilp_desktop.domain.clinical.growth_measurement import Measurement
from ilp_desktop.domain.patient import Sex
from ilp_desktop.exchange.spreadsheet_writing import csv_file
from ilp_desktop.forms.growth_tables import growth_tables
from ilp_desktop.services.growth_survey import SurveyFile, growth_survey

GOAL_SECONDS = 3.0
R_SECONDS = 3.1
WHOLE_GOAL_SECONDS = 6.0
"""Our own, with reading and writing the file."""

CHILDREN = 100_000
RUNS = 3


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=CHILDREN)
    count: int = parser.parse_args().children
    scale = count / CHILDREN
    tables = growth_tables()
    measured = _survey(count)
    wrong = [_exchanged(child) for child in measured]
    print("figure | ours | baseline | ratio | goal | ok")
    for name, work, baseline in (
        (f"{count} children", lambda: deque(assess_many(tables, measured), 0), R_SECONDS),
        (f"{count} children, cm and kg exchanged", lambda: deque(assess_many(tables, wrong), 0), R_SECONDS),
    ):
        ours = _seconds(work)
        _tell(name, ours, baseline * scale, GOAL_SECONDS * scale)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "survey.csv"
        source.write_bytes(csv_file(_rows(measured)))
        ours = _seconds(lambda: growth_survey(source, SurveyFile.CSV, today=date(2026, 11, 22)))
        goal = WHOLE_GOAL_SECONDS * scale
        is_reached = "ok" if ours <= goal else "missed"
        print(f"{count} rows from CSV to CSV | {ours:.2f} s | - | - | {goal:.2f} s | {is_reached}")


def _tell(name: str, ours: float, baseline: float, goal: float) -> None:
    is_reached = "ok" if ours <= min(goal, baseline) else "missed"
    print(f"{name} | {ours:.2f} s | R {baseline:.2f} s | {baseline / ours:.1f} | {goal:.2f} s | {is_reached}")


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _survey(count: int) -> list[Measurement]:
    """Invented children around WHO's medians, a little worse off and measured with the usual spread."""
    random, tables = Random(2006), growth_tables()
    children = []
    for _ in range(count):
        sex, day = random.choice((Sex.MALE, Sex.FEMALE)), random.randint(0, LAST_DAY)
        table = tables[sex]
        weight, height, head = (
            round(row.median * (1 + row.variation * random.gauss(-0.6, 1.3)), 1)
            for row in (table.weight[day], table.height[day], table.head[day])
        )
        children.append(
            Measurement(
                sex=sex,
                age=GrowthAge.of_days(day),
                weight=weight,
                height=height,
                position=random.choice((Position.LYING, Position.STANDING, None)),
                head=head,
            )
        )
    return children


def _exchanged(child: Measurement) -> Measurement:
    return Measurement(sex=child.sex, age=child.age, weight=child.height, height=child.weight, head=child.head)


def _rows(children: Sequence[Measurement]) -> list[tuple[str | float | None, ...]]:
    letters = {Position.LYING: "L", Position.STANDING: "H", None: ""}
    head = ("sex", "age_days", "weight_kg", "length_height_cm", "position", "head_cm", "oedema")
    return [
        head,
        *(
            (child.sex, child.age.days, child.weight, child.height, letters[child.position], child.head, "n")
            for child in children
            if child.age
        ),
    ]


if __name__ == "__main__":
    main()
