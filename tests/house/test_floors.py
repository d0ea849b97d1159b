"""The floors hold: who imports what is checked, and said in a sentence."""

import sys

from tests.house.floors import HEAVY, LATE, floor_of, imports, is_under, module_name, sources

PATHS = sources()
FREE = ("scenarios", "desktop", "scenarios.project")


def test_every_module_stays_on_its_floor():
    assert not [said for path in PATHS if module_name(path) not in FREE for said in _trespasses(path)]


def _trespasses(path):
    module = module_name(path)
    floor = floor_of(module)
    if floor is None:
        yield f"{module} stands on no floor: give it one in tests/house/floors.py and in README.md"
        return
    for name, line, _top in imports(path):
        package = name.split(".")[0]
        if package in ("scenarios", "desktop"):
            if not any(is_under(name, prefix) for prefix in floor.own) and package not in floor.packages:
                yield f"{module}:{line} on floor {floor.name} may not import {name}"
        elif package in HEAVY:
            if package not in floor.packages:
                yield f"{module}:{line} on floor {floor.name} may not import {package}"
        elif package not in sys.stdlib_module_names:
            yield f"{module}:{line} imports {package}, which is no dependency of the project"


def test_slow_packages_load_when_first_needed():
    early = [
        f"{module_name(path)}:{line} loads {name} at start-up"
        for path in PATHS
        for name, line, top in imports(path)
        if top and name.split(".")[0] in LATE
    ]
    assert not early


def test_panels_do_not_know_each_other():
    for path in PATHS:
        module = module_name(path)
        for room in ("desktop.panels", "desktop.dialogs"):
            if not is_under(module, room) or module == room:
                continue
            for name, line, _top in imports(path):
                parts = name.split(".")
                other = ".".join(parts[:3])
                same_family = (
                    module.split(".")[2].split("_")[0] == parts[2].split("_")[0] if len(parts) > 2 else False
                )
                assert not is_under(name, "desktop.panels") or same_family, (
                    f"{module}:{line} knows the panel {other}"
                )


def test_sql_stands_in_the_project_room_only():
    for path in PATHS:
        module = module_name(path)
        if is_under(module, "scenarios.project"):
            continue
        for name, line, _top in imports(path):
            assert name.split(".")[0] not in ("sqlite3", "sqlite_utils"), (
                f"{module}:{line} reaches for the database"
            )


def test_rooms_of_the_fifth_floor_do_not_know_each_other():
    rooms = ("scenarios.edits", "scenarios.indicators", "scenarios.formats")
    for path in PATHS:
        module = module_name(path)
        own = next((room for room in rooms if is_under(module, room)), None)
        for name, line, _top in imports(path) if own else []:
            other = next((room for room in rooms if is_under(name, room)), own)
            assert other == own, f"{module}:{line} reaches from {own} into {other}"
