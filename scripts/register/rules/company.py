"""The 4xx series: does the company's own file hold together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from register.company import COLOUR, LEAST_CONTRAST, least_contrast, readable
from register.document import Document
from register.loading import COMPANY
from register.problem import Problem, Rule
from register.rules.registry import Context, register_rule
from register.schema import nearest
from register.wording import quote_value


@register_rule(
    "R418",
    "Bolagets färger ska gå att läsa mot sidans bakgrund",
    why="Text i en färg med för liten kontrast går inte att läsa för alla. WCAG 2.1 kräver 4,5:1.",
    bad='farg: "#3a86c8"',
    good='farg: "#0b5a54"',
)
def colours_can_be_read(rule: Rule, context: Context) -> Iterator[Problem]:
    document, data = _company(context)
    for field, dark in (("farg", False), ("farg_mork", True)):
        colour = str(data.get(field))
        if document is None or not COLOUR.fullmatch(colour):
            continue
        contrast, other = least_contrast(colour, dark)
        if contrast < LEAST_CONTRAST:
            rounded = f"{int(contrast * 10) / 10:.1f}:1".replace(".", ",")  # down: 4,49 is too little
            message = f"Färgen {quote_value(colour)} har kontrasten {rounded} mot {other}. Minst 4,5:1 behövs."
            hint = f'Skriv en {"ljusare" if dark else "mörkare"} färg, till exempel "{readable(colour, dark)}".'
            yield rule.problem(document.place((field,)), message, hint)


@register_rule(
    "R421",
    "Bolagets logotyp ska finnas i content/bilder",
    why="En bild som saknas blir en tom ruta på varje sida.",
    bad="logotyp: logtyp.png",
    good="logotyp: logotyp.png",
)
def logo_exists(rule: Rule, context: Context) -> Iterator[Problem]:
    document, data = _company(context)
    file = data.get("logotyp")
    if document is not None and isinstance(file, str) and file not in context.pictures:
        guess = nearest(file, sorted(context.pictures))
        hint = f"Menade du «{guess}»? " if guess else ""
        message = f"Bilden {quote_value(file)} finns inte i content/bilder."
        yield rule.problem(document.place(("logotyp",)), message, f"{hint}Lägg in filen där, eller ta bort raden.")


def _company(context: Context) -> tuple[Document | None, dict[str, Any]]:
    document = context.by_path.get(COMPANY)
    return document, document.data if document and isinstance(document.data, dict) else {}
