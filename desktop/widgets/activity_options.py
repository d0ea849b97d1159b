"""The activities as options to choose from: the dozen that matter most first, then all by group."""

from desktop.widgets.chooser import Option
from scenarios.landuse.catalogue import Activity, activities
from scenarios.wording import tr


def activity_options() -> list[Option]:
    """Every activity once, in the language in force."""
    every = activities()
    first = [_option(a, tr("Most used")) for a in every.values() if a.quick]
    groups = list(dict.fromkeys(a.group for a in every.values()))
    rest = sorted((a for a in every.values() if not a.quick), key=lambda a: groups.index(a.group))
    return [*first, *(_option(a, a.group_name) for a in rest)]


def _option(activity: Activity, group: str) -> Option:
    remark = tr("category {category}", category=activity.category) if activity.category else ""
    return Option(activity.code, activity.name, remark, group)
