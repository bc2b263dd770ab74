"""Who approves a change: the file that says so names the organisation's own teams once the records are real."""

from __future__ import annotations

import re
from collections.abc import Iterator

from register.file_tree import Tree
from register.problem import Place, Problem, declare

EXAMPLES = re.compile(r"^ *exempeldata: *true\b", re.MULTILINE)
_OWNERS = "CODEOWNERS"
_PLACEHOLDER = "@ORGANISATION"

OWN_TEAMS = declare(
    "R419",
    "De som ska godkänna ändringar ska vara era egna team, när uppgifterna är riktiga",
    why="Finns teamet inte på GitHub eller GitLab behöver ingen godkänna en ändring.",
    bad="/partnerships/  @ORGANISATION/avdelningen",
    good="/partnerships/  @ert-bolag/samarbeten",
)


def check_owners(tree: Tree) -> Iterator[Problem]:
    """Yield a problem for each line of the example's teams, once the notice about example data is gone."""
    if EXAMPLES.search(_text(tree, "mkdocs.yml")):
        return
    for number, line in enumerate(_text(tree, _OWNERS).splitlines(), 1):
        at = line.partition("#")[0].find(_PLACEHOLDER)
        if at >= 0:
            message = f"Här står fortfarande {_PLACEHOLDER}, som är registrets exempel."
            hint = "Byt ut ORGANISATION och namnet efter snedstrecket mot er organisation och ert team."
            yield OWN_TEAMS.problem(Place(_OWNERS, number, at + 1), message, hint)


def _text(tree: Tree, path: str) -> str:
    entry = tree.entry(path)
    return tree.read(entry).decode("utf-8", "replace") if entry and entry.regular else ""
