"""The filled forms that lie in a folder or zip, each to be read when it is its turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NoReturn

from ilp_desktop.exchange.submission_files import SubmissionFiles
from ilp_desktop.forms import (
    LARGEST_SUBMISSION,
    LARGEST_TABLE,
    ExportedRow,
    Form,
    FormRefused,
    Submission,
    SubmissionName,
    exported_submission,
    is_export,
    read_export,
    read_submission,
    refuse,
    submission_name,
)


@dataclass(frozen=True, slots=True)
class WrittenSubmission:
    """One filled form as it lies there, not yet read; each reading raises ``FormRefused`` or ``OSError``."""

    place: str
    name: Callable[[], SubmissionName]
    submission: Callable[[Form, bool], Submission]


def written_submissions(files: SubmissionFiles) -> Iterator[WrittenSubmission]:
    """The XML files; where there are none, the rows of the tables that ODK Central exports."""
    places = files.forms()
    for place in places:
        yield WrittenSubmission(place, partial(_name_in, files, place), partial(_submission_in, files, place))
    for table in () if places else files.tables():
        yield from _exported(files, table)


def _name_in(files: SubmissionFiles, place: str) -> SubmissionName:
    return submission_name(files.read(place, LARGEST_SUBMISSION + 1))


def _submission_in(files: SubmissionFiles, place: str, form: Form, own: bool) -> Submission:
    return read_submission(files.read(place, LARGEST_SUBMISSION + 1), form, same_id=own)


def _exported(files: SubmissionFiles, table: str) -> Iterator[WrittenSubmission]:
    stem = PurePosixPath(table).with_suffix("").name
    repeats = [place for place in files.tables() if PurePosixPath(place).name.startswith(f"{stem}-")]
    try:
        main = files.read(table, LARGEST_TABLE + 1)
        if not is_export(main):
            return
        if len(main) > LARGEST_TABLE:
            raise refuse("submission_too_large", "Tabel isian terlalu besar", "Paling besar 50 MB; ekspor per bulan")
        rows = read_export(stem, main, [files.read(place, LARGEST_TABLE) for place in repeats])
    except (FormRefused, OSError) as failure:
        yield WrittenSubmission(table, partial(_fail, failure), partial(_fail, failure))
        return
    for row in rows:
        yield WrittenSubmission(f"{table} baris {row.number}", partial(_itself, row.name), partial(_row_of, row))


def _fail(failure: Exception, *_asked: object) -> NoReturn:
    raise failure


def _itself(name: SubmissionName) -> SubmissionName:
    return name


def _row_of(row: ExportedRow, form: Form, _own: bool) -> Submission:
    return exported_submission(row, form)
