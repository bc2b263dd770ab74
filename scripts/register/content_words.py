"""What has happened to a list, the settings, the criteria or the policy, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from register.diff import Change, changes
from register.document import Document
from register.labels import WordList
from register.wording import Sentence, line, mapping, rewritten, text, told, when

# An entry of each list, in the indefinite form with «ny» and in the definite form
_ENTRIES = {
    "koder": ("Ny kod", "Koden"),
    "kriterier": ("Nytt kriterium", "Kriteriet"),
    "omgangar": ("Ny ansökningsomgång", "Ansökningsomgången"),
}


def heading(document: Document) -> str:
    """What a file under content/ is called."""
    data = mapping(document.data)
    if document.path.startswith("content/policy/"):
        return f"Policyn som gäller från {when(data.get('galler_fran'))}"
    if document.path.startswith("content/kriterier/"):
        return f"Kriterierna som gäller från {when(data.get('galler_fran'))}"
    if document.path.endswith("/installningar.yaml"):
        return "Inställningarna"
    return f"Listan {line(text(data.get('titel') or document.path))}"


def content_sentences(old: Document | None, new: Document | None, names: WordList) -> Iterator[Sentence]:
    """What has happened to one such file; None where there was none, or is none any longer.

    `names` are those of the file's own schema.
    """
    if old is None:
        yield Sentence("Ny fil")
        return
    if new is None:
        yield Sentence("Filen har tagits bort")
        return
    for change in changes(mapping(old.data), mapping(new.data)):
        yield from _told(change, names)
    yield from _paragraphs(old.text, new.text)


def _told(change: Change, names: WordList) -> Iterator[Sentence]:
    if change.entry is None:
        yield from told(line(names.label(change.field)), change, names)
        return
    new, definite = _ENTRIES.get(change.field.partition(".")[0], ("Nytt i listan", "Punkten"))
    name = _name(change.entry)
    if change.field in _ENTRIES and change.before is None:
        said = change.entry.get("beskrivning") or change.entry.get("forklaring")
        yield Sentence(f"{new}: {name}", after=text(said))
    elif change.field in _ENTRIES and change.after is None:
        yield Sentence(f"{definite} {name} har tagits bort")
    else:
        yield from told(f"{definite} {name}, {_small(line(names.label(change.field)))}", change, names)


def _name(entry: Mapping[str, object]) -> str:
    known = (entry.get(key) for key in ("namn", "rubrik", "kod", "id"))
    return line(text(next((one for one in known if one is not None), "utan namn")))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _paragraphs(before: str, after: str) -> Iterator[Sentence]:
    """The paragraphs that differ. One that stands where another stood is that one, changed."""
    old, new = _parts(before), _parts(after)
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[old_from:old_to], new[new_from:new_to]
        for place in range(max(len(gone), len(come))):
            first, second = (some[place] if place < len(some) else None for some in (gone, come))
            yield rewritten("Ett stycke", Change(field="", before=first, after=second))


def _parts(markdown: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in markdown.split("\n\n")) if part]
