"""Strict YAML: a small, safe part of the language, read to plain data with the place of every value.

The parser is libyaml's (through PyYAML); the data are built here from its events, so that nothing is ever
constructed, expanded or recursed into, and what is forbidden is refused where it is.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from register.characters import hidden_character, hidden_problem, normal_form_problem
from register.document import Document, SourceMap
from register.problem import Place, Problem, Rule, declare
from register.yaml_errors import SYNTAX, explain

REPEATED = declare(
    "R110",
    "Ett fält får bara finnas en gång",
    why="Finns ett fält två gånger går det inte att avgöra vilket värde som gäller.",
    bad="belopp: 40000\nbelopp: 45000",
    good="belopp: 45000",
)
ANCHOR = declare(
    "R111",
    "Filen får inte ha YAML-ankare (&), alias (*), taggar (!) eller direktiv (%)",
    why="De gör att filen betyder något annat än den verkar göra.",
    bad="titel: &namn Läxhjälp",
    good="titel: Läxhjälp",
)
ONE_DOCUMENT = declare(
    "R112",
    "En fil får bara ha en post",
    why="Efter en rad med bara --- börjar ett nytt YAML-dokument, och det skulle inte läsas.",
    bad="titel: Läxhjälp\n---\ntitel: Odling",
    good="Två filer med var sin post.",
)
DEPTH = declare(
    "R113",
    "Värden får inte ligga i onödigt många nivåer",
    why="En post har tre nivåer. Tiotals nivåer är ett misstag eller ett försök att stoppa kontrollen.",
    bad="titel: [[[[[[[[[[[[[[[[[[[[[Läxhjälp]]]]]]]]]]]]]]]]]]]]]",
    good="titel: Läxhjälp",
)
EMPTY = declare(
    "R115",
    "En fil får inte vara tom",
    why="En tom fil har inget innehåll men skulle få en egen adress.",
    bad="En fil utan innehåll.",
    good="titel: Läxhjälp på Råslätt",
)
KEY = declare(
    "R116",
    "Ett fältnamn ska vara ett enkelt ord",
    why="Bara fält med kända namn kan läsas och visas.",
    bad="? [titel]\n: Läxhjälp",
    good="titel: Läxhjälp",
)
COMMENT = declare(
    "R118",
    "Efter en text utan citattecken får inget finnas efter # på samma rad",
    why="Allt efter ett mellanslag och # läses som en kommentar: resten av texten skulle försvinna utan ett ord.",
    bad="plats: Föreningens lokal #3 vid torget",
    good='plats: "Föreningens lokal #3 vid torget"',
)

MAX_DEPTH = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INCHES = re.compile(r'(?<!\d)\d{1,3}"$')  # a screen of 24"
_QUOTE_HINT = 'Är det text: sätt det inom citattecken ("). Är det ett tal: skriv det med bara siffror.'
_DASH_HINT = "Sätt «- » före det första fältet i varje del av listan, och låt delens andra fält börja i samma kolumn."


class WrittenDecimal(float):
    """A decimal number that Python would show otherwise than it was written: 85.000, not 85.0."""

    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        """Return what was written."""
        return self.written


class _Unreadable(Exception):  # noqa: N818 - it ends the reading of one file, it is not an error
    """The rest of the file cannot be read."""


class _Builder:
    """Builds data from events. `problems` collects what is refused, `marks` the position of everything."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line
        self.marks: list[Any] = []
        self.problems: list[Problem] = []

    def read(self, text: str) -> Any:
        """The data of the one document in `text`."""
        self.text = text if "#" in text else ""  # where there is no # there is no comment
        self.next: Callable[[], Any] = _Loader(text).get_event
        data: Any = None
        documents = 0
        while event := self.next():
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(
                        ONE_DOCUMENT,
                        event,
                        "Här börjar ett nytt dokument (---).",
                        "Lägg det i en egen fil, eller ta bort raden.",
                    )
                    raise _Unreadable
                if event.version or event.tags:
                    self.refuse(ANCHOR, event, "Filen har ett YAML-direktiv (%).", "Ta bort raden som börjar med %.")
            elif isinstance(event, NodeEvent):
                data = self.value(event, 0)
        if documents == 0 or (data is None and not self.problems):
            self.problems.append(
                EMPTY.problem(Place(self.path), "Filen är tom.", "Fyll i posten, eller ta bort filen.")
            )
        return data

    def value(self, event: Any, depth: int) -> Any:
        """The value that starts with `event`, and all inside it. `depth` is the number of values it lies in."""
        kind = event.__class__
        self.marks.append(event.start_mark)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            self.refuse(ANCHOR, event, f"Här finns ett alias (*{event.anchor}).", "Skriv ut värdet i stället.")
            return None
        self.report_anchor_or_tag(event)
        if depth >= MAX_DEPTH:
            self.refuse(
                DEPTH,
                event,
                f"Värdet ligger mer än {MAX_DEPTH} nivåer ner.",
                "Skriv posten som i mallen, med högst tre nivåer.",
            )
            raise _Unreadable
        return self.mapping(depth + 1) if kind is MappingStartEvent else self.sequence(depth + 1)

    def mapping(self, depth: int) -> dict[str, Any]:
        """The mapping whose start has been read; its values lie at `depth`."""
        result: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        repeats: list[Event] = []
        while (event := self.next()).__class__ is not MappingEndEvent:
            key = self.key(event)
            if key in result:
                repeats.append(event)
                known = len(self.marks)
                self.value(self.next(), depth)
                del self.marks[known:]  # only what is in the data has a mark
                continue
            keys[key] = event.start_mark
            self.marks.append(event.start_mark)
            result[key] = self.value(self.next(), depth)
        if repeats:
            self.report_repeats(repeats, keys)
        return result

    def report_repeats(self, repeats: list[Any], keys: dict[str, Any]) -> None:
        """Refuse the fields of a mapping that repeat others; two in a row from the first show a forgotten dash."""
        forgotten = [event.value for event in repeats][:2] == list(keys)[:2]
        for event in repeats[:1] if forgotten else repeats:
            message = f"Fältet «{event.value}» finns redan på rad {keys[event.value].line + self.offset}."
            hint = _DASH_HINT if forgotten else "Ta bort den ena raden. Behåll den som är rätt."
            self.refuse(REPEATED, event, message, hint)
        if forgotten:
            raise _Unreadable  # what follows from it would be reported too

    def sequence(self, depth: int) -> list[Any]:
        """The list whose start has been read; its values lie at `depth`."""
        result: list[Any] = []
        while (event := self.next()).__class__ is not SequenceEndEvent:
            result.append(self.value(event, depth))
        return result

    def key(self, event: Event) -> str:
        """The key that `event` writes; anything but plain text is refused."""
        if event.__class__ is ScalarEvent:
            if event.anchor or event.tag:
                self.report_anchor_or_tag(event)
            if event.style == '"':
                self.check_text(event)
            return sys.intern(event.value)  # every record has the same ones
        if isinstance(event, AliasEvent):
            self.refuse(ANCHOR, event, f"Här finns ett alias (*{event.anchor}).", "Skriv ut fältets namn i stället.")
            return ""
        self.refuse(
            KEY,
            event,
            "Ett fältnamn är inte ett enkelt ord.",
            "Skriv fältets namn följt av kolon, som «titel:».",
        )
        raise _Unreadable

    def scalar(self, event: ScalarEvent) -> Any:
        """The value of a scalar: as written when quoted, else text, a whole number, true, false or nothing."""
        if event.anchor or event.tag:
            self.report_anchor_or_tag(event)
        if event.style == '"':
            self.check_text(event)
        if not event.implicit[0]:
            return event.value
        value, doubtful = plain_value(event.value)
        if doubtful:
            message = f"«{event.value}» utan citattecken kan läsas som ett tal, ett klockslag eller ja/nej."
            self.refuse(AMBIGUOUS, event, message, _QUOTE_HINT)
        if event.value.endswith('"') and event.value.count('"') % 2 and not _INCHES.search(event.value):
            message = "Texten slutar med ett citattecken som inte har någon början."
            self.refuse(SYNTAX, event, message, "Ta bort citattecknet, eller sätt ett likadant först i texten.")
        if self.text:
            self.check_comment(event, is_text=isinstance(value, str) and not _DATE.fullmatch(value))
        return value

    def check_comment(self, event: Any, *, is_text: bool) -> None:
        """Refuse a comment after a plain text: whoever wrote it may have meant it as a part of the text.

        After a date or number only one without a blank after its # is refused: 2024-03-12 #4 can be a case number.
        """
        comment = _COMMENT_AFTER.match(self.text, event.end_mark.index)
        if comment and (is_text or comment[1][1:2].strip()):
            lost = comment[1].rstrip()
            message = f"Texten slutar före «#», så «{lost[:60]}» skulle inte komma med."
            hint = "Sätt hela texten inom citattecken. Är det en kommentar: skriv den på en egen rad ovanför."
            self.refuse(COMMENT, event, message, hint)

    def check_text(self, event: ScalarEvent) -> None:
        """Refuse hidden characters that an escape, such as one for U+200B, brings in."""
        place = self.place(event)
        hidden = hidden_character(event.value)
        if hidden:
            self.problems.append(hidden_problem(place, hidden))
        elif not unicodedata.is_normalized("NFC", event.value):
            self.problems.append(normal_form_problem(place))

    def report_anchor_or_tag(self, event: Any) -> None:
        """Refuse an anchor or a tag on a value."""
        if event.anchor:
            self.refuse(
                ANCHOR,
                event,
                f"Här finns ett ankare (&{event.anchor}).",
                "Ta bort &-tecknet och ordet efter det, eller sätt texten inom citattecken.",
            )
        if event.tag and not (event.tag == "!" and event.__class__ is ScalarEvent and event.style):
            self.refuse(
                ANCHOR,
                event,
                f"Här finns en YAML-tagg ({event.tag}).",
                "Ta bort taggen, eller sätt texten inom citattecken.",
            )

    def place(self, event: Any) -> Place:
        """Return the position of an event."""
        return Place(self.path, event.start_mark.line + self.offset, event.start_mark.column + 1)

    def refuse(self, rule: Rule, event: Event, message: str, hint: str) -> None:
        """Collect a problem at an event."""
        self.problems.append(rule.problem(self.place(event), message, hint))


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """Read strict YAML. `first_line` is the number of the text's first line in its file.

    Gives the document, or None when it could not be read to its end, and what is wrong with it.
    """
    builder = _Builder(path, first_line)
    try:
        data = builder.read(text)
    except _Unreadable:
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        if builder.problems and builder.problems[-1].code == COMMENT.code:
            return None, builder.problems  # the text went on after its «comment»: one slip, one problem
        return None, [*builder.problems, explain(error, text, path, first_line)]
    except (yaml.YAMLError, ValueError):
        place = Place(path, first_line)
        message = "Filen har ett tecken som inte får finnas i YAML."
        return None, [*builder.problems, SYNTAX.problem(place, message, "Skriv filen på nytt från mallen.")]
    if data is None:
        return None, builder.problems
    comments = tuple(_comments(text, first_line)) if "#" in text else ()
    marks = SourceMap(data, builder.marks, first_line)
    return Document(path=path, data=data, marks=marks, comments=comments), builder.problems


