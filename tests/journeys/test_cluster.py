"""A klaster room through the real window.

- K1 the next person is called, examined, and sent to laboratory and pharmacy; the times and tickets are kept
- K2 a wrong number and a missing next step keep everything on the page and lead to it
- K3 what was typed into a consultation outlives the program
- K4 a number key opens the due form; what was filled in outlives the program; F10 completes it
- K5 a referral is prefilled, asks for TACC, is printed, and takes the number that P-Care gives later
- K6 the laboratory sees what was asked and sends its result back to who asked, who goes on where they left off
- K7 somebody who does not come leaves the list and can be put back
- K8 a health certificate is issued
- K9 the minutes of a meeting are written and read
- K10 a completed form is corrected with a reason
- K11 a referral of an earlier visit waits for the hospital's answer, which is written down once
- K12 in a narrow window the list of who waits gives way to the person, and comes back with its button
- K13 a look into another room leaves the page as it was, with the cursor where it was
"""

from datetime import date, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.patient import AllergyStatus, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    Condition,
    Consultation,
    Flag,
    Letter,
    QuestionnaireResponse,
    QueueEntry,
    QueueStatus,
    Referral,
    VisitPurpose,
)
from ilp_desktop.services.people import register_person
from ilp_desktop.services.referrals import ReferralCommand, issue_referral
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.journeys.conftest import Desk
from tests.services.conftest import LANTO
from tests.services.test_responses import fill
from ui.kit.dialogs import rehearsed
from ui.kit.form_view import FormView
from ui.kit.result_list import ResultList
from ui.rooms import rooms
from ui.screens.cluster.screen import ClusterScreen
from ui.session import Session
from ui.shell import Shell

Entity = TypeVar("Entity")


@pytest.fixture
def sardin(workplace: Workplace) -> QueueEntry:
    """A man of 46 who waits for klaster 3."""
    person = PersonEntry(
        name="La Sardin",
        sex=Sex.MALE,
        birth_date=date(1980, 3, 9),
        village_code=LANTO,
        allergy_status=AllergyStatus.PRESENT,
        allergies="amoksisilin",
    )
    command = VisitCommand(
        patient_id=register_person(workplace, person).value.id,
        purpose=VisitPurpose.SICK,
        payer=Payer.JKN_PBI_STATE,
        complaint="pusing",
    )
    entry = register_visit(workplace, command).value.entry
    assert entry is not None
    return entry


def all_of(workplace: Workplace, kind: type[Entity]) -> tuple[Entity, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, kind)


def called(desk: Desk, room: str = "cluster_3") -> None:
    """The next person of a room is called and on the screen."""
    desk.shell.go_to(room, None)
    desk.wait(lambda: bool(rows(desk, "waiting_list")))
    desk.press("F5")
    desk.wait(lambda: desk.sees("person_banner"))


def rows(desk: Desk, name: str) -> list[object]:
    found = desk.shell.current_screen()
    assert found is not None
    part = found.findChild(ResultList, name)
    assert part is not None
    return list(part.rows())


def choose(desk: Desk, row: str, *ids: str) -> None:
    """Presses buttons of a row of choices."""
    for choice in ids:
        button = desk.see(row).findChild(QPushButton, f"choice_{choice}")
        assert button is not None
        button.click()


def diagnose(desk: Desk, typed: str) -> None:
    desk.press("Alt+D")
    desk.type(typed)
    desk.press("Return")
    desk.wait(lambda: desk.sees("remove_diagnosis"))


def put(desk: Desk, name: str, text: str) -> None:
    desk.see(name).setFocus()
    desk.type(text)


def again(desk: Desk, workplace: Workplace, room: str) -> Desk:
    """The program is started once more, on the same data."""
    desk.shell.hide()
    shell = Shell(rooms(), workplace.clock)
    desk.bot.addWidget(shell, before_close_func=lambda window: window.hide())
    shell.show_user(lambda go_to: Session(workplace=workplace, go_to=go_to))
    shell.show()
    shell.activateWindow()
    desk.bot.waitUntil(shell.isActiveWindow)
    return Desk(shell, desk.bot)


