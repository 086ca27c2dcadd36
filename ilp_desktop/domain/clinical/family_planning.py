"""Family planning: what speaks against a method, when its user comes back, and how long it lasts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from ilp_desktop.domain.months import months_completed_on
from ilp_desktop.domain.uncertain import Sureness, uncertain


class Method(StrEnum):
    """The methods of the KB register; the value is what forms keep."""

    CONDOM = "condom"
    COMBINED_PILL = "combined_pill"
    PROGESTIN_PILL = "progestin_pill"
    INJECTION_1 = "injection_1_month"
    INJECTION_2 = "injection_2_months"
    INJECTION_3 = "injection_3_months"
    IMPLANT = "implant"
    IUD = "iud"
    FEMALE_STERILISATION = "tubectomy"
    MALE_STERILISATION = "vasectomy"
    LACTATIONAL = "lactational"


class Objection(StrEnum):
    """What speaks against a method, as a sentence for the room."""

    PREGNANT = "Mungkin hamil: tunda sampai kehamilan disingkirkan"
    BREASTFEEDING = "Menyusui bayi di bawah 6 bulan: jangan metode kombinasi (estrogen)"
    AFTER_BIRTH = "Kurang dari 3 minggu setelah melahirkan: jangan metode kombinasi (estrogen)"
    PRESSURE = "Tekanan darah 140/90 atau lebih: jangan metode kombinasi (estrogen)"
    HIGH_PRESSURE = "Tekanan darah 160/100 atau lebih: jangan suntik 3 bulan"
    SMOKER = "Perokok umur 35 tahun atau lebih: jangan metode kombinasi (estrogen)"
    VESSELS = "Riwayat stroke, penyakit jantung, atau gumpalan darah: jangan metode kombinasi (estrogen)"
    MIGRAINE = "Migren dengan aura: jangan metode kombinasi (estrogen)"
    LIVER = "Penyakit hati berat: jangan metode hormonal"
    BREAST_CANCER = "Kanker payudara: jangan metode hormonal"
    BLEEDING = "Perdarahan dari jalan lahir yang belum diketahui sebabnya: periksa dulu"
    PELVIC_INFECTION = "Infeksi yang belum diobati: obati dulu sebelum AKDR"
    WOMB = "Bentuk rongga rahim tidak normal: jangan AKDR"
    IUD_TIME = "AKDR dipasang dalam 48 jam atau mulai 4 minggu setelah melahirkan"
    NOT_LACTATIONAL = "MAL hanya bila bayi di bawah 6 bulan, hanya ASI, dan ibu belum haid"
    PERMANENT = "Metode mantap (permanen): pastikan sudah konseling dan pasangan setuju"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPlanningRules:
    """Limits and return visits.

    Eligibility: Medical Eligibility Criteria, 5th edition (WHO 2015), as in Pedoman Pelayanan Kontrasepsi dan KB
    (Kemenkes 2021), methods of category 3 and 4 (high). Return visits in days: injections and pills by their packs
    (high), control visits of implant and IUD from domain knowledge (medium; each district has its own card). Lasting in
    months: implant 36, IUD (Cu T 380A) 120 (domain knowledge, high; the product decides).
    """

    breastfeeding_months: int = 6
    days_after_birth: int = 21
    iud_hours_days: int = 2
    iud_days: int = 28
    pressure: tuple[float, float] = (140, 90)
    high_pressure: tuple[float, float] = (160, 100)
    smoker_years: int = 35
    return_days: Mapping[Method, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                Method.COMBINED_PILL: 28,
                Method.PROGESTIN_PILL: 28,
                Method.INJECTION_1: 28,
                Method.INJECTION_2: 56,
                Method.INJECTION_3: 84,
            }
        )
    )
    condom_days: int = uncertain(
        30,
        "KB kondom: kembali sesudah",
        span=(7, 90),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    lactational_days: int = uncertain(
        30,
        "KB MAL: kembali sesudah",
        span=(7, 90),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    implant_first_days: int = uncertain(
        7,
        "KB implan: kontrol pertama sesudah",
        span=(3, 30),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    iud_first_days: int = uncertain(
        28,
        "KB AKDR: kontrol pertama sesudah",
        span=(7, 42),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    sterilisation_first_days: int = uncertain(
        7,
        "KB MOW dan MOP: kontrol pertama sesudah",
        span=(3, 14),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    implant_control_days: int = uncertain(
        365,
        "KB implan: kontrol berikutnya sesudah",
        span=(90, 365),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    iud_control_days: int = uncertain(
        365,
        "KB AKDR: kontrol berikutnya sesudah",
        span=(90, 365),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    tubectomy_control_days: int = uncertain(
        365,
        "KB MOW: kontrol berikutnya sesudah",
        span=(90, 365),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    vasectomy_control_days: int = uncertain(
        90,
        "KB MOP: kontrol berikutnya sesudah",
        span=(30, 365),
        unit="hari",
        source="Kebiasaan; tiap kabupaten punya kartu sendiri",
        sure=Sureness.MEDIUM,
    )
    lasts_months: Mapping[Method, int] = field(
        default_factory=lambda: MappingProxyType({Method.IMPLANT: 36, Method.IUD: 120})
    )

    def days_to_first_visit(self, method: Method) -> int:
        """After the first pack, dose or insertion."""
        match method:
            case Method.CONDOM:
                return self.condom_days
            case Method.LACTATIONAL:
                return self.lactational_days
            case Method.IMPLANT:
                return self.implant_first_days
            case Method.IUD:
                return self.iud_first_days
            case Method.FEMALE_STERILISATION | Method.MALE_STERILISATION:
                return self.sterilisation_first_days
        return self.return_days[method]

    def days_to_next_visit(self, method: Method) -> int:
        """Later: for what stays in the body the control visit."""
        match method:
            case Method.IMPLANT:
                return self.implant_control_days
            case Method.IUD:
                return self.iud_control_days
            case Method.FEMALE_STERILISATION:
                return self.tubectomy_control_days
            case Method.MALE_STERILISATION:
                return self.vasectomy_control_days
        return self.days_to_first_visit(method)


RULES = FamilyPlanningRules()

COMBINED = frozenset({Method.COMBINED_PILL, Method.INJECTION_1, Method.INJECTION_2})
"""With oestrogen. The injection for two months is taken for one of these (domain knowledge, medium)."""

HORMONAL = COMBINED | {Method.PROGESTIN_PILL, Method.INJECTION_3, Method.IMPLANT}
_PACKED = frozenset({Method.COMBINED_PILL, Method.PROGESTIN_PILL})
_MOST_PACKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """What is known of who asks for a method; None: not known, and so no objection. Pressure in mmHg."""

    years: int | None = None
    may_be_pregnant: bool = False
    days_since_birth: int | None = None
    breastfeeding_months: int | None = None
    exclusively: bool = False
    menstruates: bool = False
    systolic: float | None = None
    diastolic: float | None = None
    smokes: bool = False
    vessels: bool = False
    migraine: bool = False
    liver: bool = False
    breast_cancer: bool = False
    bleeding: bool = False
    pelvic_infection: bool = False
    womb: bool = False


def objections(method: Method, user: User, rules: FamilyPlanningRules = RULES) -> tuple[Objection, ...]:
    """What speaks against a method for this person, in the order of ``Objection``; the health worker decides.

    ``breastfeeding_months`` is the age of the child at the breast. A man's methods and the condom are asked nothing of
    the woman's body.
    Source: Medical Eligibility Criteria ed. 5 (WHO 2015); Pedoman Pelayanan Kontrasepsi dan KB (Kemenkes 2021).
    """
    return tuple(_objections(method, user, rules))


def next_visit(method: Method, day: date, packs: int = 1, *, is_new: bool, rules: FamilyPlanningRules = RULES) -> date:
    """When the user comes back: after a pack or dose, for what stays in the body first early, then once a year.

    ``packs`` are the strips of pills handed out. ValueError for none or more than twelve.
    Source: Pedoman Pelayanan Kontrasepsi dan KB (Kemenkes 2021); control visits are settings.
    """
    if not 1 <= packs <= _MOST_PACKS:
        raise ValueError("not a number of packs")
    days = rules.days_to_first_visit(method) if is_new else rules.days_to_next_visit(method)
    return day + timedelta(days=days * (packs if method in _PACKED else 1))


def lasts_until(method: Method, inserted: date, rules: FamilyPlanningRules = RULES) -> date | None:
    """The day on which an implant or IUD is to be taken out; None for what does not run out.

    Source: Pedoman Pelayanan Kontrasepsi dan KB (Kemenkes 2021).
    """
    months = rules.lasts_months.get(method)
    return None if months is None else months_completed_on(inserted, months)


def _objections(method: Method, user: User, rules: FamilyPlanningRules) -> Iterator[Objection]:
    if method not in (Method.CONDOM, Method.MALE_STERILISATION) and user.may_be_pregnant:
        yield Objection.PREGNANT
    if method in COMBINED:
        yield from _to_oestrogen(user, rules)
    if method is Method.INJECTION_3 and _reaches(user, rules.high_pressure):
        yield Objection.HIGH_PRESSURE
    if method in HORMONAL:
        if user.liver:
            yield Objection.LIVER
        if user.breast_cancer:
            yield Objection.BREAST_CANCER
    if method in (Method.INJECTION_3, Method.IMPLANT, Method.IUD) and user.bleeding:
        yield Objection.BLEEDING
    if method is Method.IUD:
        yield from _to_iud(user, rules)
    if method is Method.LACTATIONAL and not _is_lactational(user, rules):
        yield Objection.NOT_LACTATIONAL
    if method in (Method.FEMALE_STERILISATION, Method.MALE_STERILISATION):
        yield Objection.PERMANENT


def _to_oestrogen(user: User, rules: FamilyPlanningRules) -> Iterator[Objection]:
    months = user.breastfeeding_months
    if months is not None and months < rules.breastfeeding_months:
        yield Objection.BREASTFEEDING
    if user.days_since_birth is not None and user.days_since_birth < rules.days_after_birth:
        yield Objection.AFTER_BIRTH
    if _reaches(user, rules.pressure):
        yield Objection.PRESSURE
    if user.smokes and user.years is not None and user.years >= rules.smoker_years:
        yield Objection.SMOKER
    if user.vessels:
        yield Objection.VESSELS
    if user.migraine:
        yield Objection.MIGRAINE


def _to_iud(user: User, rules: FamilyPlanningRules) -> Iterator[Objection]:
    if user.pelvic_infection:
        yield Objection.PELVIC_INFECTION
    if user.womb:
        yield Objection.WOMB
    since = user.days_since_birth
    if since is not None and rules.iud_hours_days < since < rules.iud_days:
        yield Objection.IUD_TIME


def _is_lactational(user: User, rules: FamilyPlanningRules) -> bool:
    months = user.breastfeeding_months
    is_young = months is not None and months < rules.breastfeeding_months
    return is_young and user.exclusively and not user.menstruates


def _reaches(user: User, limit: tuple[float, float]) -> bool:
    return (user.systolic or 0) >= limit[0] or (user.diastolic or 0) >= limit[1]
