"""A YAML syntax error explained in Swedish, at the place where it began."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from register.problem import Place, Problem, declare

SYNTAX = declare(
    "R109",
    "Filen ska gå att läsa som YAML",
    why="Ett glömt citattecken eller fel indrag gör att resten av filen inte går att läsa.",
    bad='titel: "Läxhjälp på Råslätt',
    good='titel: "Läxhjälp på Råslätt"',
)
MERGE = declare(
    "R354",
    "En fil får inte ha kvar Gits märken efter två ändringar av samma rader",
    why="Märkena visar att ingen har valt vilken av ändringarna som gäller.",
    bad="<<<<<<< HEAD\nFörsta texten\n=======\nAndra texten\n>>>>>>> gren",
    good="Andra texten",
)
MERGE_MARK = re.compile(r"(?:^|\s)(?:<{7}|>{7}|\|{7})(?=\s|$)|^={7}$", re.MULTILINE)
MERGE_MESSAGE = (
    "Här finns ett märke från Git (<<<<<<<, ======= eller >>>>>>>): två ändringar av samma rader är inte sammanförda."
)
MERGE_HINT = "Behåll de rätta raderna. Ta bort de andra, och raderna som börjar med <<<<<<<, ======= och >>>>>>>."

_FIELD = re.compile(r"(?P<indent>\s*)(?:- )?(?P<key>[\w-]+):(?:\s+(?P<value>.*))?$")
_WHOLE_IN_QUOTES = 'Sätt hela texten inom citattecken (").'
_CLOSE_QUOTE = "Sätt ett citattecken av samma slag sist i texten."
_DOUBLE_QUOTES = 'Byt de yttre citattecknen mot dubbla (").'
_SAME_QUOTE = "Byt det sista citattecknet mot ett av samma slag som det första."
_NOT_A_FIELD = "Raden är inte ett fält: det saknas kolon och mellanslag efter fältets namn."
_WRITE_A_FIELD = (
    "Är raden ett fält: skriv namnet, kolon, mellanslag och värdet, som «titel: Läxhjälp». "
    "Fortsätter den texten på raden före: dra in den två mellanslag mer än textens fält."
)
_WRITE_A_DASH = "Skriv «- » före raden, så att fältets namn börjar i samma kolumn som de andra fälten i delen."
_NO_SPACE = "Det saknas ett mellanslag efter bindestrecket."
_WRITE_A_SPACE = "Skriv ett mellanslag mellan bindestrecket och fältets namn."
_SAME_INDENT = "Ge raden samma indrag som fälten bredvid: två mellanslag per nivå, inga tabbar."


@dataclass(frozen=True, slots=True)
class _Error:
    """The parser's error: its words, the file's lines, and two places (line, column) from 0."""

    words: str
    lines: list[str]
    line: int
    column: int
    start: tuple[int, int] | None

    def at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def indent(self, number: int) -> int:
        return len(self.at(number)) - len(self.at(number).lstrip())

    def field(self, number: int) -> tuple[str, str, int]:
        """Key, value and the value's column on a line; all empty where the line is no field."""
        match = _FIELD.match(self.at(number))
        if not match or match["value"] is None:
            return (match["key"] if match else "", "", 0)
        return match["key"], match["value"].rstrip(), match.start("value")


@dataclass(frozen=True, slots=True)
class _Cause:
    """Where the fault began (from 0), what it is, and what to do."""

    line: int
    column: int
    message: str
    hint: str


