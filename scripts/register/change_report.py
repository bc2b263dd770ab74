"""The report of a change to the register, file by file, in Markdown that is safe to post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from register import swedish
from register.check import CheckResult, check_records, new_problems
from register.diff import Change, ChangeType, Segment, changes, difference
from register.document import Document
from register.loading import COMPANY, SETTINGS, CheckCache
from register.model import Moved
from register.personal_data import mask
from register.problem import Severity
from register.record_changes import describe_record, sentences
from register.reports import code_span, escape_markdown
from register.rules.protected_content import records_with_code
from register.rules.registry import has_fields
from register.schema import fields
from register.site_changes import SiteChange, Versions, paragraphs, site_changes
from register.wording import (
    Sentence,
    WordList,
    as_dict,
    describe_value_change,
    format_date,
    masked_text,
    one_line,
    vocabulary,
)

LONGEST = 50_000  # characters; GitHub takes 65,536 in a comment, and the problems are in it too
_OTHERS = 30
_AROUND = 6


def change_report(
    result: CheckResult, changed: Collection[str], read: Callable[[str], Versions] = lambda _: (None, None)
) -> str:
    """Describe the change from the base of the check.

    `changed` has the paths, from the root, of all changed files, and `read` gives a file as it was and as it is.
    """
    base, head = result.base, result
    if base is None:
        raise ValueError("a change report needs a check with a base")
    files = file_changes(base, head)
    blocks = [f"## Ändringen i ord\n\n{summary(files)}", *_needed_limits(base, head)]
    for kind, group in groupby(files, key=lambda one: one.kind):
        blocks.append(f"### {kind}")
        blocks.extend(map(_block, group))
    described = {path for one in files for path in (one.path, one.origin)}
    others = site_changes(set(changed) - described, read)
    for kind, rest in groupby(others, key=lambda one: one.kind):
        blocks.append(f"### {kind}")
        blocks.extend(map(_block, rest))
    blocks.extend(_others(base, head, changed, described | {one.path for one in others}))
    return _cut(blocks)


def _needed_limits(base: CheckResult, head: CheckResult) -> Iterator[str]:
    """Say first that a limit is changed together with records that the limit before would have stopped."""
    before, after = (side.context.by_path.get(SETTINGS) for side in (base, head))
    if before is None or after is None or before.data == after.data:
        return
    now = list(check_records(head.context, CheckCache()))
    stopped, _ = new_problems(check_records(replace(head.context, settings=base.context.settings), CheckCache()), now)
    for problem in sorted(stopped, key=lambda problem: problem.order):
        if problem.severity is Severity.ERROR:
            needs = f"{code_span(mask(problem.place.path))} behöver den nya gränsen"
            said = f"Med den tidigare: {escape_markdown(mask(problem.message))}"
            yield f"**Obs: en gräns i inställningarna ändras, och {needs}.** {said}"


def _block(one: FileChange | SiteChange) -> str:
    return "\n".join(
        [f"#### {escape_markdown(one.title)}\n\n{code_span(mask(one.path))}\n", *map(_item, one.sentences)]
    )


def _item(sentence: Sentence) -> str:
    said = f"- {escape_markdown(sentence.words)}"
    if not sentence.before and not sentence.after:
        return said
    pieces = difference(sentence.before, sentence.after) if sentence.before and sentence.after else None
    if pieces is not None:
        return f"{said}:\n  > {_word_by_word(pieces)}"
    quotes = (("Förut", sentence.before), ("Nu", sentence.after)) if sentence.before else (("", sentence.after),)
    lines = [f"{name and f'{name}: '}{escape_markdown(quote)}" for name, quote in quotes if quote]
    return f"{said}:\n  > " + "\n  >\n  > ".join(lines)


def _word_by_word(pieces: tuple[Segment, ...]) -> str:
    """What was removed struck through, what was added in bold, and a few words around."""
    said = []
    for place, piece in enumerate(pieces):
        words = escape_markdown(piece.words)
        if piece.change is ChangeType.REMOVED:
            said.append(f"~~{words}~~")
        elif piece.change is ChangeType.ADDED:
            said.append(f"**{words}**")
        else:
            said.append(escape_markdown(_shortened(piece.words, first=place == 0, last=place == len(pieces) - 1)))
    return " ".join(said)


def _shortened(kept: str, *, first: bool, last: bool) -> str:
    words = kept.split(" ")
    head, tail = ([] if first else words[:_AROUND]), ([] if last else words[-_AROUND:])
    return kept if len(words) <= len(head) + len(tail) + 1 else " ".join([*head, "…", *tail])


def _others(
    base: CheckResult, head: CheckResult, changed: Collection[str], described: Collection[str]
) -> Iterator[str]:
    """The files that differ and are not described: those of the site, and those where only the form differs."""
    known = base.context.by_path.keys() & head.context.by_path.keys()
    left = sorted(set(changed) - set(described))
    form, other = [path for path in left if path in known], [path for path in left if path not in known]
    if form:
        yield f"### Samma uppgifter, annan form\n\n{_paths(form)}"
    if other:
        yield f"### Andra filer\n\n{_paths(other)}"


def _paths(paths: list[str]) -> str:
    lines = [f"- {code_span(mask(path))}" for path in paths[:_OTHERS]]
    if len(paths) > _OTHERS:
        lines.append(f"- … och {swedish.count(len(paths) - _OTHERS, 'fil', 'filer')} till")
    return "\n".join(lines)


def _cut(blocks: list[str]) -> str:
    """The blocks, as many as there is room for."""
    length = 0
    for place, block in enumerate(blocks):
        length += len(block) + 2
        if length > LONGEST:
            left = swedish.count(len(blocks) - place, "del", "delar")
            return "\n\n".join([*blocks[:place], f"… och {left} till, som inte får plats här."]) + "\n"
    return "\n\n".join(blocks) + "\n"


NEW, CHANGED, REMOVED = "Nya poster", "Ändrade poster", "Borttagna poster"
CONTENT, UNREADABLE = "Listor, kriterier och policy", "Går inte att läsa"
KINDS = (NEW, CHANGED, REMOVED, CONTENT, UNREADABLE)

# Which schema names the fields of a file that is no record
_SCHEMAS = {
    "policy": "policy",
    "kriterier": "criteria",
    "ansokningsomgangar": "rounds",
    "installningar": "settings",
    "bolag": "company",
}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file and what has happened to it: plain text in which personal data is masked, but for the path.

    `origin` is the path of the record that was moved here, or empty.
    """

    kind: str
    title: str
    path: str
    sentences: tuple[Sentence, ...]
    origin: str = ""


