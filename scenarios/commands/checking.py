"""Is a project file sound?"""

from argparse import Namespace
from typing import Any

from scenarios.commands.console import DAMAGED, DONE, give, table, tell
from scenarios.errors import Damaged
from scenarios.project.checks import check
from scenarios.wording import tr


def run(args: Namespace) -> int:
    """Look the file through; exit code 3 where anything is wrong."""
    try:
        found: list[dict[str, Any]] = [
            {"table": f.table, "key": None if f.key is None else str(f.key), "what": f.what}
            for f in check(args.file)
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