def explain(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem behind a parser's error. `first_line` is the number of the text's first line in its file."""
    merge = MERGE_MARK.search(text)
    if merge:
        line = text.count("\n", 0, merge.end()) + first_line
        return MERGE.problem(Place(path, line), MERGE_MESSAGE, MERGE_HINT)
    mark: Any = error.problem_mark  # the parser always says where
    start = error.context_mark
    fault = _Error(
        words=f"{error.context or ''} {error.problem or ''}",
        lines=text.splitlines(),
        line=mark.line,
        column=mark.column,
        start=(start.line, start.column) if start else None,
    )
    cause = next(filter(None, (find(fault) for find in _CAUSES)), None) or _Cause(
        fault.line,
        fault.column,
        "Raden går inte att läsa som YAML.",
        "Jämför med en post som fungerar: ett fält per rad, kolon och mellanslag efter namnet, två mellanslags indrag.",
    )
    return SYNTAX.problem(Place(path, cause.line + first_line, cause.column + 1), cause.message, cause.hint)


def _tab(error: _Error) -> _Cause | None:
    for number in (error.line - 1, error.line):
        indent = error.at(number)[: error.indent(number)]
        if "\t" in indent:
            hint = "Byt tabben mot två mellanslag per nivå."
            return _Cause(number, indent.index("\t"), "Raden börjar med ett tabbtecken.", hint)
    return None


def _escape(error: _Error) -> _Cause | None:
    column = error.at(error.line).rfind("\\", 0, error.column + 1)
    if column < 0 or ("escape" not in error.words and "hexdecimal" not in error.words):
        return None
    message = "Ett omvänt snedstreck (\\) inom dubbla citattecken är inte en giltig teckenkod."
    return _Cause(error.line, column, message, "Ta bort snedstrecket, eller skriv det två gånger (\\\\).")


def _unclosed_quote(error: _Error) -> _Cause | None:
    if error.start and "quoted" in error.words:
        return _open_quote(error, *error.start)
    return None


def _text_after_quote(error: _Error) -> _Cause | None:
    """Text follows a closing quote: one too many inside the text, or one that closed an earlier text."""
    before = error.at(error.line)[: error.column].rstrip()
    if before[-1:] not in ("'", '"'):
        return None
    quote = before[-1]
    key, value, column = error.field(error.line)
    if value.startswith(quote) and before.rindex(quote) > column:
        if value.endswith(quote):
            message = "Texten har ett citattecken inne i sig som avslutar den för tidigt."
            hint = "Använd «» för citat inne i texten." if quote == '"' else _DOUBLE_QUOTES
            return _Cause(error.line, column, message, hint)
        message = f"Efter citattecknet som slutar texten i «{key}» finns det mer text."
        return _Cause(error.line, column, message, "Låt citattecknen omge hela texten, och använd «» inne i den.")
    for number in range(error.line, -1, -1):
        _, value, column = error.field(number)
        if value.startswith(quote) and value.count(quote) == 1:
            return _open_quote(error, number, column)
    return None


def _open_quote(error: _Error, line: int, column: int) -> _Cause:
    """A quote that was not closed, or closed by another kind of quote."""
    last = error.at(line).rstrip()[-1:]
    other = last in ("'", '"') and last != error.at(line)[column]
    return _Cause(line, column, "Citattecknet har inget slut.", _SAME_QUOTE if other else _CLOSE_QUOTE)


def _unclosed_bracket(error: _Error) -> _Cause | None:
    start, slip = error.start, "så saknas ett kommatecken mellan värdena"
    if "flow node" in error.words:  # the parser wanted one more value, and does not say what it is in
        start, slip = _open_bracket(error), "så har den ett kommatecken för mycket"
    elif "expected ',' or ']'" not in error.words and "expected ',' or '}'" not in error.words:
        return None
    if not start:
        return None
    name, closing = ("hakparentes [", "]") if error.at(start[0])[start[1]] == "[" else ("klammer {", "}")
    message = f"En {name} har inget slut, eller {slip}."
    return _Cause(*start, message, f"Skriv värdena med komma emellan och sluta med {closing}.")


def _open_bracket(error: _Error) -> tuple[int, int] | None:
    """The last bracket before the error, if nothing closes it."""
    before = "\n".join([*error.lines[: error.line], error.at(error.line)[: error.column]])
    found = re.search(r"[\[{][^\[\]{}]*$", before)
    if not found:
        return None
    return before.count("\n", 0, found.start()), found.start() - before.rfind("\n", 0, found.start()) - 1


def _special_start(error: _Error) -> _Cause | None:
    """A text that starts with a character that YAML keeps for itself."""
    for number in (error.line, error.line - 1):
        _, value, column = error.field(number)
        if not value:
            value = error.at(number).strip().removeprefix("- ")
            column = error.at(number).rindex(value)
        if re.match(r"\* ?\w", value) and not _FIELD.match(error.at(number)):
            message = "En lista skrivs med bindestreck, inte med *."
            return _Cause(number, column, message, "Byt «*» mot «- » på varje rad i listan.")
        if re.match(r"[\[{][^\]}]*[\]}]\s*[^\s#,\]}]", value):
            message = f"En text får inte börja med tecknet {value[0]} utan citattecken."
            return _Cause(number, column, message, _WHOLE_IN_QUOTES)
        if re.match(r"[@`%&*!?,\]}]|- |-$|[|>](?![-+0-9]*(?:\s*#|$))", value):
            message = f"En text får inte börja med tecknet {value[0]} utan citattecken."
            return _Cause(number, column, message, _WHOLE_IN_QUOTES)
    return None


def _colon_in_text(error: _Error) -> _Cause | None:
    if "mapping values are not allowed" not in error.words:
        return None
    key, value, column = error.field(error.line)
    if ": " in value or value.endswith(":"):
        message = f"Texten i «{key}» har ett kolon följt av mellanslag, och läses därför som ett nytt fält."
        return _Cause(error.line, column, message, _WHOLE_IN_QUOTES)
    previous = error.at(error.line - 1)
    glued = re.match(r"\s*(?:- )?([\w-]+):\S", previous)
    if glued:
        message = f"Det saknas ett mellanslag efter kolonet i «{glued[1]}:»."
        return _Cause(
            error.line - 1,
            error.indent(error.line - 1),
            message,
            "Skriv ett mellanslag mellan kolonet och värdet.",
        )
    return _wrong_before(error) or _Cause(
        error.line,
        error.indent(error.line),
        f"Fältet «{key}» har för stort indrag, eller så är raden före inte avslutad.",
        _SAME_INDENT,
    )


def _wrong_before(error: _Error) -> _Cause | None:
    """The line before is the one that is wrong: it is no field, or is indented less than those around it."""
    number = error.line - 1
    while number >= 0 and not error.at(number).strip():
        number -= 1
    line = error.at(number).strip()
    if number >= 0 and re.match(r"-(?! )\S+: ", line):
        return _Cause(number, error.indent(number), _NO_SPACE, _WRITE_A_SPACE)
    if number >= 0 and line.startswith("- ") and not _FIELD.match(error.at(number)):
        return _Cause(number, error.indent(number), _NOT_A_FIELD, _WRITE_A_FIELD)
    if number < 0 or line.startswith(("#", "- ")):
        return None
    if not _FIELD.match(error.at(number)) and error.indent(number) == error.indent(error.line):
        return _Cause(number, error.indent(number), _NOT_A_FIELD, _WRITE_A_FIELD)
    head = error.field(number - 1) if number else ("", "", 0)
    if head[0] and not head[1] and error.indent(number - 1) == error.indent(number) < error.indent(error.line):
        message = f"Raden hör till «{head[0]}» men har inget indrag."
        return _Cause(number, error.indent(number), message, _SAME_INDENT)
    if number and error.indent(number) < error.indent(number - 1) == error.indent(error.line):
        message = "Raden har mindre indrag än fälten före och efter."
        return _Cause(number, error.indent(number), message, _SAME_INDENT)
    return None


def _no_field(error: _Error) -> _Cause | None:
    """`titel Läxhjälp`: the line is no field."""
    if "could not find expected ':'" not in error.words or not error.start:
        return None
    number = error.start[0]
    return _Cause(number, error.indent(number), _NOT_A_FIELD, _WRITE_A_FIELD)


def _indentation(error: _Error) -> _Cause | None:
    if "did not find expected" not in error.words:
        return None
    number = error.line if error.at(error.line).strip() else max(error.line - 1, 0)
    if re.match(r"-(?! )\S+: ", error.at(number).strip()):
        return _Cause(number, error.indent(number), _NO_SPACE, _WRITE_A_SPACE)
    first = number
    while first and (not error.at(first - 1).strip() or error.indent(first - 1) > error.indent(number)):
        first -= 1
    if error.at(number).strip().startswith("- ") and first < number:
        message = "Raden är den första i en del av en lista, men bindestrecket saknas."
        return _Cause(first, error.indent(first), message, _WRITE_A_DASH)
    head, value, _ = error.field(first - 1)
    after = error.indent(number + 1) if error.at(number + 1).strip() else error.indent(number)
    if first == number - 1 and head and not value and after <= error.indent(number):
        return _Cause(first, error.indent(first), "Raden har större indrag än raderna efter.", _SAME_INDENT)
    return _Cause(number, error.indent(number), "Radens indrag stämmer inte med raderna före.", _SAME_INDENT)


_CAUSES = (
    _tab,
    _escape,
    _unclosed_quote,
    _text_after_quote,
    _unclosed_bracket,
    _special_start,
    _colon_in_text,
    _no_field,
    _indentation,
)
