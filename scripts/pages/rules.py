"""The rules page: every code of the check, made from the catalogue that the check itself uses."""

from __future__ import annotations

from itertools import groupby

from register.check import all_rules
from register.problem import Severity
from register.rules.protected_changes import GUARDED

from pages.page import Page, PageKind
from pages.render import render_page


def rules_page() -> Page:
    """Every rule under the name of its series, and what may change in a published record."""
    rules = all_rules()
    reminders = sum(rule.severity is Severity.ADVICE for rule in rules)
    return render_page(
        "rules.html",
        path="regler/index",
        title="Regler för uppgifterna",
        description="Alla regler som uppgifterna kontrolleras mot, med skäl och exempel.",
        kind=PageKind.RULES,
        series=[(name, list(found)) for name, found in groupby(rules, key=lambda rule: rule.series)],
        advice=Severity.ADVICE,
        demands=len(rules) - reminders,
        reminders=reminders,
        guarded=[(label, f"en ny rad under rattelser med «falt: {field}»") for field, label in GUARDED.items()],
    )
