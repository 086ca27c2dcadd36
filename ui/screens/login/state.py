"""What the sign-in page knows, without Qt: who comes in, by which way, and how long is still to wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from ilp_desktop.domain.problem import Problem

_SECONDS_A_MINUTE = 60


class Way(Enum):
    """What the page asks for."""

    SIGN_IN = auto()
    UNLOCK = auto()
    RECOVER = auto()


@dataclass(slots=True)
class LoginState:
    """``wait_until`` is None when one may try."""

    way: Way = Way.SIGN_IN
    username: str = ""
    full_name: str = ""
    wait_until: datetime | None = None

    def wait_for(self, seconds: int, now: datetime) -> None:
        """The delay after wrong attempts lasts so long from now."""
        self.wait_until = now + timedelta(seconds=seconds) if seconds > 0 else None

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds until one may try again."""
        if self.wait_until is None:
            return 0
        left = (self.wait_until - now).total_seconds()
        if left <= 0:
            self.wait_until = None
            return 0
        return int(left) + (left > int(left))


def waiting_sentence(seconds: int) -> str:
    """Counts down: "Terlalu banyak percobaan. Coba lagi dalam 1 menit 5 detik."."""
    minutes, rest = divmod(seconds, _SECONDS_A_MINUTE)
    words = [f"{minutes} menit"] if minutes else []
    if rest or not minutes:
        words.append(f"{rest} detik")
    return f"Terlalu banyak percobaan. Coba lagi dalam {' '.join(words)}."


def sentence_of(problems: tuple[Problem, ...], way: Way) -> str:
    """What is said below the password; a wrong recovery code is not called a password."""
    if way is Way.RECOVER and any(problem.code == "sign_in.wrong" for problem in problems):
        return "Kode atau nama pengguna tidak cocok. Periksa lembarnya, lalu coba lagi."
    return " ".join(f"{problem.sentence} {problem.remedy}".strip() for problem in problems)
