"""The floors of the house as data: which module stands on which floor, and what each may import."""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Floor:
    """Modules (by prefix) and the prefixes of our own modules and heavy packages that they may import."""

    name: str
    modules: tuple[str, ...]
    own: tuple[str, ...]
    packages: tuple[str, ...] = ()


_GROUND = (
    "scenarios.errors",
    "scenarios.resource",
    "scenarios.wording",
    "scenarios.progress",
    "scenarios.project.model",
    "scenarios.project.change",
)
_FIRST = ("scenarios.geometry", "scenarios.project.schema", "scenarios.project.region")
_SUBJECTS = ("scenarios.landuse",)
_ROOMS = ("scenarios.edits", "scenarios.indicators", "scenarios.formats", "scenarios.searches")
_TOP = (
    "scenarios.compare",
    "scenarios.reports",
    "scenarios.cli",
    "scenarios.commands",
    "scenarios.intake",
    "scenarios.assessment",
    "scenarios.example",
)
_SESSION = (
    "desktop.session",
    "desktop.work",
    "desktop.look",
    "desktop.text",
    "desktop.switch",
    "desktop.remember",
    "desktop.crash",
)
_BRICKS = ("desktop.tools", "desktop.canvas", "desktop.widgets")
_PROJECT = "scenarios.project"

FLOORS = (
    Floor("0: errors, resource, wording, progress, model, change", _GROUND, _GROUND, ("babel",)),
    Floor("1: geometry, schema, region", _FIRST, _GROUND + _FIRST, ("numpy", "shapely", "sqlite_utils")),
    Floor(
        "2: store",
        ("scenarios.project.store",),
        (*_GROUND, *_FIRST, _PROJECT),
        ("numpy", "shapely", "sqlite_utils"),
    ),
    Floor(
        "3: snapshot, checks, document, looking",
        (_PROJECT,),
        (*_GROUND, *_FIRST, _PROJECT),
        ("numpy", "shapely", "sqlite_utils"),
    ),
    Floor(
        "4: landuse",
        _SUBJECTS,
        (*_GROUND, *_FIRST, "scenarios.project.snapshot", *_SUBJECTS),
        ("numpy", "shapely"),
    ),
    Floor(
        "5: edits, indicators, formats, searches",
        _ROOMS,
        (*_GROUND, *_FIRST, "scenarios.project.snapshot", *_SUBJECTS, *_ROOMS),
        (
            "numpy",
            "shapely",
            "pandas",
            "pyogrio",
            "pyproj",
            "mapbox_vector_tile",
            "google",
            "xlsxwriter",
            "highspy",
        ),
    ),
    Floor(
        "6: compare, reports, commands, intake, assessment, example",
        _TOP,
        ("scenarios",),
        ("numpy", "shapely", "pandas", "typst", "xlsxwriter", "pyogrio", "pyproj", "desktop"),
    ),
    Floor(
        "7: session, work, look, text",
        _SESSION,
        ("scenarios", *_SESSION),
        ("PySide6", "shiboken6", "numpy", "shapely"),
    ),
    Floor("8: tools (no Qt)", ("desktop.tools",), ("scenarios", "desktop.tools"), ("numpy", "shapely")),
    Floor(
        "8: canvas, widgets",
        ("desktop.canvas", "desktop.widgets"),
        ("scenarios", *_SESSION, *_BRICKS),
        ("PySide6", "shiboken6", "numpy", "shapely", "pyqtgraph"),
    ),
    Floor(
        "9: panels, dialogs",
        ("desktop.panels", "desktop.dialogs"),
        ("scenarios", *_SESSION, *_BRICKS, "desktop.panels", "desktop.dialogs"),
        ("PySide6", "numpy", "shapely"),
    ),
    Floor(
        "10: actions, workspaces, window, main, self-test",
        ("desktop",),
        ("scenarios", "desktop"),
        ("PySide6", "shapely", "numpy"),
    ),
)

HEAVY = {
    "PySide6",
    "babel",
    "google",
    "highspy",
    "mapbox_vector_tile",
    "numpy",
    "pandas",
    "pyogrio",
    "pyproj",
    "pyqtgraph",
    "shapely",
    "shiboken6",
    "sqlite_utils",
    "typst",
    "xlsxwriter",
}

LATE = {
    "babel",
    "highspy",
    "mapbox_vector_tile",
    "pandas",
    "pyogrio",
    "pyproj",
    "sqlite_utils",
    "typst",
    "xlsxwriter",
    "pyqtgraph",
}
"""Packages that only load when first needed: never imported at the top of a module."""


def sources() -> list[Path]:
    """All source files of the core and the application."""
    return sorted(p for top in ("scenarios", "desktop") for p in (ROOT / top).rglob("*.py"))


def module_name(path: Path) -> str:
    """The dotted name of a source file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """(module, line, at the top of the file) of every import; imports for type checking only are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[tuple[str, int, bool]] = []
    _walk(tree, True, found)
    return found


def _walk(node: ast.AST, top: bool, found: list[tuple[str, int, bool]]) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(child, ast.Import):
            found.extend((alias.name, child.lineno, top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            found.extend((f"{child.module}.{alias.name}", child.lineno, top) for alias in child.names)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        _walk(child, top and not inside, found)


def floor_of(module: str) -> Floor | None:
    """The first floor that names the module; the list goes from the most particular name to the least."""
    for floor in FLOORS:
        if any(is_under(module, prefix) for prefix in floor.modules):
            return floor
    return None


def is_under(module: str, prefix: str) -> bool:
    """Whether a module is, or lies below, a prefix."""
    return module == prefix or module.startswith(prefix + ".")
