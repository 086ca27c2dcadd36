"""What differs between districts in the programmes, as settings that forms may ask for (``setting:KEY``)."""

from typing import Any

from ilp_desktop.services.settings import SettingKey, setting
from ilp_desktop.services.workplace import Workplace

ROLL_OVER_FROM = SettingKey("roll_over_from", 20, "Ibu hamil: ROT positif mulai beda diastol (mmHg)")
JOHNSON_NUMBERS = SettingKey("johnson_numbers", "13/12/11", "Ibu hamil: pengurang Johnson untuk taksiran berat janin")
ANTENATAL_K6 = SettingKey("antenatal_k6", "1-2-3", "Ibu hamil: kunjungan K6 per trimester")
EPDS_REFER_FROM = SettingKey("epds_refer_from", 13, "Ibu: skor EPDS yang dirujuk mulai")
KEK_FOOD_DAYS = SettingKey("kek_food_days", 90, "Ibu hamil KEK: makanan tambahan paling sedikit (hari)")
ADOLESCENT_IRON_TABLETS = SettingKey("adolescent_iron_tablets", 26, "Remaja putri: tablet besi paling sedikit setahun")

FOR_FORMS: tuple[SettingKey[Any], ...] = (
    ROLL_OVER_FROM,
    JOHNSON_NUMBERS,
    ANTENATAL_K6,
    EPDS_REFER_FROM,
    KEK_FOOD_DAYS,
    ADOLESCENT_IRON_TABLETS,
)
"""Their value is kept with the answers, so that an old answer stays readable by the rule under which it was given."""


def programme_settings(workplace: Workplace) -> dict[str, str]:
    """The values in force, as forms read them."""
    return {key.key: str(setting(workplace, key)) for key in FOR_FORMS}
