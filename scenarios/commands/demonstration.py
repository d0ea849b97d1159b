"""The built-in example without a window: its project and the comparison of its variants, in a folder."""

from argparse import Namespace
from pathlib import Path

from scenarios.commands.comparing import about, chosen, report_files, say_written
from scenarios.commands.console import DONE, follow, tell, wrote
from scenarios.example import make_example
from scenarios.formats.written import filled
from scenarios.intake.steps import part
from scenarios.progress import Job
from scenarios.project.document import open_document
from scenarios.wording import tr

FOLDER = "schuifruimte-demo"
PROJECT = "schuifruimte-example"


def run(args: Namespace) -> int:
    """Make the example and write its report, maps, tables and project to a folder; print where."""
    out: Path = args.out or Path(FOLDER)
    made = follow(_demonstration(out))
    for path in made:
        if path.suffix == ".gpkg":
            wrote(path)
    say_written([path for path in made if path.suffix != ".gpkg"])
    tell(tr("The example and the comparison of its variants are in {folder}", folder=out.resolve()))
    return DONE


def _demonstration(out: Path) -> Job[list[Path]]:
    with filled(out) as (unfinished, made):
        project = unfinished / _free_name(out)
        yield from part(make_example(project), 0.0, 0.5)
        document = open_document(project, editing=False)
        try:
            yield from part(report_files(chosen(document, [], None), about(document), unfinished), 0.5, 1.0)
        finally:
            document.close()
    return made


def _free_name(out: Path) -> str:
    """The project's file name: an example that is there already may hold work, and stays."""
    name, number = f"{PROJECT}.gpkg", 1
    while (out / name).exists():
        number += 1
        name = f"{PROJECT}-{number}.gpkg"
    return name