def test_k1_examined_and_sent_on(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    assert "amoksisilin" in desk.see("banner_allergy").text()  # type: ignore[attr-defined]
    diagnose(desk, "darah tinggi")
    put(desk, "consultation_systolic", "150")
    put(desk, "consultation_diastolic", "95")
    put(desk, "consultation_temperature", "36,5")
    put(desk, "consultation_therapy", "Amlodipin 5 mg")
    put(desk, "consultation_laboratory", "Gula darah")
    choose(desk, "consultation_service_kinds", "curative")
    choose(desk, "consultation_next_steps", "laboratory", "pharmacy")
    desk.press("F10")
    desk.wait(lambda: "selesai" in desk.message())
    consultation = all_of(workplace, Consultation)[0]
    assert (consultation.systolic, consultation.temperature, consultation.anamnesis) == (150, 36.5, "pusing")
    condition = all_of(workplace, Condition)[0]
    assert (condition.code, condition.case_kind) == ("I10", CaseKind.NEW)
    first, *others = all_of(workplace, QueueEntry)
    assert first.status is QueueStatus.DONE
    assert None not in (first.called_at, first.started_at, first.done_at)
    assert [one.cluster for one in others] == [Cluster.LABORATORY, Cluster.PHARMACY]
    assert "L-001" in desk.message()
    desk.see("message_action").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.sees("pdf_preview"))
    desk.press("Esc")
    desk.wait(lambda: desk.sees("waiting_column"))