def file_changes(base: CheckResult, head: CheckResult) -> list[FileChange]:
    """What differs between two trees, by kind in the order of `KINDS` and then by path."""
    return sorted(
        _describe_files(base, head, dict(_moved(base, head))), key=lambda one: (KINDS.index(one.kind), one.path)
    )


def summary(files: Sequence[FileChange]) -> str:
    """How many of each kind, as a sentence."""
    if not files:
        return "Inga uppgifter i registret ändras."
    words: Mapping[str, Callable[[int], str]] = {
        NEW: lambda n: swedish.count(n, "ny post", "nya poster"),
        CHANGED: lambda n: swedish.count(n, "ändrad post", "ändrade poster"),
        REMOVED: lambda n: swedish.count(n, "borttagen post", "borttagna poster"),
        CONTENT: lambda n: swedish.count(n, "ändrad lista eller text", "ändrade listor eller texter"),
        UNREADABLE: lambda n: swedish.count(n, "fil som inte går att läsa", "filer som inte går att läsa"),
    }
    numbers = Counter(one.kind for one in files)
    counts = [words[kind](numbers[kind]) for kind in KINDS if numbers[kind]]
    return f"{swedish.listing(counts)}."


def _describe_files(base: CheckResult, head: CheckResult, moved: Mapping[str, str]) -> Iterator[FileChange]:
    before, after = base.context.by_path, head.context.by_path
    names = _record_names(base, head)
    for path in sorted((before.keys() | after.keys()) - set(moved.values())):  # those are described where they are now
        old, new = before.get(path), after.get(path)
        if new is None and path in head.context.unread:
            yield FileChange(UNREADABLE, path, path, (Sentence("Filen har ett fel som gör att den inte kan läsas"),))
        elif _same(old, new):
            continue
        elif path.startswith("partnerships/"):
            yield _record(path, old, new, before.get(moved.get(path, "")), names)
        else:
            yield _content(path, old, new, base, head)


def _same(old: Document | None, new: Document | None) -> bool:
    return old is not None and new is not None and (old.data, old.text) == (new.data, new.text)


def _record(
    path: str, old: Document | None, new: Document | None, origin: Document | None, names: WordList
) -> FileChange:
    """What has happened to a record; `origin` is the record that was moved to this one."""
    said: list[Sentence] = []
    if old is None and new is not None and origin is not None:
        kind = CHANGED
        said.append(
            Sentence(f"Posten har flyttats hit från {_identity(origin.path)}, och den gamla adressen leder hit")
        )
        said.extend(sentences(origin.data, new.data, names))
    else:
        kind = NEW if old is None else CHANGED if new is not None else REMOVED
        said.extend(sentences(old and old.data, new and new.data, names))
        if old is None and new is not None:
            said = [*(one for one in said if one.words != "Ny post"), *describe_record(new.data, names)]
    document = new if new is not None and _title(new.data) else old or new
    return FileChange(
        kind,
        _title(document.data if document else None) or _identity(path),
        path,
        tuple(said),
        origin.path if origin else "",
    )


