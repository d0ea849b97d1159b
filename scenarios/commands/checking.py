"""Is a project file sound, and does the land of every variant close to the square metre?"""

from argparse import Namespace
from pathlib import Path
from typing import Any

from scenarios.commands.console import DAMAGED, DONE, give, table, tell
from scenarios.commands.project import all_variants, looking
from scenarios.errors import Damaged
from scenarios.landuse.ledgers import faults
from scenarios.project.checks import Finding, check
from scenarios.wording import tr


def run(args: Namespace) -> int:
    """Look the file through; exit code 3 where anything is wrong."""
    try:
        found: list[dict[str, Any]] = [
            {"table": f.table, "key": None if f.key is None else str(f.key), "what": f.what}
            for f in check(args.file) or _open_ledgers(args.file)
        ]
    except Damaged as error:
        found = [{"table": "", "key": None, "what": str(error)}]
    if args.json:
        give({"sound": not found, "findings": found})
    elif found:
        rows = [(f["table"], f["key"] or "", f["what"]) for f in found]
        table((tr("Table"), tr("Row"), tr("What is wrong")), rows)
    else:
        tell(tr("{file} is sound.", file=args.file.name))
    return DAMAGED if found else DONE


def _open_ledgers(path: Path) -> list[Finding]:
    """What of a variant's land does not close in its target year; the file itself is sound."""
    with looking(path) as document:
        return [
            Finding("variant", key, said)
            for key in all_variants(document)
            for said in faults(document.snapshot(key))
        ]
