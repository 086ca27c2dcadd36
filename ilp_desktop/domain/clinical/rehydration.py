"""Treatment of diarrhoea at home and in the clinic: oral rehydration and zinc."""


def plan_b_volume(weight: float) -> float:
    """Oralit in mL over the first 4 hours of Rencana Terapi B: 75 mL per kg.

    Source: WHO IMCI chart booklet 2014; Buku Bagan MTBS (Kemenkes 2015).
    """
    return round(weight * 75)


def plan_c_text(weight: float, age_months: float) -> str:
    """Intravenous fluid of Rencana Terapi C: 30 mL/kg, then 70 mL/kg; slower below 12 months.

    Source: WHO IMCI chart booklet 2014; Buku Bagan MTBS (Kemenkes 2015).
    """
    first, second = ("1 jam", "5 jam") if age_months < 12 else ("30 menit", "2 jam 30 menit")
    return f"{weight * 30:.0f} mL dalam {first}, lalu {weight * 70:.0f} mL dalam {second}"


def zinc_dose(age_months: float) -> float:
    """Zinc in mg a day for 10 days: 10 from 2 to 5 months, 20 from 6 months. ValueError below 2 months.

    Source: Buku Bagan MTBS (Kemenkes 2015); WHO IMCI chart booklet 2014 (doses).
    """
    if age_months < 2:
        raise ValueError("below 2 months")
    return 10 if age_months < 6 else 20
