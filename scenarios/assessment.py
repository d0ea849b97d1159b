"""All results of a snapshot as plain data, for `assess --json`, `compare --json` and reports.

Areas are whole square metres; row keys are text, since other programs lose digits of large integers. The
order is stable: municipalities by code, uses as in land_uses.csv, sites by key.
"""

from collections.abc import Sequence
from typing import Any

from scenarios.compare.indicators import IndicatorRow, indicator_rows
from scenarios.errors import Refused
from scenarios.indicators import Figure, measure
from scenarios.indicators.as_data import burden_data, efficiency_data, plain
from scenarios.landuse.agreements import agreements, party_balances
from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.checks import Finding, variant_findings
from scenarios.landuse.checks.claims import claims
from scenarios.landuse.ledgers import Entry, planned
from scenarios.landuse.moves import moves, unplaced
from scenarios.landuse.programme import programme
from scenarios.landuse.setbacks import Setbacks, screening_note, setbacks
from scenarios.landuse.sites import SiteFacts, site_facts
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def assess(snapshot: Snapshot) -> dict[str, Any]:
    """All results of one variant in one year: the object of `schuifruimte assess --json`."""
    found = balance(snapshot)
    return {
        "project": str(snapshot.settings["project_name"]),
        "variant": snapshot.name,
        "year": snapshot.year,
        "municipality_area_m2": found.area_m2,
        "municipality_names": {m.code: m.name for m in snapshot.region.municipalities},
        "present_land_use_m2": found.present_m2,
        "land_use_balance_m2": found.now_m2,
        "outside_region_m2": found.outside_m2,
        "ledger": [_posting(posting) for posting in found.ledger],
        "programme_m2": programme(snapshot),
        "programme_ledger": [_posting(entry) for entry in planned(snapshot)],
        "sites": [_site(site) for site in site_facts(snapshot)],
        "findings": [_finding(finding) for finding in variant_findings(snapshot)],
        "setbacks": _setbacks(setbacks(snapshot)),
        "indicators": [_figure(figure) for figure in measure(snapshot)],
        "moves": _moves(snapshot),
        "agreements": _agreements(snapshot),
        "burden": burden_data(snapshot),
        "efficiency": efficiency_data(snapshot),
    }


def comparison(snapshots: Sequence[Snapshot], reference: int = 0) -> dict[str, Any]:
    """Variants side by side: the object of `schuifruimte compare --json`.

    `values` and `differences` have one number per variant, in the order of `variants`; differences are from
    the variant at position `reference`. Raises Refused without variants.
    """
    if not snapshots:
        raise Refused(tr("There is nothing to compare: name one or more variants."))
    return {
        "variants": [snapshot.name for snapshot in snapshots],
        "years": [snapshot.year for snapshot in snapshots],
        "reference": snapshots[reference].name,
        "rows": [_row(row) for row in indicator_rows(snapshots, reference)],
    }


def _row(row: IndicatorRow) -> dict[str, Any]:
    return {
        "indicator": row.about.key,
        "name": row.about.name,
        "unit": row.about.unit,
        "better": row.about.better,
        "values": [None if figure is None else plain(figure.value) for figure in row.figures],
        "differences": [None if value is None else plain(value) for value in row.differences],
    }


def _posting(posting: Posting | Entry) -> dict[str, Any]:
    return {
        "municipality": posting.municipality,
        "from": posting.from_use,
        "to": posting.to_use,
        "m2": posting.m2,
        "cause": str(posting.cause),
    }


def _site(site: SiteFacts) -> dict[str, Any]:
    return {
        "key": str(site.key),
        "name": site.name,
        "kind": site.kind,
        "area_m2": site.area_m2,
        "net_m2": site.net_m2,
        "municipalities": site.municipalities,
        "outside_m2": site.outside_m2,
        "findings": [finding.text for finding in site.findings],
        "finding_codes": [finding.code for finding in site.findings],
        "finding_places": [[round(v, 2) for v in finding.place] for finding in site.findings],
        "finding_severities": [finding.severity for finding in site.findings],
        "shares_m2": dict(site.shares),
        "coverage": round(site.coverage, 4),
        "categories": [
            {"category": kind.category, "plots": kind.plots, "m2": kind.m2} for kind in site.categories
        ],
        "members": [{"name": m.name, "kind": m.kind, "role": m.role} for m in site.members],
        "relations": [
            {"from": str(r.from_plot), "to": str(r.to_plot), "kind": r.kind, "what": r.what}
            for r in site.relations
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """A finding about what belongs to no site."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "text": finding.text,
        "place": [round(v, 2) for v in finding.place],
    }


def _setbacks(found: Setbacks) -> dict[str, Any]:
    return {
        "claimed_m2": found.claimed_m2,
        "sensitive_m2": found.sensitive_m2,
        "nature_m2": found.nature_m2,
        "dwellings": {code: round(span.value) for code, span in found.dwellings.items()},
        "dwellings_low": {code: round(span.low) for code, span in found.dwellings.items()},
        "dwellings_high": {code: round(span.high) for code, span in found.dwellings.items()},
        "places": found.places,
        "outside_m2": found.outside_m2,
        "note": screening_note(),
    }


def _moves(snapshot: Snapshot) -> dict[str, Any]:
    """How many moves count and how many of them have no destination yet; then each, in playing order."""
    found = moves(snapshot)
    return {
        "count": sum(not one.row.aside for one in found),
        "without_destination": len(unplaced(snapshot)),
        "moves": [
            {
                "key": str(one.row.key),
                "name": one.name,
                "category": one.category,
                "m2": one.m2,
                "needed_m2": one.needed_m2,
                "from": one.origin,
                "freed_use": one.row.freed_use,
                "to": one.destination or None,
                "plot": None if one.row.plot is None else str(one.row.plot),
                "after": None if one.row.after is None else str(one.row.after),
                "leaves": one.row.leaves,
                "lands": one.lands,
                "set_aside": bool(one.row.aside),
                "status": {name: light.state for name, light in one.lights.items()},
                "says": {name: light.text for name, light in one.lights.items()},
            }
            for one in found
        ],
    }


def _agreements(snapshot: Snapshot) -> dict[str, Any]:
    """What is granted, what each party gives and takes per unit, and what is counted on twice."""
    return {
        "agreements": [
            {
                "key": str(row.key),
                "giver": row.giver,
                "taker": row.taker,
                "unit": row.unit,
                "amount": plain(row.amount),
                "what": row.what,
                "year": row.year,
            }
            for row in agreements(snapshot)
        ],
        "balance": [
            {
                "party": one.party,
                "unit": one.unit,
                "gives": plain(one.gives),
                "takes": plain(one.takes),
                "net": plain(one.net),
            }
            for one in party_balances(snapshot)
        ],
        "double_claims": [
            {
                "code": claim.code,
                "text": claim.text,
                "place": None if claim.place is None else [round(v, 2) for v in claim.place],
            }
            for claim in claims(snapshot)
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    per = figure.per_municipality
    return {
        "key": figure.key,
        "name": figure.name,
        "group": figure.group,
        "value": plain(figure.value),
        "low": plain(figure.low),
        "high": plain(figure.high),
        "unit": figure.unit,
        "better": figure.better,
        "certainty": figure.certainty,
        "formula": figure.formula,
        "sources": list(figure.sources),
        "per_municipality": None if per is None else {code: plain(per[code]) for code in sorted(per)},
    }
