"""The rules with what this puskesmas has set: the one place from which forms, lists and services take them."""

import json
from functools import lru_cache

from ilp_desktop.domain.bookkeeping import Setting
from ilp_desktop.domain.uncertain import Kept, Rulebook
from ilp_desktop.services.workplace import Workplace

_LONGEST = 200
"""Settings with longer values, such as a logo, are no figures."""


def rules_in_force(workplace: Workplace) -> Rulebook:
    """The rules as they stand now."""
    return _book(workplace.database.remembered(Setting))


@lru_cache(maxsize=4)
def _book(settings: tuple[Setting, ...]) -> Rulebook:
    """The settings as they were read, once for all that ask until one of them changes."""
    values = {one.id: json.loads(one.value) for one in settings if len(one.value) <= _LONGEST}
    return Rulebook({key: kept for key, kept in values.items() if isinstance(kept, Kept)})
