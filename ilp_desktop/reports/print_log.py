"""The line at the foot of every paper: who printed it and when, and that a copy is a copy."""

from ilp_desktop.domain.indonesian_text import clock_time, typed_date
from ilp_desktop.domain.letters import PrintStamp


def print_log(stamp: PrintStamp) -> str:
    """Dicetak 22-11-2026 08:14 oleh Siti · ILP Desktop · cetak ulang ke-2."""
    words = [f"Dicetak {typed_date(stamp.printed_at.date())} {clock_time(stamp.printed_at)}"]
    if stamp.printed_by.strip():
        words[0] += f" oleh {stamp.printed_by}"
    words.append("ILP Desktop")
    if stamp.copy > 1:
        words.append(f"cetakan ke-{stamp.copy}")
    return " · ".join(words)
