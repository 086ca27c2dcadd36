"""Episodes of care and doses of vaccines; when a form is due; which nodes came from a partner.

Revision ID: 0002
Revises: 0001

Until here 0001 was written anew whenever the schema changed. A database of those days says 0001 and has everything
already: then only the number is new.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

import sqlalchemy as sa
import yaml
from alembic import op
from uuid6 import uuid7

from ilp_desktop.domain.change import ChangeKind, FieldChange, Scalar
from ilp_desktop.domain.change_chain import CHAIN_START, change_hash
from ilp_desktop.domain.hybrid_clock import START, HybridTime, tick
from ilp_desktop.domain.identifiers import NodeId, UserId

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what is missing, and fills it in as far as the database itself says it for certain."""
    connection = op.get_bind()
    if _is_written_anew(connection):
        return
    _add_tables()
    _add_columns()
    _index_the_log_by_row()
    if connection.execute(sa.text("SELECT 1 FROM installation")).first() is None:
        return
    _read_when_forms_are_due(connection)
    _find_the_nodes_of_partners(connection)
    _open_pregnancies(connection)


def _is_written_anew(connection: sa.Connection) -> bool:
    """Whether this is the last of the several schemas that were called 0001; it is told by what came to it last."""
    tables = sa.inspect(connection)
    return tables.has_table("immunization") and any(
        column["name"] == "response_id" for column in tables.get_columns("immunization")
    )