def _content(path: str, old: Document | None, new: Document | None, base: CheckResult, head: CheckResult) -> FileChange:
    document = new or old
    assert document is not None  # noqa: S101  # the path came from one of them
    stem = PurePosixPath(path).stem
    schema = _SCHEMAS.get(PurePosixPath(path).parent.name, _SCHEMAS.get(stem, "list"))
    labels = WordList(fields=fields((head if new else base).schemas[schema]), codes={}, criteria={})
    earlier = _earlier_version(path, base) if old is None else None
    if earlier is not None and new is not None:
        first = Sentence(f"Ny version. Så skiljer den sig från {_small(heading(earlier))}")
        said = (first, *content_sentences(earlier, new, labels))
    else:
        said = (*content_sentences(old, new, labels), *_renamed_codes(stem, old, new, base))
    return FileChange(CONTENT, heading(document), path, said)


def _renamed_codes(name: str, old: Document | None, new: Document | None, base: CheckResult) -> Iterator[Sentence]:
    """Say how many records a changed name of a code concerns."""
    if name not in base.context.lists or old is None or new is None:
        return
    for change in changes(as_dict(old.data), as_dict(new.data)):
        if change.field == "koder.namn" and change.entry is not None and change.before is not None:
            written = str(change.entry.get("kod"))
            records = records_with_code(base.context, name, written)
            count = swedish.count(records, "samarbete", "samarbeten")
            yield Sentence(f"Det nya namnet på koden {one_line(written)} syns i {count}")


def _earlier_version(path: str, base: CheckResult) -> Document | None:
    """The newest version of the policy or the criteria that is older than a new one."""
    folder, _, name = path.rpartition("/")
    versions = [one for one in base.context.by_path if one.startswith(f"{folder}/") and one < path]
    is_version = folder in {"content/policy", "content/kriterier"} and bool(name)
    return base.context.by_path[max(versions)] if versions and is_version else None


def _record_names(base: CheckResult, head: CheckResult) -> WordList:
    """The names as they are now; what is gone keeps the name it had."""
    now, was = (
        vocabulary(fields(side.schemas["record"]), side.context.lists, side.context.criteria) for side in (head, base)
    )
    codes = {name: {**was.codes.get(name, {}), **now.codes.get(name, {})} for name in {*was.codes, *now.codes}}
    return WordList(fields=now.fields, codes=codes, criteria={**was.criteria, **now.criteria})


def _moved(base: CheckResult, head: CheckResult) -> Iterator[tuple[str, str]]:
    """New records that an older one was moved to: the path now, and the path before."""
    for record in head.context.records.values():
        if isinstance(record, Moved) and has_fields(record, "target") and record.id in base.context.records:
            target = head.context.documents.get(record.target)
            if target is not None and record.target not in base.context.records:
                yield target.path, record.path


def _title(data: Any) -> str:
    return one_line(masked_text(data.get("titel"))) if isinstance(data, dict) and data.get("titel") else ""


def _identity(path: str) -> str:
    return path.removeprefix("partnerships/").removesuffix(".yaml")


# An entry of each list, in the indefinite form with «ny» and in the definite form
_ENTRIES = {
    "koder": ("Ny kod", "Koden"),
    "kriterier": ("Nytt kriterium", "Kriteriet"),
    "omgangar": ("Ny ansökningsomgång", "Ansökningsomgången"),
}


def heading(document: Document) -> str:
    """What a file under content/ is called."""
    data = as_dict(document.data)
    if document.path.startswith("content/policy/"):
        return f"Policyn som gäller från {format_date(data.get('galler_fran'))}"
    if document.path.startswith("content/kriterier/"):
        return f"Kriterierna som gäller från {format_date(data.get('galler_fran'))}"
    if document.path.endswith("/installningar.yaml"):
        return "Inställningarna"
    if document.path == COMPANY:
        return "Bolaget"
    return f"Listan {one_line(masked_text(data.get('titel') or document.path))}"


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
    for change in changes(as_dict(old.data), as_dict(new.data)):
        yield from _content_change(change, names)
    yield from paragraphs(old.text, new.text)


def _content_change(change: Change, names: WordList) -> Iterator[Sentence]:
    if change.entry is None:
        yield from describe_value_change(one_line(names.label(change.field)), change, names)
        return
    new, definite = _ENTRIES.get(change.field.partition(".")[0], ("Nytt i listan", "Punkten"))
    name = _name(change.entry)
    if change.field in _ENTRIES and change.before is None:
        said = change.entry.get("beskrivning") or change.entry.get("forklaring")
        yield Sentence(f"{new}: {name}", after=masked_text(said))
    elif change.field in _ENTRIES and change.after is None:
        yield Sentence(f"{definite} {name} har tagits bort")
    else:
        yield from describe_value_change(
            f"{definite} {name}, {_small(one_line(names.label(change.field)))}", change, names
        )


def _name(entry: Mapping[str, object]) -> str:
    known = (entry.get(key) for key in ("namn", "rubrik", "kod", "id"))
    return one_line(masked_text(next((one for one in known if one is not None), "utan namn")))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
