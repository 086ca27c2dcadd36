"""What the wizard knows and decides, without Qt: the steps, what is proposed, what is still wrong."""

from dataclasses import dataclass, field
from enum import StrEnum

from ilp_desktop.domain.identifiers import FacilityId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.region import Region, VillagePath
from ilp_desktop.services.first_run import FirstRun, VillageChoice, check

HAMLETS_PLACEHOLDER = "Dusun 1\nDusun 2"


class Step(StrEnum):
    """One page of the wizard."""

    START = "start"
    FACILITY = "facility"
    AREA = "area"
    LETTERHEAD = "letterhead"
    ADMINISTRATOR = "administrator"
    RECOVERY = "recovery"


STEP_TITLES = {
    Step.START: "Jenis pemasangan",
    Step.FACILITY: "Fasilitas",
    Step.AREA: "Wilayah kerja",
    Step.LETTERHEAD: "Kop surat dan pimpinan",
    Step.ADMINISTRATOR: "Administrator",
    Step.RECOVERY: "Kode pemulihan",
}

_FIELDS = {
    Step.FACILITY: frozenset({"facility_code", "facility_name", "place"}),
    Step.AREA: frozenset({"villages"}),
    Step.ADMINISTRATOR: frozenset({"username", "name", "password", "password_again"}),
}

_NAME_STARTS = {
    InstallationKind.PUSKESMAS: "Puskesmas",
    InstallationKind.PUSTU: "Pustu",
    InstallationKind.POSYANDU: "Posyandu",
    InstallationKind.DINAS: "Dinas Kesehatan",
}


@dataclass(slots=True)
class AreaVillage:
    """A desa on offer for the working area; ``hamlets`` is one dusun a line, as typed."""

    code: VillageCode
    name: str
    district: str
    chosen: bool = False
    hamlets: str = ""

    def hamlet_names(self) -> tuple[str, ...]:
        """The dusun, each once."""
        return tuple(dict.fromkeys(" ".join(line.split()) for line in self.hamlets.splitlines() if line.strip()))