_COMMENT = re.compile(r"(?:^|[ \t])(#.*)")
_COMMENT_AFTER = re.compile(r"[ \t]+(#.*)")


def _comments(text: str, first_line: int) -> Iterator[tuple[int, int, str]]:
    """What looks like comments; a # after a blank inside a quoted or folded text is among them."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        match = _COMMENT.search(line)
        if match:
            yield number, match.start(1) + 1, match[1]


_FRONT_MATTER = re.compile(r"---\n(?P<head>.*?\n)---\n(?P<text>.*)", re.DOTALL)


def read_front_matter(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Read a Markdown file whose head is YAML between two lines of `---`."""
    match = _FRONT_MATTER.fullmatch(text.replace("\r\n", "\n"))
    if not match:
        message = "Filen börjar inte med ett dokumenthuvud mellan två rader med ---."
        return None, [SYNTAX.problem(Place(path), message, "Börja filen med ---, fälten och ännu en rad med ---.")]
    document, problems = read_yaml(match["head"], path, first_line=2)
    if document is None:
        return None, problems
    text_line = match["head"].count("\n") + 3
    return replace(document, text=match["text"], text_line=text_line), problems


AMBIGUOUS = declare(
    "R114",
    "Ett värde ska läsas likadant av alla program",
    why="Utan citattecken läser olika program 18:30, no och 0311234 på olika sätt: som tal, klockslag eller nej.",
    bad="diarienummer: 0311",
    good='diarienummer: "0311"',
)

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_WORD = 5  # of those that YAML 1.1 reads as something else than text: false
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# YAML 1.2 reads these as numbers, where YAML 1.1 may not
_NUMBER_IN_1_2 = re.compile(
    r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers


def plain_value(text: str) -> tuple[str | int | float | bool | None, bool]:
    """The value of a plain scalar, and whether another YAML reader would take it for something else.

    A date stays text (`2024-03-12`). A number is plain decimal digits without leading zero.
    """
    if text in _WORDS:
        return _WORDS[text], False
    first = text[0]
    if first.isalpha() and (len(text) > _LONGEST_WORD or first not in "yYnNtTfFoO"):
        return text, False
    if _INTEGER.fullmatch(text):
        return int(text), False
    if _DECIMAL.fullmatch(text):
        return float(text) if str(float(text)) == text else WrittenDecimal(text), False
    if _DATE.fullmatch(text):
        return text, False
    read_otherwise = any(pattern.match(text) for _, pattern in _RESOLVERS.get(first, ()))
    return text, read_otherwise or _NUMBER_IN_1_2.fullmatch(text) is not None
