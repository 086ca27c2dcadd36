"""What a password must be: long enough to withstand a stolen PC, without rules that make people write it down."""

from ilp_desktop.domain.problem import Problem

SHORTEST = 8
_TOO_COMMON = frozenset(
    {"password", "12345678", "123456789", "1234567890", "qwertyui", "puskesmas", "kesehatan", "indonesia", "rahasia1"}
)


def password_problems(password: str, again: str, username: str) -> tuple[Problem, ...]:
    """Why this password cannot be taken; empty when it can (NIST SP 800-63B: length and a list of known ones)."""
    if len(password) < SHORTEST:
        return (
            Problem(
                code="password.short",
                field="password",
                sentence=f"Kata sandi paling sedikit {SHORTEST} huruf atau angka; yang diketik {len(password)}.",
                remedy="Pakai beberapa kata yang mudah Anda ingat.",
            ),
        )
    plain = password.casefold()
    if plain in _TOO_COMMON or plain == username.strip().casefold() or len(set(plain)) == 1:
        return (
            Problem(
                code="password.common",
                field="password",
                sentence="Kata sandi ini mudah ditebak.",
                remedy="Pakai beberapa kata yang mudah Anda ingat.",
            ),
        )
    if password != again:
        return (
            Problem(
                code="password.different",
                field="password_again",
                sentence="Dua kata sandi yang diketik tidak sama.",
                remedy="Ketik ulang keduanya.",
            ),
        )
    return ()