def test_k2_a_refusal_leads_to_what_is_wrong(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.press("Alt+R")
    desk.type("Parasetamol")
    put(desk, "consultation_pulse", "8")
    desk.press("F10")
    desk.wait(lambda: "Nadi" in desk.message())
    assert "Belum dipilih ke mana" in desk.message()
    assert desk.focus().objectName() == "consultation_pulse"
    assert desk.see("consultation_therapy").value() == "Parasetamol"  # type: ignore[attr-defined]
    assert all_of(workplace, Consultation) == ()


def test_k3_a_consultation_outlives_the_program(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    diagnose(desk, "I10")
    put(desk, "consultation_advice", "kurangi garam")
    after = again(desk, workplace, "cluster_3")
    called(after)
    after.press("Alt+R")
    after.wait(lambda: after.sees("consultation_advice"))
    assert after.see("consultation_advice").value() == "kurangi garam"  # type: ignore[attr-defined]
    assert after.sees("diagnosis_I10")


def form_on_screen(desk: Desk) -> FormView:
    desk.wait(lambda: any(view.isVisible() for view in desk.shell.findChildren(FormView)))
    return next(view for view in desk.shell.findChildren(FormView) if view.isVisible())


def test_k4_the_due_form(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.wait(lambda: bool(rows(desk, "due_forms")))
    desk.press("1")
    view = form_on_screen(desk)
    view.response.answer("weight", "61")
    desk.press("F10")
    desk.wait(lambda: "belum lengkap" in desk.message())
    after = again(desk, workplace, "cluster_3")
    called(after)
    after.wait(lambda: bool(rows(after, "due_forms")))
    after.press("1")
    view = form_on_screen(after)
    assert view.response.value("weight") == "61"
    fill(view.response, smoking="ya")
    after.press("F10")
    after.wait(lambda: "Formulir tersimpan" in after.message())
    assert [one.form_id for one in all_of(workplace, QuestionnaireResponse)] == ["adult_ncd_screening"]
    after.wait(lambda: not rows(after, "due_forms"))
    smoker = next(flag for flag in all_of(workplace, Flag) if flag.code == "smoker")
    after.wait(lambda: after.sees("end_flag_smoker"))
    after.see("end_flag_smoker").click()  # type: ignore[attr-defined]
    after.wait(lambda: not after.sees("end_flag_smoker"))
    assert [flag.ended for flag in all_of(workplace, Flag) if flag.id == smoker.id] == [workplace.today]


def test_k13_a_look_into_another_room_leaves_the_form_as_it_was(
    desk: Desk, workplace: Workplace, sardin: QueueEntry
) -> None:
    called(desk)
    desk.wait(lambda: bool(rows(desk, "due_forms")))
    desk.press("1")
    view = form_on_screen(desk)
    view.go_to("body/weight")
    desk.type("61")
    desk.shell.go_to("home", None)
    desk.wait(lambda: "61" in _draft(workplace))
    desk.shell.go_to("cluster_3", None)
    assert form_on_screen(desk).response.value("weight") == "61"
    assert desk.focus().objectName() == "answer_body/weight"


def test_k13_a_look_into_another_room_leaves_the_cursor_in_the_prescription(desk: Desk, sardin: QueueEntry) -> None:
    called(desk)
    desk.press("Alt+R")
    desk.type("Parasetamol")
    desk.shell.go_to("home", None)
    desk.shell.go_to("cluster_3", None)
    desk.type(" 500 mg")
    assert desk.see("consultation_therapy").value() == "Parasetamol 500 mg"  # type: ignore[attr-defined]


def test_k5_a_referral(desk: Desk, workplace: Workplace, sardin: QueueEntry, tmp_path: Path) -> None:
    called(desk)
    diagnose(desk, "I10")
    put(desk, "consultation_therapy", "Amlodipin")
    desk.press("Alt+J")
    desk.wait(lambda: desk.sees("referral_page"))
    assert desk.focus().objectName() == "referral_destination"
    assert desk.see("referral_treatment_given").value() == "Amlodipin"  # type: ignore[attr-defined]
    desk.type("RSUD Buton Tengah")
    put(desk, "referral_polyclinic", "Penyakit Dalam")
    put(desk, "referral_reason", "Tekanan darah tidak terkendali")
    desk.press("F10")
    desk.wait(lambda: "TACC" in _message_of(desk, "referral_tacc"))
    assert all_of(workplace, Referral) == ()
    choose(desk, "referral_tacc", "2")
    desk.press("F10")
    desk.wait(lambda: desk.sees("pdf_preview"))
    referral = all_of(workplace, Referral)[0]
    assert (referral.destination, referral.tacc_reason) == ("RSUD Buton Tengah", ">= 12 Tahun s/d < 55 Tahun")
    assert desk.see("pdf_preview").page_count() == 2  # type: ignore[attr-defined]
    with rehearsed(tmp_path / "rujukan.pdf"):
        desk.press("Ctrl+S")
    assert (tmp_path / "rujukan.pdf").read_bytes().startswith(b"%PDF")
    put(desk, "external_number", "123456789Y001")
    desk.press("Return")
    desk.wait(lambda: all_of(workplace, Referral)[0].external_number == "123456789Y001")


def _message_of(desk: Desk, name: str) -> str:
    field = desk.see(name).parentWidget()
    assert field is not None
    return str(field.message())  # type: ignore[attr-defined]


def test_k6_the_laboratory_answers(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    diagnose(desk, "I10")
    desk.press("Alt+L")
    desk.type("Gula darah sewaktu")
    choose(desk, "consultation_next_steps", "laboratory")
    desk.press("F10")
    desk.wait(lambda: "selesai" in desk.message())
    called(desk, "cross_cluster")
    desk.wait(lambda: desk.focus().objectName() == "workshop_result")
    asked = [label.text() for label in desk.see("workshop_page").findChildren(QWidget) if hasattr(label, "text")]
    assert "Gula darah sewaktu" in asked
    desk.type("GDS 210 mg/dL")
    desk.press("F10")
    desk.wait(lambda: "selesai" in desk.message() and "B-002" in desk.message())
    back = all_of(workplace, QueueEntry)[-1]
    assert (back.cluster, back.handover_note) == (Cluster.ADULT_AND_ELDERLY, "Hasil: GDS 210 mg/dL")
    assert all_of(workplace, Consultation)[-1].laboratory == "GDS 210 mg/dL"
    called(desk)
    desk.wait(lambda: desk.sees("handover_note"))
    assert "GDS 210" in desk.reads("handover_note")
    desk.press("Alt+R")
    assert desk.sees("diagnosis_I10")
    desk.type("Metformin")
    choose(desk, "consultation_next_steps", "home")
    desk.press("F10")
    desk.wait(lambda: all(one.status is QueueStatus.DONE for one in all_of(workplace, QueueEntry)))
    assert [one.code for one in all_of(workplace, Condition)] == ["I10"]
    assert [one.cluster for one in all_of(workplace, Consultation)] == [Cluster.ADULT_AND_ELDERLY, Cluster.LABORATORY]


def test_k7_absent_and_put_back(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.see("mark_absent").click()  # type: ignore[attr-defined]
    desk.wait(lambda: "tidak datang" in desk.message())
    assert all_of(workplace, QueueEntry)[0].status is QueueStatus.ABSENT
    desk.see("message_action").click()  # type: ignore[attr-defined]
    desk.wait(lambda: all_of(workplace, QueueEntry)[0].status is QueueStatus.WAITING)


def test_k7_what_was_typed_for_somebody_who_left_is_kept(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.press("Alt+R")
    desk.type("Parasetamol")
    screen = desk.shell.current_screen()
    assert isinstance(screen, ClusterScreen)
    screen.mark_absent()
    desk.wait(lambda: "tidak datang" in desk.message())
    desk.wait(lambda: "Parasetamol" in _draft(workplace))


def _draft(workplace: Workplace) -> str:
    return "".join(draft.content for draft in all_of(workplace, Draft))


def test_k8_a_health_certificate(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.press("Alt+S")
    desk.wait(lambda: desk.sees("new_certificate"))
    desk.see("new_certificate").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.focus().objectName() == "certificate_purpose")
    desk.type("melamar pekerjaan")
    desk.press("F10")
    desk.wait(lambda: "belum diisi" in _message_of(desk, "certificate_finding"))
    choose(desk, "certificate_finding", "sehat")
    desk.press("F10")
    desk.wait(lambda: desk.sees("pdf_preview"))
    assert [one.kind for one in all_of(workplace, Letter)] == ["health_certificate"]
    desk.press("Esc")
    desk.wait(lambda: desk.sees("person_page"))


def test_k9_minutes(desk: Desk, workplace: Workplace) -> None:
    desk.shell.go_to("cluster_1", None)
    desk.wait(lambda: desk.sees("empty_action"))
    desk.press("Alt+F")
    fill(form_on_screen(desk).response)
    desk.press("F10")
    desk.wait(lambda: "Notula tersimpan" in desk.message())
    desk.wait(lambda: len(rows(desk, "meeting_list")) == 1)
    desk.press("Return")
    desk.wait(lambda: desk.sees("pdf_preview"))
    assert desk.see("pdf_preview").page_count() >= 1  # type: ignore[attr-defined]
    assert all_of(workplace, QuestionnaireResponse)[0].patient_id is None


def test_k10_a_correction_needs_a_reason(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    desk.wait(lambda: bool(rows(desk, "due_forms")))
    desk.press("1")
    fill(form_on_screen(desk).response, weight="61")
    desk.press("F10")
    desk.wait(lambda: "Formulir tersimpan" in desk.message())
    desk.see("message_action").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.sees("preview_mend"))
    desk.see("preview_mend").click()  # type: ignore[attr-defined]
    view = form_on_screen(desk)
    view.response.answer("weight", "59")
    desk.press("F10")
    desk.wait(lambda: desk.focus().objectName() == "amendment_reason")
    desk.type("salah timbang")
    desk.press("F10")
    desk.wait(lambda: len(all_of(workplace, QuestionnaireResponse)) == 2)
    assert all_of(workplace, QuestionnaireResponse)[1].amendment_reason == "salah timbang"


def referred_yesterday(workplace: Workplace, sardin: QueueEntry) -> Referral:
    """A referral from a visit of yesterday."""
    earlier = VisitCommand(
        patient_id=sardin.patient_id,
        purpose=VisitPurpose.SICK,
        payer=Payer.GENERAL,
        visit_date=workplace.today - timedelta(days=1),
        visit_time=time(9, 30),
    )
    command = ReferralCommand(
        visit_id=register_visit(workplace, earlier).value.visit.id,
        consultation_id=None,
        destination="RSUD Buton Tengah",
        polyclinic="Bedah",
        diagnosis_codes=("K35.8",),
        reason="operasi",
        planned_date=workplace.today,
    )
    return issue_referral(workplace, command).value


def test_k11_the_hospital_answers(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    referral = referred_yesterday(workplace, sardin)
    called(desk)
    desk.press("Alt+S")
    desk.wait(lambda: len(rows(desk, "papers")) == 1)
    desk.press("Return")
    desk.wait(lambda: desk.sees("preview_answer"))
    desk.see("preview_answer").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.focus().objectName() == "answer_returned")
    desk.type("1/1/2020")
    desk.press("Ctrl+S")
    desk.wait(lambda: "antara tanggal rujukan" in _message_of(desk, "answer_returned"))
    assert "belum diisi" in _message_of(desk, "answer_diagnosis")
    desk.press("Ctrl+A")
    desk.type(f"{workplace.today:%d/%m/%Y}")
    put(desk, "answer_diagnosis", "Apendisitis akut, sudah dioperasi")
    put(desk, "answer_advice", "Kontrol luka hari ke-7")
    desk.press("Ctrl+S")
    desk.wait(lambda: "Jawaban rumah sakit tersimpan" in desk.message())
    desk.wait(lambda: not rows(desk, "papers"))
    (answered,) = all_of(workplace, Referral)
    assert answered.id == referral.id
    assert (answered.returned_date, answered.returned_diagnosis) == (
        workplace.today,
        "Apendisitis akut, sudah dioperasi",
    )
    assert answered.returned_advice == "Kontrol luka hari ke-7"


def test_file_names_of_papers_name_nobody(desk: Desk, workplace: Workplace, sardin: QueueEntry) -> None:
    called(desk)
    diagnose(desk, "I10")
    desk.press("Alt+S")
    desk.wait(lambda: desk.sees("new_certificate"))
    desk.see("new_certificate").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.focus().objectName() == "certificate_purpose")
    desk.type("kerja")
    choose(desk, "certificate_finding", "sehat")
    desk.press("F10")
    desk.wait(lambda: desk.sees("pdf_preview"))
    preview = desk.see("pdf_preview")
    assert preview._suggested == Path("surat-sehat.pdf")  # type: ignore[attr-defined]


def test_a_person_found_elsewhere_is_opened_in_a_room_that_was_never_shown(desk: Desk, sardin: QueueEntry) -> None:
    desk.shell.go_to("cluster_3", sardin.patient_id)
    desk.wait(lambda: desk.sees("person_banner"))
    desk.shell.go_to("cluster_2", sardin.patient_id)
    desk.wait(lambda: "tidak ada di daftar tunggu" in desk.message())


def test_in_a_narrow_window_the_list_gives_way_to_the_person(desk: Desk, sardin: QueueEntry) -> None:
    """K12"""
    desk.shell.resize(910, 480)
    desk.shell.go_to("cluster_3", None)
    desk.wait(lambda: desk.sees("waiting_list"))
    assert not desk.sees("action_diagnosis"), "the buttons give way to the list while nobody is there"
    called(desk)
    assert desk.sees("action_diagnosis")
    assert not desk.sees("waiting_list")
    show = desk.see("show_waiting")
    assert isinstance(show, QPushButton)
    show.click()
    assert desk.sees("waiting_list")
    desk.shell.resize(1366, 728)
    desk.wait(lambda: not desk.sees("show_waiting"))
    assert desk.sees("waiting_list")