def _add_tables() -> None:
    op.create_table(
        "episode_of_care",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started", sa.String(length=40), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_date", sa.String(length=40), nullable=True),
        sa.Column("ended", sa.String(length=40), nullable=True),
        sa.Column("follows", sa.Text(), nullable=True),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode_of_care")),
    )
    op.create_index("ix_episode_of_care_patient_id_kind", "episode_of_care", ["patient_id", "kind"], unique=False)
    op.create_table(
        "immunization",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("effective_date", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("response_id", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("expiry_date", sa.String(length=40), nullable=True),
        sa.Column("vial_monitor", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("vaccinator_id", sa.Text(), nullable=True),
        sa.Column("vaccinator_name", sa.Text(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("reaction_date", sa.String(length=40), nullable=True),
        sa.Column("reaction_serious", sa.Boolean(), nullable=False),
        sa.Column("reaction_note", sa.Text(), nullable=False),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_immunization")),
    )
    op.create_index("ix_immunization_effective_date_slot", "immunization", ["effective_date", "slot"], unique=False)
    op.create_index("ix_immunization_patient_id_slot", "immunization", ["patient_id", "slot"], unique=False)
    op.create_index("ix_immunization_response_id", "immunization", ["response_id"], unique=False)
    op.create_index("ix_immunization_visit_id", "immunization", ["visit_id"], unique=False)


def _add_columns() -> None:
    """What is empty is not known."""
    op.add_column("questionnaire_response", sa.Column("episode_id", sa.Text(), nullable=True))
    op.add_column("form_definition", sa.Column("due", sa.Text(), nullable=False, server_default=""))
    op.add_column("partner", sa.Column("nodes", sa.Text(), nullable=False, server_default="[]"))


def _index_the_log_by_row() -> None:
    op.drop_index("ix_queue_entry_queue_date_letter", "queue_entry")
    op.drop_index("ix_change_log_table_row_id", "change_log")
    op.create_index("ix_change_log_row_id_table", "change_log", ["row_id", "table"], unique=False)


def _read_when_forms_are_due(connection: sa.Connection) -> None:
    """A form may say it in its text, which the older program kept without reading that."""
    rows = connection.execute(
        sa.text("SELECT id, content FROM form_definition WHERE content LIKE '%attribute::ilp:due%'")
    )
    for form_id, content in rows.fetchall():
        due = _due_in(content)
        if due:
            connection.execute(
                sa.text("UPDATE form_definition SET due = :due WHERE id = :id"), {"due": due, "id": form_id}
            )


def _due_in(content: str) -> str:
    try:
        form = yaml.safe_load(content)
    except (yaml.YAMLError, RecursionError):
        return ""
    settings = form.get("settings") if isinstance(form, dict) else None
    due = settings.get("attribute::ilp:due") if isinstance(settings, dict) else None
    return due.strip() if isinstance(due, str) else ""


def _find_the_nodes_of_partners(connection: sa.Connection) -> None:
    """A node belongs to the partner from whom the first package with its entries came."""
    own = _own_nodes(connection)
    first: dict[str, str] = {}
    packages = connection.execute(
        sa.text("SELECT partner_id, ranges FROM package_record WHERE direction = 'received' ORDER BY made_at, id")
    )
    for partner, ranges in packages:
        for node in json.loads(ranges):
            first.setdefault(node, partner)
    of_partner: dict[str, list[str]] = defaultdict(list)
    for node, partner in first.items():
        if node not in own:
            of_partner[partner].append(node)
    for partner, nodes in of_partner.items():
        connection.execute(
            sa.text("UPDATE partner SET nodes = :nodes WHERE id = :id"),
            {"nodes": json.dumps(sorted(nodes)), "id": partner},
        )


class _Contact(NamedTuple):
    """One antenatal form that stands, and the HPHT that it names."""

    response_id: str
    patient_id: str
    day: date
    is_ours: bool
    last_period: date | None


_LONGEST_PREGNANCY = 301
"""Days from the HPHT, as the program took it when this migration was written."""

_OPERATION = "migration_0002"


def _open_pregnancies(connection: sa.Connection) -> None:
    """The pregnancies that antenatal forms have recorded, so that the next form goes on with them.

    Only where nothing is left to judge: every antenatal form of the woman was filled in at this installation, each
    names an HPHT that lies within a pregnancy before it, and different ones lie further apart than a pregnancy lasts.
    Whoever has only part of her forms opens none, so that no two installations open the same one. Nobody is named as
    having typed the entries.
    """
    women: dict[str, list[_Contact]] = defaultdict(list)
    for contact in _antenatal_contacts(connection):
        women[contact.patient_id].append(contact)
    log = _Log(connection)
    for patient_id, contacts in sorted(women.items()):
        for begun, responses in _certain_pregnancies(contacts).items():
            episode: dict[str, Scalar] = {
                "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{patient_id} {begun.isoformat()}")),
                "patient_id": patient_id,
                "kind": "pregnancy",
                "started": begun.isoformat(),
                "dated": True,
            }
            connection.execute(
                sa.text(
                    "INSERT INTO episode_of_care (id, patient_id, kind, started, dated, outcome, voided_reason)"
                    " VALUES (:id, :patient_id, :kind, :started, :dated, '', '')"
                ),
                episode,
            )
            log.write("episode_of_care", str(episode["id"]), ChangeKind.INSERT, episode)
            for response_id in responses:
                connection.execute(
                    sa.text("UPDATE questionnaire_response SET episode_id = :episode WHERE id = :id"),
                    {"episode": episode["id"], "id": response_id},
                )
                named = {"episode_id": episode["id"]}
                log.write("questionnaire_response", response_id, ChangeKind.UPDATE, named)
    log.finish()


def _antenatal_contacts(connection: sa.Connection) -> Iterator[_Contact]:
    own = _own_nodes(connection)
    rows = connection.execute(
        sa.text(
            "SELECT r.id, r.patient_id, r.effective_date, r.answers, l.node FROM questionnaire_response r"
            " LEFT JOIN change_log l"
            " ON l.row_id = r.id AND l.\"table\" = 'questionnaire_response' AND l.kind = 'insert'"
            " WHERE r.form_id = 'antenatal_visit' AND r.patient_id IS NOT NULL"
            " AND r.id NOT IN (SELECT amends FROM questionnaire_response WHERE amends IS NOT NULL)"
            " ORDER BY r.effective_date, r.authored_at, r.id"
        )
    )
    for response_id, patient_id, effective, answers, node in rows.fetchall():
        day = date.fromisoformat(effective)
        last_period = _last_period_in(answers)
        fits = last_period is not None and 0 <= (day - last_period).days <= _LONGEST_PREGNANCY
        yield _Contact(response_id, patient_id, day, node in own, last_period if fits else None)


def _last_period_in(answers: str) -> date | None:
    try:
        about = json.loads(answers)["answers"]["pregnancy"]
        return date.fromisoformat(about["hpht"]) if about["dating"] == "hpht" else None
    except (ValueError, KeyError, TypeError):
        return None


def _certain_pregnancies(contacts: list[_Contact]) -> Mapping[date, list[str]]:
    """The forms of each pregnancy by its HPHT; none of a woman about whom anything is left to judge."""
    pregnancies: dict[date, list[str]] = defaultdict(list)
    for contact in contacts:
        if not contact.is_ours or contact.last_period is None:
            return {}
        pregnancies[contact.last_period].append(contact.response_id)
    begun = sorted(pregnancies)
    apart = all((later - earlier).days > _LONGEST_PREGNANCY for earlier, later in pairwise(begun))
    return pregnancies if apart else {}


def _own_nodes(connection: sa.Connection) -> set[str]:
    """This installation's nodes, also those of its earlier epochs: each has a local chain beside it."""
    local = connection.execute(sa.text("SELECT node FROM chain_head WHERE node LIKE '%/local'")).scalars()
    present = connection.execute(sa.text("SELECT node FROM installation")).scalars()
    return {node.removesuffix("/local") for node in local} | set(present)


class _Log:
    """The entries of this migration, as a node of their own (docs/package-format.md says how an entry is hashed).

    Not at the end of the installation's chain: data that is restored from a backup is migrated before its new epoch
    begins, and partners may hold other entries with the same numbers.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._node = NodeId(str(uuid7()))
        latest = connection.execute(sa.text("SELECT max(time) FROM chain_head")).scalar()
        self._time = HybridTime.parse(latest) if latest else START
        self._hash = CHAIN_START
        self._rows: list[dict[str, Scalar]] = []

    def write(self, table: str, row_id: str, kind: ChangeKind, after: Mapping[str, Scalar]) -> None:
        """One entry, just after everything that the log holds; before it each of the fields was empty."""
        self._time = tick(self._time, datetime.fromtimestamp(0, UTC))
        number, time = len(self._rows) + 1, str(self._time)
        digest = change_hash(
            node=self._node,
            number=number,
            time=time,
            user=UserId(""),
            operation=_OPERATION,
            table=table,
            row_id=row_id,
            kind=kind,
            fields={name: FieldChange(before=None, after=value) for name, value in after.items()},
            previous_hash=self._hash,
        )
        fields = {name: [None, value] for name, value in after.items()}
        self._rows.append(
            {
                "node": self._node,
                "number": number,
                "time": time,
                "operation": _OPERATION,
                "table": table,
                "row_id": row_id,
                "kind": kind.value,
                "fields": json.dumps(fields, ensure_ascii=False, separators=(",", ":")),
                "previous_hash": self._hash,
                "hash": digest,
            }
        )
        self._hash = digest

    def finish(self) -> None:
        """Writes the entries and the end of their chain; nothing when there are none."""
        if not self._rows:
            return
        self._connection.execute(
            sa.text(
                'INSERT INTO change_log (node, number, time, "user", operation, "table", row_id, kind, fields,'
                " previous_hash, hash) VALUES (:node, :number, :time, '', :operation, :table, :row_id, :kind, :fields,"
                " :previous_hash, :hash)"
            ),
            self._rows,
        )
        self._connection.execute(
            sa.text("INSERT INTO chain_head (node, number, hash, time) VALUES (:node, :number, :hash, :time)"),
            self._rows[-1],
        )
