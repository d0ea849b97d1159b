"""The parts of a land-efficiency score (S86), each 0-1 with a sentence that says why, or not known."""

import re
from dataclasses import dataclass

from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import step_of
from scenarios.landuse.span import Span
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

ROOM, YIELD, CATEGORY, VACANCY = "room", "yield", "category", "vacancy"
PARTS = (ROOM, YIELD, CATEGORY, VACANCY)
"""What a score is made of, each counting the same."""

LITTLE, WELL = 34, 67
"""Below the first of 100 land is hardly used, from the second on it is used well."""

_VACANT = re.compile(
    r"\b(leegstaand|leegstand|leeg|staat leeg|vacant|empty|unused|ongebruikt)\b", re.IGNORECASE
)
_NOT_VACANT = re.compile(
    r"\b(niet leeg|geen leegstand|not vacant|not empty|in gebruik|in use)\b", re.IGNORECASE
)
_PERMITTED = re.compile(r"(?:cat[a-z]*\.?:?\s*|^\s*)([1-6](?:[.,][123])?)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Score:
    """A part of the score: 0-1, or None where it is not known, and why in one sentence."""

    part: str
    value: float | None
    text: str


def permitted_by(text: str) -> str:
    """The heaviest category that a permit names, in words such as "category 4.2"; empty where none."""
    named = [found.replace(",", ".") for found in _PERMITTED.findall(text)]
    return max((name for name in named if step_of(name) >= 0), key=step_of, default="")


def by_yield(snapshot: Snapshot, heavy: bool, m2: float, workers: Span | None, tonnes: Span | None) -> Score:
    """Tonnes a hectare against what is usual for heavy materials, else jobs a hectare; the better of both."""
    hectares = m2 / 10_000
    ratios, said = [], []
    if tonnes is not None and heavy:
        usual = assumed(snapshot, "tonnes_per_ha_heavy").value
        ratios.append(tonnes.value / hectares / usual if usual else 1.0)
        said.append(
            tr(
                "{have} t/year per ha, usual {usual}.",
                have=number(_short(tonnes.value / hectares)),
                usual=number(usual),
            )
        )
    if workers is not None:
        usual = assumed(snapshot, "jobs_per_ha_heavy" if heavy else "jobs_per_ha_mixed").value
        ratios.append(workers.value / hectares / usual if usual else 1.0)
        said.append(
            tr(
                "{have} jobs per ha, usual {usual}.",
                have=number(workers.value / hectares, 1),
                usual=number(usual),
            )
        )
    if not ratios:
        return Score(YIELD, None, not_known())
    return Score(YIELD, min(max(ratios), 1.0), " ".join(said))


def _short(value: float) -> float:
    return round(value, -3) if value >= 10_000 else round(value)


def by_category(real: str, permitted: str) -> Score:
    """How far the environmental room is used: the step of the real category out of the permitted one."""
    have, may = step_of(real), step_of(permitted)
    if have < 0 or may < 0:
        return Score(CATEGORY, None, not_known())
    text = tr("Category {real} where up to {permitted} may be.", real=real, permitted=permitted)
    return Score(CATEGORY, min((have + 1) / (may + 1), 1.0), text)


def by_vacancy(vacant: bool | None) -> Score:
    """Whether an area is in use, by what is written of it."""
    value = None if vacant is None else float(not vacant)
    return Score(VACANCY, value, said_vacancy(vacant))


def said_vacancy(vacant: bool | None) -> str:
    """Whether an area stands empty, in one sentence."""
    if vacant is None:
        return tr("Not known: nobody says whether it stands empty.")
    return tr("Stands empty, in whole or in part.") if vacant else tr("In use, by what is written of it.")


def says_vacant(text: str) -> bool | None:
    """Whether words about an area say that it stands empty; None where they say nothing of it."""
    if _NOT_VACANT.search(text):
        return False
    return True if _VACANT.search(text) else None


def not_known() -> str:
    """What stands where nobody said anything."""
    return tr("Not known.")
