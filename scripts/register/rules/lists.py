"""The 4xx series: do the lists, the policy and the criteria hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from register.model import CriteriaVersion, PolicyVersion
from register.problem import Problem, Rule
from register.rules.registry import Context, has_fields, register_rule
from register.schema import nearest
from register.wording import quote_value

RESERVED = frozenset({"index"})


@register_rule(
    "R410",
    "Koder och namn i en lista ska vara olika",
    why="Koden är en adress. Två likadana skulle dela sida.",
    bad="- kod: raslatt\n- kod: raslatt",
    good="- kod: raslatt\n- kod: oxnehaga",
)
def codes_differ(rule: Rule, context: Context) -> Iterator[Problem]:
    lists = {name: ("koder", codes) for name, codes in context.lists.items()}
    for name, (key, codes) in {**lists, "ansokningsomgangar": ("omgangar", context.rounds)}.items():
        path = f"content/listor/{name}.yaml"
        for field, attribute in (("kod", "code"), ("namn", "name")):
            seen: dict[str, int] = {}
            for index, code in enumerate(codes):
                if not has_fields(code, attribute):
                    continue
                value: str = getattr(code, attribute)
                place = context.by_path[path].place((key, index, field))
                if value.casefold() in seen:
                    message = f"«{value}» finns redan som nummer {seen[value.casefold()] + 1} i listan."
                    yield rule.problem(place, message, "Ta bort den ena, eller ge den en egen kod och ett eget namn.")
                elif field == "kod" and value in RESERVED:
                    message = f"Koden «{value}» är upptagen av webbplatsen."
                    yield rule.problem(place, message, "Välj en annan kod.")
                seen.setdefault(value.casefold(), index)


@register_rule(
    "R411",
    "Kriteriernas kortnamn ska vara olika",
    why="En motivering hör till ett enda kriterium.",
    bad="- id: trygghet\n- id: trygghet",
    good="- id: trygghet\n- id: ansvar",
)
def criteria_differ(rule: Rule, context: Context) -> Iterator[Problem]:
    for version in context.criteria:
        seen: set[str] = set()
        for index, criterion in enumerate(version.criteria if has_fields(version, "criteria") else ()):
            if not has_fields(criterion, "id"):
                continue
            if criterion.id in seen:
                place = context.by_path[version.path].place(("kriterier", index, "id"))
                yield rule.problem(
                    place, f"Kortnamnet «{criterion.id}» finns två gånger.", "Ge kriteriet ett eget kortnamn."
                )
            seen.add(criterion.id)


@register_rule(
    "R412",
    "Ett kriteriums punkt ska finnas ordagrant i policyn, under den rubrik som anges",
    why="Inget krav får ställas som policyn inte ställer, och läsaren ska kunna hitta orden.",
    bad="klausuler:\n  - avsnitt: Syfte\n    text: Alla deltagare ska vara medlemmar.",
    good="klausuler:\n  - avsnitt: Förutsättningar\n    text: präglas av respekt för alla människors lika värde",
)
def clauses_stand_in_policy(rule: Rule, context: Context) -> Iterator[Problem]:
    policies = {policy.in_force: policy for policy in context.policies if has_fields(policy, "in_force")}
    for version in context.criteria:
        if not has_fields(version, "policy", "criteria") or version.policy not in policies:
            continue
        sections = _sections(policies[version.policy].text)
        document = context.by_path[version.path]
        clauses = (
            (("kriterier", index, "klausuler", place), clause)
            for index, criterion in enumerate(version.criteria)
            for place, clause in enumerate(criterion.clauses if has_fields(criterion, "clauses") else ())
        )
        for pointer, clause in clauses:
            if has_fields(clause, "section") and clause.section not in sections:
                message = f"Policyn {version.policy} har ingen rubrik «{clause.section}»."
                hint = f"Rubrikerna är: {', '.join(sections)}."
                yield rule.problem(document.place((*pointer, "avsnitt")), message, hint)
            elif has_fields(clause, "section", "text") and _flat(clause.text) not in sections[clause.section]:
                message = f"Orden finns inte i policyn {version.policy} under «{clause.section}»."
                hint = "Kopiera orden ur policyn, bokstav för bokstav."
                yield rule.problem(document.place((*pointer, "text")), message, hint)


def _sections(text: str) -> dict[str, str]:
    """The policy's second-level headings, each with the words under it on one line."""
    parts = re.split(r"^## +(.+?)\s*$", text, flags=re.MULTILINE)
    return {heading: _flat(body) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def _flat(text: str) -> str:
    return " ".join(text.split())


@register_rule(
    "R413",
    "En version ska heta som datumet den gäller från, och kriterier ska höra till en policy som finns",
    why="Datumet är versionens namn och adress.",
    bad="content/policy/2023-08-30.md med\ngaller_fran: 2024-01-01",
    good="content/policy/2023-08-30.md med\ngaller_fran: 2023-08-30",
)
def versions_are_named_by_date(rule: Rule, context: Context) -> Iterator[Problem]:
    versions: list[PolicyVersion | CriteriaVersion] = [*context.policies, *context.criteria]
    for version in versions:
        stem = PurePosixPath(version.path).stem
        if has_fields(version, "in_force") and version.in_force.isoformat() != stem:
            message = f"Filen heter {stem} men gäller från {version.in_force}."
            place = context.by_path[version.path].place("galler_fran")
            yield rule.problem(place, message, "Döp om filen, eller rätta datumet.")
    known = {policy.in_force for policy in context.policies if has_fields(policy, "in_force")}
    faulty = {*context.unread, *(policy.path for policy in context.policies)}
    for criteria in context.criteria:
        missing = has_fields(criteria, "policy") and criteria.policy not in known
        if missing and f"content/policy/{criteria.policy}.md" not in faulty:  # a faulty policy is reported already
            place = context.by_path[criteria.path].place("policy")
            yield rule.problem(
                place, f"Det finns ingen policy {criteria.policy}.", "Skriv datumet för en policy som finns."
            )


@register_rule(
    "R415",
    "En policy ska revideras efter den dag då den börjar gälla",
    why="En revideringsdag före den första dagen är ett skrivfel.",
    bad="galler_fran: 2023-08-30\nrevideras_senast: 2022-08-30",
    good="galler_fran: 2023-08-30\nrevideras_senast: 2026-08-30",
)
def policy_is_revised_after_start(rule: Rule, context: Context) -> Iterator[Problem]:
    for version in context.policies:
        if has_fields(version, "in_force", "revise_by") and version.revise_by <= version.in_force:
            message = f"Policyn ska revideras senast {version.revise_by}, men börjar gälla först {version.in_force}."
            yield rule.problem(context.by_path[version.path].place("revideras_senast"), message, "Rätta året.")


@register_rule(
    "R416",
    "En omgångs siffror ska stämma med varandra",
    why="Av ansökningarna kan inte fler beviljas och avslås än som kom in.",
    bad="ansokningar: 9\nbeviljade: 6\navslag: 5",
    good="ansokningar: 9\nbeviljade: 4\navslag: 5",
)
def numbers_of_a_round_agree(rule: Rule, context: Context) -> Iterator[Problem]:
    for index, item in enumerate(context.rounds):
        document = context.by_path["content/listor/ansokningsomgangar.yaml"]
        if has_fields(item, "applications", "granted", "refused") and item.applications is not None:
            decided = (item.granted or 0) + (item.refused or 0)
            if decided > item.applications:
                message = f"Beviljade och avslag är tillsammans {decided}, men ansökningarna är {item.applications}."
                yield rule.problem(document.place(("omgangar", index, "ansokningar")), message, "Rätta antalen.")
        if not has_fields(item, "amount_applied_for", "amount_refused") or item.amount_applied_for is None:
            continue
        if (item.amount_refused or 0) > item.amount_applied_for:
            message = f"Beloppet i avslag är {item.amount_refused}, men det sökta är {item.amount_applied_for}."
            yield rule.problem(document.place(("omgangar", index, "avslag_belopp")), message, "Rätta beloppen.")


@register_rule(
    "R417",
    "En bild ska finnas i content/bilder",
    why="En bild som saknas blir en tom ruta på sidan.",
    bad="bilder:\n  - fil: odlng.jpg",
    good="bilder:\n  - fil: odling.jpg",
)
def pictures_exist(rule: Rule, context: Context) -> Iterator[Problem]:
    for record in context.partnerships():
        results = record.results if has_fields(record, "results") else None
        for index, picture in enumerate(results.pictures if results and has_fields(results, "pictures") else ()):
            if has_fields(picture, "file") and picture.file not in context.pictures:
                place = context.documents[record.id].place(("resultat", "bilder", index, "fil"))
                message = f"Bilden {quote_value(picture.file)} finns inte i content/bilder."
                guess = nearest(picture.file, sorted(context.pictures))
                hint = f"Menade du «{guess}»? " if guess else ""
                yield rule.problem(place, message, f"{hint}Lägg in filen i content/bilder, eller rätta namnet.")


@register_rule(
    "R414",
    "En ansökningsomgång ska öppna, stänga och beslutas i den ordningen",
    why="Den som söker måste kunna lita på datumen.",
    bad="oppnar: 2027-02-28\nstanger: 2027-01-15",
    good="oppnar: 2027-01-15\nstanger: 2027-02-28",
)
def rounds_are_in_order(rule: Rule, context: Context) -> Iterator[Problem]:
    for index, item in enumerate(context.rounds):
        document = context.by_path["content/listor/ansokningsomgangar.yaml"]
        if has_fields(item, "opens", "closes") and item.closes < item.opens:
            message = f"Omgången stänger {item.closes}, innan den öppnar {item.opens}."
            yield rule.problem(document.place(("omgangar", index, "stanger")), message, "Byt plats på datumen.")
        if has_fields(item, "closes", "decided_by") and item.decided_by < item.closes:
            message = f"Besked ska ges senast {item.decided_by}, innan omgången stänger {item.closes}."
            yield rule.problem(document.place(("omgangar", index, "beslut_senast")), message, "Rätta datumet.")
