"""The 5xx series, all but records: may a change be made to the policy, the criteria, the lists and the check itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from register.document import Document
from register.model import FIELDS, CriteriaVersion, PolicyVersion
from register.problem import Place, Problem, declare
from register.rules.registry import Context, has_fields
from register.wording import quote_value

POLICY_EDITED = declare(
    "R506",
    "En policy som har börjat gälla får inte ändras",
    why="Styrelsen har antagit den ord för ord, och beslut har fattats efter den.",
    bad="En mening ändras i content/policy/2023-08-30.md.",
    good="Den nya versionen läggs i en ny fil, med datumet den gäller från.",
)
ADDRESS_REMOVED = declare(
    "R507",
    "En publicerad kod eller version av kriterierna får inte tas bort",
    why="Den har en egen sida, och äldre poster hänvisar till den.",
    bad="«- kod: raslatt» raderas ur content/listor/stadsdelar.yaml.",
    good="Låt koden stå kvar, och stäng den med «stangd:» om den inte ska användas mer.",
)
CRITERIA_EDITED = declare(
    "R510",
    "Kriterier som har börjat gälla får inte ändras",
    why="Posternas motiveringar svarar på dem så som de var skrivna vid beslutet.",
    bad="En fråga skrivs om i content/kriterier/2023-08-30.yaml.",
    good="De nya kriterierna läggs i en ny fil, med datumet de gäller från.",
)
CODE_RENAMED = declare(
    "R511",
    "En kod som används får inte byta namn till något annat",
    why="Namnet visas i varje samarbete som har koden. Byter det betydelse ändras vad som har beslutats.",
    bad="- kod: raslatt\n  namn: Österängen (tidigare Råslätt)",
    good="Lägg till en ny kod, och stäng den gamla med «stangd:». En felstavning får rättas.",
)
JUDGE_CHANGED = declare(
    "R512",
    "En ändring av innehållet får inte också ändra kontrollen",
    why="Annars kan ett förslag ändra reglerna som det självt prövas mot.",
    bad="En post och scripts/validate.py ändras i samma förslag.",
    good="Gör två förslag: först det ena, sedan det andra.",
)

_SAME_NAME = 0.8  # how alike two spellings of the same name are at least

# What decides about the records: a change of it and of records is two proposals
_JUDGES = (
    "scripts/",
    "schemas/",
    ".ci/",
    ".github/",
    ".gitlab-ci.yml",
    ".forgejo/",
    "CODEOWNERS",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements",
    "Makefile",
    "gor",
)
_JUDGED = ("content/", "partnerships/")


def check_content_changes(base: Context, head: Context, changed: Collection[str]) -> Iterator[Problem]:
    """Yield what the change from `base` to `head` may not do. `changed` has the paths of all files that differ."""
    yield from _policies(base, head)
    yield from _criteria(base, head)
    yield from _codes(base, head)
    yield from _judges(changed)


def touches_judge(path: str) -> bool:
    """Return whether a path, relative to the root, belongs to what decides about the records."""
    return path.startswith(_JUDGES)


def _judges(changed: Collection[str]) -> Iterator[Problem]:
    judged = sorted(path for path in changed if path.startswith(_JUDGED))
    for path in sorted(filter(touches_judge, changed))[:1] if judged else ():
        message = f"Förslaget ändrar både kontrollen ({path}) och innehållet ({judged[0]})."
        hint = "Gör två förslag: lägg ändringen av kontrollen i ett eget förslag, och låt det granskas först."
        yield JUDGE_CHANGED.problem(Place(path), message, hint)


def _policies(base: Context, head: Context) -> Iterator[Problem]:
    now = {policy.path: policy for policy in head.policies}
    for old in base.policies:
        if not has_fields(old, "in_force") or old.in_force > base.today:
            continue
        new = now.get(old.path)
        if new is None:
            if old.path not in head.unread:
                hint = "Lägg tillbaka filen. Versioner som har gällt ska gå att läsa."
                yield POLICY_EDITED.problem(Place(old.path), f"Policyn {old.in_force} har tagits bort.", hint)
            continue
        before, document = base.by_path[old.path], head.by_path[old.path]
        if (before.data, before.text.strip()) != (document.data, document.text.strip()):
            message = f"Policyn {old.in_force} har börjat gälla och får inte ändras."
            hint = "Ändra tillbaka. En ny version läggs i en ny fil, med datumet den gäller från."
            yield POLICY_EDITED.problem(_first_difference(old, before, document), message, hint)


def _first_difference(old: PolicyVersion, before: Document, document: Document) -> Place:
    """The place where the new version first differs: in its head, else in its text."""
    for key, value in document.data.items() if isinstance(document.data, dict) else ():
        if before.data.get(key) != value:
            return document.place((key,))
    lines = zip(before.text.splitlines(), [*document.text.splitlines(), ""], strict=False)
    offset = next((index for index, (a, b) in enumerate(lines) if a != b), len(before.text.splitlines()))
    return Place(old.path, document.text_line + offset, 1)


def _criteria(base: Context, head: Context) -> Iterator[Problem]:
    now = {version.path for version in head.criteria}
    for old in base.criteria:
        if old.path not in now:
            if old.path not in head.unread:
                message = "En publicerad version av kriterierna har tagits bort."
                hint = "Lägg tillbaka filen. Äldre poster svarar på den."
                yield ADDRESS_REMOVED.problem(Place(old.path), message, hint)
        elif has_fields(old, "in_force") and old.in_force <= base.today:
            yield from _criteria_version(old, base.by_path[old.path], head.by_path[old.path])


def _criteria_version(old: CriteriaVersion, before: Document, document: Document) -> Iterator[Problem]:
    was, now = (dict(one.data) if isinstance(one.data, dict) else {} for one in (before, document))
    if (was.get("status"), now.get("status")) == ("utkast", "antagen"):
        was["status"] = "antagen"  # a draft may be adopted as it is
    if was != now:
        key = next((key for key in {**now, **was} if was.get(key) != now.get(key)), "")
        place = document.place((key,))
        if key == "kriterier" and isinstance(now.get(key), list) and isinstance(was.get(key), list):
            pairs = zip(was[key], now[key], strict=False)
            different = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(was[key]), len(now[key])))
            place = document.place((key, different))
        message = f"Kriterierna som gäller från {old.in_force} har ändrats."
        hint = "Ändra tillbaka. Nya kriterier läggs i en ny fil, med datumet de gäller från."
        yield CRITERIA_EDITED.problem(place, message, hint)


def records_with_code(context: Context, name: str, code: str) -> int:
    """The number of records that have a code of a list."""
    field = FIELDS[name]
    return sum(has_fields(record, field.attribute) and code in field.value(record) for record in context.partnerships())


def _codes(base: Context, head: Context) -> Iterator[Problem]:
    for name, old_codes in base.lists.items():
        if name not in head.lists:
            continue
        document = head.by_path[f"content/listor/{name}.yaml"]
        now = {code.code: (index, code) for index, code in enumerate(head.lists[name]) if has_fields(code, "code")}
        for code in old_codes:
            if not has_fields(code, "code"):
                continue
            if code.code not in now:
                message = f"Koden «{code.code}» har tagits bort eller bytts ut."
                hint = "Lägg tillbaka koden. Ska den inte användas mer: stäng den med «stangd:» och ett datum."
                yield ADDRESS_REMOVED.problem(document.place("koder"), message, hint)
                continue
            index, new = now[code.code]
            used = (
                records_with_code(base, name, code.code) if has_fields(code, "name") and has_fields(new, "name") else 0
            )
            if used and not _is_same_name(code.name, new.name):
                count = "1 samarbete" if used == 1 else f"{used} samarbeten"
                renamed = f"har bytt namn från {quote_value(code.name)} till {quote_value(new.name)}"
                message = f"Koden «{code.code}» {renamed}. Det rör {count}."
                hint = "Ändra tillbaka. Lägg till en ny kod för det nya namnet, och stäng den gamla med «stangd:»."
                yield CODE_RENAMED.problem(document.place(("koder", index, "namn")), message, hint)
    rounds = head.by_path.get("content/listor/ansokningsomgangar.yaml")
    if rounds is None:
        return
    kept = {item.code for item in head.rounds if has_fields(item, "code")}
    for item in base.rounds:
        if has_fields(item, "code") and item.code not in kept:
            message = f"Ansökningsomgången «{item.code}» har tagits bort."
            yield ADDRESS_REMOVED.problem(rounds.place("omgangar"), message, "Lägg tillbaka omgången.")


def _is_same_name(before: str, after: str) -> bool:
    """Return whether two names are two spellings of one."""
    return SequenceMatcher(a=before.casefold(), b=after.casefold()).ratio() >= _SAME_NAME
