"""Questions about packages that went and came."""

from sqlalchemy import Connection, select

from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.identifiers import PartnerId
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.schema import package_record


def last_package(connection: Connection, partner_id: PartnerId, direction: PackageDirection) -> PackageRecord | None:
    """The newest package sent to or received from a partner."""
    statement = (
        select(package_record)
        .where(package_record.c.partner_id == partner_id, package_record.c.direction == direction.value)
        .order_by(package_record.c.made_at.desc(), package_record.c.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).mappings().first()
    return None if row is None else entity_of(PackageRecord, row)
