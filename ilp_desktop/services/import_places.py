"""Finds the desa and dusun that a patient list means, for people inside and outside the working area."""

import re
from collections import defaultdict
from dataclasses import replace

from ilp_desktop.domain.installation import Hamlet, WorkingVillage
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.region import VillagePath
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records, regions

_KINDS = re.compile(r"^(desa|ds|kelurahan|kel|dusun|dsn|lingkungan|lingk|kec|kecamatan)\b\.?\s*", re.IGNORECASE)
_FEW = 20


class PlaceFinder:
    """Knows the working area; looks further afield in the list of all villages, nearest first."""

    def __init__(self, workplace: Workplace) -> None:
        with workplace.database.read() as connection:
            villages = records.find(connection, WorkingVillage)
            hamlets = records.find(connection, Hamlet)
        self._villages = {_plain(village.name): village for village in villages}
        self._hamlets: defaultdict[str, dict[str, Hamlet]] = defaultdict(dict)
        for hamlet in hamlets:
            self._hamlets[hamlet.village_code][_plain(hamlet.name)] = hamlet
        self._near = workplace.facility.village_code or (villages[0].code if villages else "")
        self._elsewhere: dict[tuple[str, str], VillagePath | None] = {}

    def placed(self, entry: PersonEntry, district: str) -> tuple[PersonEntry, tuple[str, ...]]:
        """The entry with the codes of its village and dusun, and notes on what was not found."""
        if entry.village_name:
            return self._named(entry, district)
        found = [village for name, village in self._villages.items() if _holds(entry.address, name)]
        if len(found) != 1:
            return entry, ("Desa tidak diketahui; lengkapi supaya terhitung di wilayah kerja.",)
        return self._within(entry, found[0]), (f"Desa {found[0].name} diambil dari alamat.",)

    def _named(self, entry: PersonEntry, district: str) -> tuple[PersonEntry, tuple[str, ...]]:
        village = self._villages.get(_plain(entry.village_name))
        if village is not None and (not district or self._is_in(village, district)):
            return self._within(entry, village), ()
        path = self._further(_plain(entry.village_name), _plain(district))
        if path is not None:
            return replace(entry, village_code=path.code, village_name=path.village), ()
        return entry, (f"Desa {entry.village_name} tidak ditemukan di daftar desa; ditulis apa adanya.",)

    def _within(self, entry: PersonEntry, village: WorkingVillage) -> PersonEntry:
        hamlet = self._hamlets[village.code].get(_plain(entry.hamlet_name))
        return replace(
            entry,
            village_code=village.code,
            village_name=village.name,
            hamlet_id=hamlet.id if hamlet else None,
            hamlet_name=hamlet.name if hamlet else entry.hamlet_name,
        )

    def _is_in(self, village: WorkingVillage, district: str) -> bool:
        return _plain(regions.village(village.code).district) == _plain(district)

    def _further(self, village: str, district: str) -> VillagePath | None:
        """The one village of this name in this district, or, without a district, in this regency."""
        asked = (village, district)
        if asked not in self._elsewhere:
            hits = [
                path
                for path in regions.search_villages(f"{village} {district}", _FEW, near=self._near)
                if _plain(path.village) == village
                and (_plain(path.district) == district if district else path.code[:4] == self._near[:4])
            ]
            near = [path for path in hits if path.code[:4] == self._near[:4]] or hits
            self._elsewhere[asked] = near[0] if len(near) == 1 else None
        return self._elsewhere[asked]


def _plain(name: str) -> str:
    return " ".join(_KINDS.sub("", name.strip()).casefold().replace("-", " ").split())


def _holds(address: str, village: str) -> bool:
    text = " ".join(address.casefold().replace("-", " ").split())
    return bool(text) and re.search(rf"\b{re.escape(village)}\b", text) is not None
