"""The rules that hold uncertain figures, by the subjects under which a puskesmas looks for them."""

from typing import Any

from ilp_desktop.domain.clinical.antenatal_contacts import ContactRules
from ilp_desktop.domain.clinical.child_death import StillbirthRules
from ilp_desktop.domain.clinical.development import DevelopmentRules
from ilp_desktop.domain.clinical.family_planning import FamilyPlanningRules
from ilp_desktop.domain.clinical.gestational_weight import GainRules
from ilp_desktop.domain.clinical.immunisation_schedule import ImmunisationRules
from ilp_desktop.domain.clinical.labour import LabourRules
from ilp_desktop.domain.clinical.mental_screening import MoodRules
from ilp_desktop.domain.clinical.newborn import NewbornVisitRules, ThyroidRules
from ilp_desktop.domain.clinical.nutrition_care import CareRules
from ilp_desktop.domain.clinical.obstetric_history import FourTooRules
from ilp_desktop.domain.clinical.poedji_rochjati import KsprRules
from ilp_desktop.domain.clinical.postpartum import PostpartumRules
from ilp_desktop.domain.clinical.preeclampsia import PreeclampsiaRules
from ilp_desktop.domain.clinical.pregnancy import EnergyDeficiencyRules, JohnsonRules, RedatingRules, TrimesterBounds
from ilp_desktop.domain.clinical.premarital import PremaritalRules
from ilp_desktop.domain.clinical.school_health import SchoolHealthRules
from ilp_desktop.domain.clinical.sick_child import SickChildRules
from ilp_desktop.domain.clinical.stunting_risk import StuntingRules
from ilp_desktop.domain.clinical.supplements import SupplementRules
from ilp_desktop.domain.clinical.tetanus import TetanusRules
from ilp_desktop.domain.clinical.young_infant import YoungInfantRules
from ilp_desktop.domain.episode import EpisodeSpans
from ilp_desktop.domain.routing import RoutingRules
from ilp_desktop.domain.uncertain import Figure, figures_of
from ilp_desktop.domain.visit_kind import CaseRules

VISITS = "Pendaftaran dan kunjungan"

SETTABLE: tuple[tuple[str, tuple[type[Any], ...]], ...] = (
    (
        "Ibu hamil",
        (
            TrimesterBounds,
            RedatingRules,
            ContactRules,
            PreeclampsiaRules,
            KsprRules,
            FourTooRules,
            GainRules,
            EnergyDeficiencyRules,
            JohnsonRules,
            TetanusRules,
        ),
    ),
    ("Persalinan dan nifas", (LabourRules, PostpartumRules, MoodRules)),
    ("Bayi baru lahir", (NewbornVisitRules, ThyroidRules, YoungInfantRules, StillbirthRules)),
    ("Balita", (SickChildRules, DevelopmentRules, SupplementRules, CareRules, StuntingRules)),
    ("Anak sekolah dan remaja", (SchoolHealthRules,)),
    ("Calon pengantin dan KB", (PremaritalRules, FamilyPlanningRules)),
    ("Imunisasi", (ImmunisationRules,)),
    (VISITS, (RoutingRules, CaseRules, EpisodeSpans)),
)
"""A new class of rules with an uncertain figure is named here once; its figures are found by themselves."""


def settable_figures() -> tuple[tuple[str, Figure], ...]:
    """Every figure that may be set, each with its subject."""
    return tuple((subject, figure) for subject, kinds in SETTABLE for kind in kinds for figure in figures_of(kind))
