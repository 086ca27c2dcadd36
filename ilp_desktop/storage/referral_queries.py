"""Questions about referrals: where this puskesmas usually sends people."""

from sqlalchemy import Connection, func, select

from ilp_desktop.storage.schema import referral


def known_destinations(connection: Connection, limit: int = 50) -> tuple[str, ...]:
    """Hospitals that were referred to, the most frequent first."""
    statement = (
        select(referral.c.destination)
        .where(referral.c.voided_reason == "")
        .group_by(referral.c.destination)
        .order_by(func.count().desc(), referral.c.destination)
        .limit(limit)
    )
    return tuple(connection.execute(statement).scalars())
