"""The first schema.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from ilp_desktop.storage import search_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates every table of the first release, and the search index."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_patient_id_name", "attachment", ["patient_id", "name"], unique=False)
    op.create_table(
        "chain_head",
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("time", sa.String(length=22), nullable=False),
        sa.PrimaryKeyConstraint("node", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "change_log",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("time", sa.String(length=22), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("operation", sa.String(length=64), nullable=False),
        sa.Column("table", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_change_log")),
        sa.UniqueConstraint("node", "number", name=op.f("uq_change_log_node_number")),
    )
    op.create_index("ix_change_log_table_row_id", "change_log", ["table", "row_id"], unique=False)
    op.create_table(
        "condition",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("consultation_id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("case_kind", sa.Text(), nullable=False),
        sa.Column("recorded_date", sa.String(length=40), nullable=False),
        sa.Column("resolved_date", sa.String(length=40), nullable=True),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
    )
    op.create_index("ix_condition_patient_id_code", "condition", ["patient_id", "code"], unique=False)
    op.create_index("ix_condition_recorded_date", "condition", ["recorded_date"], unique=False)
    op.create_index("ix_condition_visit_id", "condition", ["visit_id"], unique=False)
    op.create_table(
        "consultation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("queue_entry_id", sa.Text(), nullable=True),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("practitioner_id", sa.Text(), nullable=False),
        sa.Column("practitioner_name", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("anamnesis", sa.Text(), nullable=False),
        sa.Column("examination", sa.Text(), nullable=False),
        sa.Column("systolic", sa.Integer(), nullable=True),
        sa.Column("diastolic", sa.Integer(), nullable=True),
        sa.Column("pulse", sa.Integer(), nullable=True),
        sa.Column("respiratory_rate", sa.Integer(), nullable=True),
        sa.Column("temperature", sa.Float(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("therapy", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("laboratory", sa.Text(), nullable=False),
        sa.Column("service_kinds", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("return_date", sa.String(length=40), nullable=True),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index("ix_consultation_patient_id", "consultation", ["patient_id"], unique=False)
    op.create_index("ix_consultation_return_date", "consultation", ["return_date"], unique=False)
    op.create_index("ix_consultation_visit_id", "consultation", ["visit_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index("ix_draft_user_id", "draft", ["user_id"], unique=False)
    op.create_table(
        "facility",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_title", sa.Text(), nullable=False),
        sa.Column("village_code", sa.Text(), nullable=True),
        sa.Column("village_name", sa.Text(), nullable=False),
        sa.Column("district_name", sa.Text(), nullable=False),
        sa.Column("regency_name", sa.Text(), nullable=False),
        sa.Column("province_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("letterhead_1", sa.Text(), nullable=False),
        sa.Column("letterhead_2", sa.Text(), nullable=False),
        sa.Column("letterhead_3", sa.Text(), nullable=False),
        sa.Column("letterhead_4", sa.Text(), nullable=False),
        sa.Column("head_name", sa.Text(), nullable=False),
        sa.Column("head_rank", sa.Text(), nullable=False),
        sa.Column("head_number", sa.Text(), nullable=False),
        sa.Column("head_prefix", sa.Text(), nullable=False),
        sa.Column("letter_pattern", sa.Text(), nullable=False),
        sa.Column("letter_code", sa.Text(), nullable=False),
        sa.Column("letter_unit", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
    )
    op.create_table(
        "flag",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("response_id", sa.Text(), nullable=True),
        sa.Column("ended", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    op.create_index("ix_flag_patient_id", "flag", ["patient_id"], unique=False)
    op.create_table(
        "form_definition",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.String(length=40), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_definition")),
    )
    op.create_index("ix_form_definition_form_id_version", "form_definition", ["form_id", "version"], unique=False)
    op.create_table(
        "hamlet",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("village_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hamlet")),
    )
    op.create_index("ix_hamlet_village_code", "hamlet", ["village_code"], unique=False)
    op.create_table(
        "household",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("family_card_number", sa.Text(), nullable=False),
        sa.Column("folder_number", sa.Text(), nullable=False),
        sa.Column("head_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("hamlet_id", sa.Text(), nullable=True),
        sa.Column("hamlet_name", sa.Text(), nullable=False),
        sa.Column("village_code", sa.Text(), nullable=True),
        sa.Column("village_name", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("shelf", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_index("ix_household_family_card_number", "household", ["family_card_number"], unique=False)
    op.create_index(
        "ix_household_village_code_folder_number", "household", ["village_code", "folder_number"], unique=False
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facility_id", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=40), nullable=False),
        sa.Column("identity_secret", sa.Text(), nullable=False),
        sa.Column("signing_secret", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=True),
        sa.Column("visit_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index("ix_letter_kind_letter_date", "letter", ["kind", "letter_date"], unique=False)
    op.create_index("ix_letter_patient_id", "letter", ["patient_id"], unique=False)
    op.create_index("ix_letter_visit_id", "letter", ["visit_id"], unique=False)
    op.create_table(
        "match_key",
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("patient_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("value", "patient_id", name=op.f("pk_match_key")),
    )
    op.create_index("ix_match_key_patient_id", "match_key", ["patient_id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=True),
        sa.Column("response_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("effective_date", sa.String(length=40), nullable=False),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(
        "ix_observation_patient_id_code_effective_date",
        "observation",
        ["patient_id", "code", "effective_date"],
        unique=False,
    )
    op.create_index("ix_observation_response_id", "observation", ["response_id"], unique=False)
    op.create_table(
        "open_decision",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("winner", sa.Text(), nullable=False),
        sa.Column("our_time", sa.Text(), nullable=False),
        sa.Column("their_time", sa.Text(), nullable=False),
        sa.Column("their_node", sa.Text(), nullable=False),
        sa.Column("found_at", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.String(length=40), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_decision")),
    )
    op.create_index("ix_open_decision_decided_at", "open_decision", ["decided_at"], unique=False)
    op.create_index("ix_open_decision_table_name_row_id", "open_decision", ["table_name", "row_id"], unique=False)
    op.create_table(
        "package_record",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("chain_number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("ranges", sa.Text(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_record")),
    )
    op.create_index(
        "ix_package_record_partner_id_direction", "package_record", ["partner_id", "direction"], unique=False
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("facility_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient_key", sa.Text(), nullable=False),
        sa.Column("verify_key", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("acknowledged", sa.Text(), nullable=False),
        sa.Column("acknowledged_time", sa.Text(), nullable=False),
        sa.Column("acknowledged_package", sa.Integer(), nullable=False),
        sa.Column("number_sent", sa.Integer(), nullable=False),
        sa.Column("number_received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_table(
        "patient",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("medical_record_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.String(length=40), nullable=True),
        sa.Column("birth_date_estimated", sa.Boolean(), nullable=False),
        sa.Column("birth_place", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=False),
        sa.Column("nik_status", sa.Text(), nullable=False),
        sa.Column("passport_number", sa.Text(), nullable=False),
        sa.Column("insurance_number", sa.Text(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=True),
        sa.Column("relationship", sa.Text(), nullable=False),
        sa.Column("mother_name", sa.Text(), nullable=False),
        sa.Column("mother_id", sa.Text(), nullable=True),
        sa.Column("birth_order", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("hamlet_id", sa.Text(), nullable=True),
        sa.Column("hamlet_name", sa.Text(), nullable=False),
        sa.Column("village_code", sa.Text(), nullable=True),
        sa.Column("village_name", sa.Text(), nullable=False),
        sa.Column("identity_address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("religion", sa.Text(), nullable=False),
        sa.Column("education", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("marital_status", sa.Text(), nullable=False),
        sa.Column("blood_group", sa.Text(), nullable=False),
        sa.Column("rhesus", sa.Text(), nullable=False),
        sa.Column("allergy_status", sa.Text(), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=False),
        sa.Column("disability", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("ethnic_group", sa.Text(), nullable=False),
        sa.Column("guardian_name", sa.Text(), nullable=False),
        sa.Column("guardian_relationship", sa.Text(), nullable=False),
        sa.Column("guardian_phone", sa.Text(), nullable=False),
        sa.Column("ihs_number", sa.Text(), nullable=False),
        sa.Column("consent_date", sa.String(length=40), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("deceased_date", sa.String(length=40), nullable=True),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
    )
    op.create_index("ix_patient_birth_date", "patient", ["birth_date"], unique=False)
    op.create_index("ix_patient_household_id", "patient", ["household_id"], unique=False)
    op.create_index("ix_patient_insurance_number", "patient", ["insurance_number"], unique=False)
    op.create_index("ix_patient_medical_record_number", "patient", ["medical_record_number"], unique=False)
    op.create_index("ix_patient_merged_into", "patient", ["merged_into"], unique=False)
    op.create_index("ix_patient_mother_id", "patient", ["mother_id"], unique=False)
    op.create_index("ix_patient_nik", "patient", ["nik"], unique=False)
    op.create_index("ix_patient_phone", "patient", ["phone"], unique=False)
    op.create_index("ix_patient_village_code", "patient", ["village_code"], unique=False)
    op.create_table(
        "patient_merge",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("survivor_id", sa.Text(), nullable=False),
        sa.Column("absorbed_id", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.String(length=40), nullable=False),
        sa.Column("merged_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.String(length=40), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient_merge")),
    )
    op.create_index("ix_patient_merge_absorbed_id", "patient_merge", ["absorbed_id"], unique=False)
    op.create_index("ix_patient_merge_survivor_id", "patient_merge", ["survivor_id"], unique=False)
    op.create_table(
        "practitioner",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=False),
        sa.Column("licence_number", sa.Text(), nullable=False),
        sa.Column("licence_until", sa.String(length=40), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner")),
    )
    op.create_index("ix_practitioner_username", "practitioner", ["username"], unique=False)
    op.create_table(
        "print_record",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.String(length=40), nullable=False),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_record")),
    )
    op.create_index("ix_print_record_subject_id", "print_record", ["subject_id"], unique=False)
    op.create_table(
        "questionnaire_response",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=True),
        sa.Column("visit_id", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("authored_at", sa.String(length=40), nullable=False),
        sa.Column("effective_date", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("amends", sa.Text(), nullable=True),
        sa.Column("amendment_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_response")),
    )
    op.create_index(
        "ix_questionnaire_response_form_id_effective_date",
        "questionnaire_response",
        ["form_id", "effective_date"],
        unique=False,
    )
    op.create_index("ix_questionnaire_response_patient_id", "questionnaire_response", ["patient_id"], unique=False)
    op.create_index("ix_questionnaire_response_visit_id", "questionnaire_response", ["visit_id"], unique=False)
    op.create_table(
        "queue_entry",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("queue_date", sa.String(length=40), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=40), nullable=False),
        sa.Column("called_at", sa.String(length=40), nullable=True),
        sa.Column("started_at", sa.String(length=40), nullable=True),
        sa.Column("done_at", sa.String(length=40), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=True),
        sa.Column("handover_note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_entry")),
    )
    op.create_index("ix_queue_entry_queue_date_letter", "queue_entry", ["queue_date", "letter"], unique=False)
    op.create_index(
        "ix_queue_entry_queue_date_status_cluster", "queue_entry", ["queue_date", "status", "cluster"], unique=False
    )
    op.create_index("ix_queue_entry_visit_id", "queue_entry", ["visit_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("consultation_id", sa.Text(), nullable=True),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.String(length=40), nullable=False),
        sa.Column("external_number", sa.Text(), nullable=False),
        sa.Column("planned_date", sa.String(length=40), nullable=False),
        sa.Column("valid_until", sa.String(length=40), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("destination_code", sa.Text(), nullable=False),
        sa.Column("polyclinic", sa.Text(), nullable=False),
        sa.Column("referral_kind", sa.Text(), nullable=False),
        sa.Column("care_kind", sa.Text(), nullable=False),
        sa.Column("diagnoses", sa.Text(), nullable=False),
        sa.Column("tacc", sa.Text(), nullable=False),
        sa.Column("tacc_reason", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("anamnesis", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("investigations", sa.Text(), nullable=False),
        sa.Column("treatment_given", sa.Text(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("companion", sa.Text(), nullable=False),
        sa.Column("condition_on_departure", sa.Text(), nullable=False),
        sa.Column("hospital_confirmation", sa.Text(), nullable=False),
        sa.Column("practitioner_id", sa.Text(), nullable=False),
        sa.Column("practitioner_name", sa.Text(), nullable=False),
        sa.Column("practitioner_licence", sa.Text(), nullable=False),
        sa.Column("returned_date", sa.String(length=40), nullable=True),
        sa.Column("returned_diagnosis", sa.Text(), nullable=False),
        sa.Column("returned_advice", sa.Text(), nullable=False),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_letter_date", "referral", ["letter_date"], unique=False)
    op.create_index("ix_referral_patient_id", "referral", ["patient_id"], unique=False)
    op.create_index("ix_referral_visit_id", "referral", ["visit_id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.String(length=40), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("facility_id", sa.Text(), nullable=False),
        sa.Column("visit_date", sa.String(length=40), nullable=False),
        sa.Column("registered_at", sa.String(length=40), nullable=False),
        sa.Column("entered_at", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("proposed_cluster", sa.Text(), nullable=False),
        sa.Column("population_cluster", sa.Text(), nullable=False),
        sa.Column("routing_reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("residence", sa.Text(), nullable=False),
        sa.Column("insurance_number", sa.Text(), nullable=False),
        sa.Column("arrival", sa.Text(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("screening", sa.Text(), nullable=False),
        sa.Column("overrule_reason", sa.Text(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("pregnant", sa.Boolean(), nullable=False),
        sa.Column("outside_building", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_patient_id_visit_date", "visit", ["patient_id", "visit_date"], unique=False)
    op.create_index("ix_visit_visit_date", "visit", ["visit_date"], unique=False)
    op.create_table(
        "working_village",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("facility_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("focus", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_village")),
    )
    op.create_index("ix_working_village_code", "working_village", ["code"], unique=False)
    search_index.create(op.get_bind())
