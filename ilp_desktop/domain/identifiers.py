"""Identifiers of records: UUIDv7 as text, made without collision on any PC; one type for each kind of record."""

from typing import NewType

PatientId = NewType("PatientId", str)
HouseholdId = NewType("HouseholdId", str)
VisitId = NewType("VisitId", str)
QueueEntryId = NewType("QueueEntryId", str)
ConsultationId = NewType("ConsultationId", str)
ConditionId = NewType("ConditionId", str)
ObservationId = NewType("ObservationId", str)
ImmunizationId = NewType("ImmunizationId", str)
ResponseId = NewType("ResponseId", str)
ReferralId = NewType("ReferralId", str)
LetterId = NewType("LetterId", str)
FlagId = NewType("FlagId", str)
EpisodeId = NewType("EpisodeId", str)
FormDefinitionId = NewType("FormDefinitionId", str)
AttachmentId = NewType("AttachmentId", str)
MergeId = NewType("MergeId", str)
FacilityId = NewType("FacilityId", str)
HamletId = NewType("HamletId", str)
UserId = NewType("UserId", str)
NodeId = NewType("NodeId", str)
PartnerId = NewType("PartnerId", str)
VillageCode = NewType("VillageCode", str)
"""Kemendagri code of a desa or kelurahan, ten digits without dots."""
