"""Listing the variants of a project, and adding one."""

from argparse import Namespace
from typing import Any

from scenarios.commands.console import DONE, give, table, tell
from scenarios.commands.project import all_variants, editing, looking, variant_named
from scenarios.edits.variants import add_variant
from scenarios.project.document import Document
from scenarios.project.model import PRESENT
from scenarios.wording import tr


def list_variants(args: Namespace) -> int:
    """Print the present and the variants of a project."""
    with looking(args.file) as document:
        listed = [_entry(document, key) for key in all_variants(document)]
    if args.json:
        give({"variants": listed})
        return DONE
    names = {entry["key"]: entry["name"] for entry in listed}
    rows = [(entry["name"], names.get(entry["parent"] or "", ""), str(entry["sites"])) for entry in listed]
    table((tr("Variant"), tr("Made from"), tr("Sites")), rows, numeric=(2,))
    return DONE


def add(args: Namespace) -> int:
    """Add a variant: a copy of another, or of the present."""
    with editing(args.file) as document:
        source = PRESENT if args.source is None else variant_named(document, args.source)
        changes = add_variant(document.tables, args.name, source)
        made = changes[0].key
        document.edit(tr("Add variant {name}", name=args.name.strip()), changes, variant=made)
        entry = _entry(document, made)
    if args.json:
        give(entry)
    else:
        tell(tr("Variant “{name}” was added.", name=entry["name"]))
    return DONE


def _entry(document: Document, key: int) -> dict[str, Any]:
    """Keys are text, since other programs lose digits of large numbers."""
    sites = sum(site.variant == key for site in document.tables["site"].values())
    if key == PRESENT:
        return {"key": "0", "name": "present", "parent": None, "sites": 0}
    variant = document.tables["variant"][key]
    return {"key": str(key), "name": variant.name, "parent": str(variant.parent), "sites": sites}