@dataclass(slots=True)
class WizardState:
    """Everything that was typed so far; nothing is written before the last step."""

    kind: InstallationKind = InstallationKind.PUSKESMAS
    code: str = ""
    name: str = ""
    address: str = ""
    postal_code: str = ""
    phone: str = ""
    email: str = ""
    province: Region | None = None
    regency: Region | None = None
    district: Region | None = None
    village: Region | None = None
    area: list[AreaVillage] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=lambda: ["", "", "", ""])
    left_logo: bytes = b""
    right_logo: bytes = b""
    head_prefix: str = ""
    head_name: str = ""
    head_rank: str = ""
    head_number: str = ""
    username: str = ""
    full_name: str = ""
    password: str = ""
    password_again: str = ""
    _proposed_name: str = ""
    _proposed_head: list[str] = field(default_factory=lambda: ["", "", "", ""])

    def steps(self) -> tuple[Step, ...]:
        """The pages of this kind of installation; a dinas has no working area of its own."""
        return tuple(step for step in Step if step is not Step.AREA or self.kind is not InstallationKind.DINAS)

    def choose_kind(self, kind: InstallationKind) -> None:
        """Another kind of installation; what was only proposed for the old one goes."""
        self.kind = kind
        self._propose_name()

    def choose_place(self, path: VillagePath) -> None:
        """A village with everything above it."""
        self.province = Region(code=path.province_code, name=path.province)
        self.regency = Region(code=path.regency_code, name=path.regency)
        self.district = Region(code=path.district_code, name=path.district)
        self.village = Region(code=path.code, name=path.village)
        self._propose_name()

    def choose_region(self, level: int, region: Region | None) -> None:
        """A region of one level (0 province to 3 village); what lay below the old one goes."""
        names = ("province", "regency", "district", "village")
        if getattr(self, names[level]) == region:
            return
        setattr(self, names[level], region)
        for name in names[level + 1 :]:
            setattr(self, name, None)
        self._propose_name()

    def near(self) -> str:
        """The code of the smallest region that is known."""
        known = [region.code for region in (self.village, self.district, self.regency, self.province) if region]
        return known[0] if known else ""

    def offer_villages(self, district: str, villages: tuple[tuple[VillageCode, str], ...]) -> None:
        """The villages of the facility's district join the offer; what was chosen elsewhere stays."""
        known = {village.code for village in self.area}
        kept = [village for village in self.area if village.chosen or village.code in {code for code, _ in villages}]
        offered = [AreaVillage(code=code, name=name, district=district) for code, name in villages if code not in known]
        self.area = sorted([*kept, *offered], key=lambda village: village.code)

    def add_village(self, path: VillagePath) -> AreaVillage:
        """A village from anywhere, chosen."""
        found = next((village for village in self.area if village.code == path.code), None)
        if found is None:
            found = AreaVillage(code=path.code, name=path.village, district=path.district)
            self.area.append(found)
        found.chosen = True
        return found

    def propose_letterhead(self) -> None:
        """Fills the lines of the kop that the user has not changed."""
        proposed = list(self._letterhead())
        self.letterhead = [
            new if typed == old else typed
            for typed, old, new in zip(self.letterhead, self._proposed_head, proposed, strict=True)
        ]
        self._proposed_head = proposed

    def problems(self, step: Step) -> tuple[Problem, ...]:
        """What is wrong on a page; only then may the user not go on."""
        found = list(self._place_problems()) if step is Step.FACILITY else []
        try:
            check(self.command())
        except Rejected as rejected:
            fields = _FIELDS.get(step, frozenset())
            found.extend(problem for problem in rejected.problems if problem.field in fields)
        return tuple(found)

    def step_of(self, problem: Problem) -> Step | None:
        """The page on which the field of a problem stands."""
        return next((step for step, fields in _FIELDS.items() if problem.field in fields), None)

    def command(self) -> FirstRun:
        """What the use case is given."""
        return FirstRun(
            facility=self._facility(),
            villages=tuple(
                VillageChoice(code=village.code, name=village.name, hamlets=village.hamlet_names())
                for village in self.area
                if village.chosen and self.kind is not InstallationKind.DINAS
            ),
            username=self.username,
            name=self.full_name,
            password=self.password,
            password_again=self.password_again,
            left_logo=self.left_logo,
            right_logo=self.right_logo,
        )

    def _facility(self) -> Facility:
        return Facility(
            id=FacilityId(""),
            code=self.code.strip(),
            name=" ".join(self.name.split()),
            kind=self.kind,
            unit_title="UPTD PUSKESMAS" if self.kind is InstallationKind.PUSKESMAS else "",
            village_code=None if self.village is None else VillageCode(self.village.code),
            village_name=_name(self.village),
            district_name=_name(self.district),
            regency_name=_name(self.regency),
            province_name=_name(self.province),
            address=self.address.strip(),
            postal_code=self.postal_code.strip(),
            phone=self.phone.strip(),
            email=self.email.strip(),
            letterhead_1=self.letterhead[0].strip(),
            letterhead_2=self.letterhead[1].strip(),
            letterhead_3=self.letterhead[2].strip(),
            letterhead_4=self.letterhead[3].strip(),
            head_prefix=self.head_prefix,
            head_name=self.head_name.strip(),
            head_rank=self.head_rank.strip(),
            head_number=self.head_number.strip(),
        )

    def _place_problems(self) -> tuple[Problem, ...]:
        dinas = self.kind is InstallationKind.DINAS
        if (self.regency if dinas else self.village) is not None:
            return ()
        return (
            Problem(
                code="first_run.place",
                field="place",
                sentence="Kabupaten atau kota belum dipilih." if dinas else "Desa tempat fasilitas belum dipilih.",
                remedy="Ketik namanya di kotak pencarian, lalu pilih dari daftar.",
            ),
        )

    def _propose_name(self) -> None:
        place = self.regency if self.kind is InstallationKind.DINAS else self.district
        if self.kind in (InstallationKind.PUSTU, InstallationKind.POSYANDU):
            place = self.village
        proposed = " ".join(filter(None, (_NAME_STARTS[self.kind], _name(place))))
        if self.name.strip() in ("", self._proposed_name):
            self.name = proposed
        self._proposed_name = proposed

    def _letterhead(self) -> tuple[str, str, str, str]:
        government = f"PEMERINTAH {_name(self.regency).upper()}" if self.regency else ""
        place = [self.address.strip()]
        if self.kind is InstallationKind.DINAS:
            return government, "", "DINAS KESEHATAN", ", ".join(filter(None, (*place, self.postal_code.strip())))
        if self.village and not self.address.strip():
            place = [_village_word(self.village)]
        if self.district:
            place.append(f"Kec. {self.district.name}")
        if self.postal_code.strip():
            place.append(f"Kode Pos {self.postal_code.strip()}")
        name = self.name.strip().upper()
        unit = f"UPTD {name}" if self.kind is InstallationKind.PUSKESMAS and name else name
        return government, "DINAS KESEHATAN", unit, ", ".join(filter(None, place))


def _name(region: Region | None) -> str:
    return "" if region is None else region.name


def _village_word(village: Region) -> str:
    return f"{'Kel.' if village.code[6:7] == '1' else 'Desa'} {village.name}"
