"""What the forms of a visit say for the referral slip.

RC1  Measured values in the words of the slip. RC2  The reason: the form's own, else its flags; nothing confidential.
RC3  What is written already is not written again.
RC4  Vital signs of the forms complete the doctor's line; only what differs from it is a finding.
"""

from datetime import date

import pytest

from ilp_desktop.domain.identifiers import FlagId, ObservationId, PatientId, ResponseId
from ilp_desktop.domain.letters import VitalSigns
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.referral_content import added, referral_content, signs_of_visit
from ilp_desktop.domain.visit import Flag

DAY = date(2026, 11, 22)


def seen(code: str, number: float | None = None, text: str = "", response: str = "r1") -> Observation:
    return Observation(
        id=ObservationId(f"o-{code}"),
        patient_id=PatientId("p"),
        visit_id=None,
        response_id=ResponseId(response),
        code=code,
        system="local",
        number=number,
        text=text,
        unit="",
        effective_date=DAY,
    )


def raised(code: str, text: str, response: str = "r1") -> Flag:
    return Flag(
        id=FlagId(f"f-{code}"),
        patient_id=PatientId("p"),
        code=code,
        text=text,
        since=DAY,
        response_id=ResponseId(response),
    )


def test_measured_values_are_written_as_people_write_them() -> None:
    """RC1"""
    content = referral_content(
        [seen("56072-2", 11.0), seen("z_weight_for_height", -3.25), seen("718-7", 6.9), seen("unknown", 5)], []
    )
    assert content.findings == ("LILA 11 cm", "BB/PB atau BB/TB -3,25 SD")
    assert content.investigations == ("Hb 6,9 g/dL",)


SIGNS = [seen("29463-7", 6.0), seen("8310-5", 38.45), seen("8480-6", 160), seen("8462-4", 110), seen("9279-1", 62)]


def test_the_forms_complete_the_vital_signs() -> None:
    """RC4"""
    consulted = VitalSigns(temperature=37.2, respiratory_rate=62)
    assert signs_of_visit(consulted, SIGNS) == VitalSigns(
        systolic=160, diastolic=110, respiratory_rate=62, temperature=37.2, weight=6.0
    )
    assert signs_of_visit(VitalSigns(), []) == VitalSigns()


def test_a_vital_sign_is_a_finding_when_the_doctor_measured_another() -> None:
    """RC4"""
    assert referral_content(SIGNS, []).findings == ()
    consulted = VitalSigns(systolic=140, diastolic=110, temperature=38.45, respiratory_rate=62)
    assert referral_content(SIGNS, [], consulted).findings == ("TD 160/110 mmHg",)
    assert referral_content(SIGNS, [], VitalSigns(temperature=37.0)).findings == ("S 38,5 °C",)


@pytest.mark.parametrize("consulted", [VitalSigns(), VitalSigns(systolic=120), VitalSigns(systolic=120, diastolic=80)])
def test_a_pressure_is_never_put_together_from_two_measurements(consulted: VitalSigns) -> None:
    """RC4"""
    one_of_two = [seen("8480-6", 160)]
    assert signs_of_visit(consulted, one_of_two) == consulted
    assert referral_content(one_of_two, [], consulted).findings == ()
    if consulted.systolic is not None:
        assert signs_of_visit(consulted, SIGNS).diastolic == consulted.diastolic
        assert referral_content(SIGNS, [], consulted).findings[:1] == ("TD 160/110 mmHg",)


def test_the_reason_that_a_form_writes_stands_before_its_flags() -> None:
    """RC2"""
    observations = [seen("referral_reason", text="Pneumonia berat"), seen("referral_anamnesis", text="Sesak")]
    flags = [
        raised("sick_child_severe", "MERAH: rujuk segera. Isi surat rujukan."),
        raised("stunting", "PB/U -3,1 SD: Sangat pendek. Ukur ulang.", response="r2"),
        raised("needs_ppia", "Perlu PPIA.", response="r2"),
        raised("contraception_unsuitable", "Metode KB perlu ditinjau, sebabnya lihat formulir.", response="r2"),
        raised("self_harm_thought", "Nilai keselamatan hari ini.", response="r2"),
    ]
    content = referral_content(observations, flags)
    assert content.reason == ("Pneumonia berat", "PB/U -3,1 SD: Sangat pendek")
    assert content.anamnesis == ("Sesak",)


def test_nothing_filled_says_nothing() -> None:
    """RC2"""
    content = referral_content([], [])
    assert (content.reason, content.findings, content.treatment) == ((), (), ())


@pytest.mark.parametrize(
    ("written", "lines", "expected"),
    [
        ("", ("BB 6 kg",), "BB 6 kg"),
        ("TD 160/110", ("BB 6 kg", "Hb 9 g/dL"), "TD 160/110\nBB 6 kg; Hb 9 g/dL"),
        ("bb 6 kg, lemah", ("BB 6 kg",), "bb 6 kg, lemah"),
        ("Lemah", (), "Lemah"),
    ],
)
def test_what_is_written_is_not_written_again(written: str, lines: tuple[str, ...], expected: str) -> None:
    """RC3"""
    assert added(written, lines) == expected


def test_tests_in_words_stand_beside_the_measured_ones() -> None:
    """RC1"""
    content = referral_content([seen("718-7", 9.8), seen("referral_tests", text="Protein urin +2")], [])
    assert content.investigations == ("Hb 9,8 g/dL", "Protein urin +2")
