"""The tables, derived from the frozen dataclasses of the domain, so that a field is declared once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from ilp_desktop.domain.bookkeeping import (
    Draft,
    OpenDecision,
    PackageRecord,
    PatientMerge,
    PrintRecord,
    Setting,
)
from ilp_desktop.domain.episode import EpisodeOfCare
from ilp_desktop.domain.form_definition import Attachment, FormDefinition
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.installation import Account, Facility, Hamlet, Installation, Partner, User, WorkingVillage
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Household, Patient
from ilp_desktop.domain.visit import (
    Condition,
    Consultation,
    Flag,
    Letter,
    QuestionnaireResponse,
    QueueEntry,
    Referral,
    Visit,
)
from ilp_desktop.storage.entity_rows import column_types

SCHEMA_VERSION = "0002"
"""The newest migration; a file that names a later one comes from a newer program."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_BY_ENTITY: dict[type[Any], Table] = {}
_ENTITY_OF: dict[str, type[Any]] = {}
_LOCAL: set[str] = set()


def table_of(entity: type[Any]) -> Table:
    """The table that keeps a kind of entity."""
    return _BY_ENTITY[entity]


def entity_of_table(name: str) -> type[Any]:
    """The kind of entity that a table keeps; KeyError when there is no such table."""
    return _ENTITY_OF[name]


def is_shared(name: str) -> bool:
    """Whether rows of this table travel to other installations."""
    return name in _ENTITY_OF and name not in _LOCAL


def patient_tables() -> tuple[Table, ...]:
    """The shared tables whose rows belong to one person."""
    return tuple(table for table in _BY_ENTITY.values() if "patient_id" in table.c and table.name not in _LOCAL)


def _column(name: str, kind: type[Any], nullable: bool) -> "Column[Any]":
    if name == "id":
        return Column(name, String(64), primary_key=True)
    if kind is bool:
        return Column(name, Boolean, nullable=nullable)
    if kind is int:
        return Column(name, Integer, nullable=nullable)
    if kind is float:
        return Column(name, Float, nullable=nullable)
    if kind in (date, datetime):
        return Column(name, String(40), nullable=nullable)
    return Column(name, Text, nullable=nullable)


def _keep(
    name: str,
    entity: type[Any],
    *,
    indexes: Sequence[tuple[str, ...]] = (),
    unique: Sequence[tuple[str, ...]] = (),
    local: bool = False,
) -> Table:
    columns = [_column(field, kind, nullable) for field, (kind, nullable) in column_types(entity).items()]
    table = Table(name, metadata, *columns, *(UniqueConstraint(*fields) for fields in unique))
    for fields in indexes:
        Index(f"ix_{name}_{'_'.join(fields)}", *(table.c[field] for field in fields))
    _BY_ENTITY[entity] = table
    _ENTITY_OF[name] = entity
    if local:
        _LOCAL.add(name)
    return table


facility = _keep("facility", Facility)
working_village = _keep("working_village", WorkingVillage, indexes=[("code",)])
hamlet = _keep("hamlet", Hamlet, indexes=[("village_code",)])
user = _keep("practitioner", User, indexes=[("username",)])
household = _keep("household", Household, indexes=[("family_card_number",), ("village_code", "folder_number")])
patient = _keep(
    "patient",
    Patient,
    indexes=[
        ("medical_record_number",),
        ("nik",),
        ("insurance_number",),
        ("household_id",),
        ("mother_id",),
        ("phone",),
        ("birth_date",),
        ("village_code",),
        ("merged_into",),
    ],
)
visit = _keep("visit", Visit, indexes=[("patient_id", "visit_date"), ("visit_date",)])
queue_entry = _keep("queue_entry", QueueEntry, indexes=[("queue_date", "status", "cluster"), ("visit_id",)])
consultation = _keep("consultation", Consultation, indexes=[("visit_id",), ("patient_id",), ("return_date",)])
condition = _keep("condition", Condition, indexes=[("visit_id",), ("patient_id", "code"), ("recorded_date",)])
episode_of_care = _keep("episode_of_care", EpisodeOfCare, indexes=[("patient_id", "kind")])
questionnaire_response = _keep(
    "questionnaire_response",
    QuestionnaireResponse,
    indexes=[("patient_id",), ("visit_id",), ("form_id", "effective_date")],
)
form_definition = _keep("form_definition", FormDefinition, indexes=[("form_id", "version")])
attachment = _keep("attachment", Attachment, indexes=[("patient_id", "name")])
observation = _keep("observation", Observation, indexes=[("patient_id", "code", "effective_date"), ("response_id",)])
immunization = _keep(
    "immunization",
    Immunization,
    indexes=[("patient_id", "slot"), ("visit_id",), ("response_id",), ("effective_date", "slot")],
)
flag = _keep("flag", Flag, indexes=[("patient_id",)])
referral = _keep("referral", Referral, indexes=[("patient_id",), ("visit_id",), ("letter_date",)])
letter = _keep("letter", Letter, indexes=[("kind", "letter_date"), ("patient_id",), ("visit_id",)])
patient_merge = _keep("patient_merge", PatientMerge, indexes=[("survivor_id",), ("absorbed_id",)])
account = _keep("account", Account, local=True)
installation = _keep("installation", Installation, local=True)
partner = _keep("partner", Partner, local=True)
setting = _keep("setting", Setting, local=True)
package_record = _keep("package_record", PackageRecord, indexes=[("partner_id", "direction")], local=True)
open_decision = _keep("open_decision", OpenDecision, indexes=[("decided_at",), ("table_name", "row_id")], local=True)
print_record = _keep("print_record", PrintRecord, indexes=[("subject_id",)], local=True)
draft = _keep("draft", Draft, indexes=[("user_id",)], local=True)

change_log = Table(
    "change_log",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("node", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("time", String(22), nullable=False),
    Column("user", String(64), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("table", String(64), nullable=False),
    Column("row_id", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fields", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("node", "number"),
)
Index("ix_change_log_row_id_table", change_log.c.row_id, change_log.c.table)
"""The row first: the new rows of a save then lie beside each other, on one page."""

chain_head = Table(
    "chain_head",
    metadata,
    Column("node", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("time", String(22), nullable=False),
)
"""The last entry of each node's chain that this installation knows, so that the next one follows without a search."""

counter = Table(
    "counter",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""Numbers handed out once: queue numbers of a day, letter numbers of a year, folder numbers of a village."""

match_key = Table(
    "match_key",
    metadata,
    Column("value", String(200), primary_key=True),
    Column("patient_id", String(64), primary_key=True),
)
"""The blocking keys of people, derived from their records; see ``match_index``."""
Index("ix_match_key_patient_id", match_key.c.patient_id)
