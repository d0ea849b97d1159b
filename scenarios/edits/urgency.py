"""How pressing the question is for a municipality, and by which date (S43); holds in every variant."""

from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Urgency, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

LEVELS = (1, 2, 3)


def set_urgency(snapshot: Snapshot, municipality: str, level: int, by: str | None = None) -> list[Change]:
    """Give a municipality a level of urgency, 1 (low) to 3 (high); 0 takes it away. `by` None: as it was.

    `by` is a date, a year or empty. Raises Refused for another level, date or municipality.
    """
    if municipality not in snapshot.region.index:
        raise Refused(tr("{code} is not a municipality of this region.", code=municipality))
    rows = [row for row in snapshot.urgencies.values() if row.municipality == municipality]
    if level == 0:
        return [delete(row) for row in rows]
    if level not in LEVELS:
        raise Refused(tr("Urgency goes from 1 (low) to 3 (high)."))
    date = "" if by is None else checked(snapshot, "waiting_land", free_from=by)["free_from"]
    if not rows:
        return [insert(Urgency(new_key(), municipality, level, date))]
    values = {"level": level} if by is None else {"level": level, "by": date}
    return updates(*(update(row, **values) for row in rows))
