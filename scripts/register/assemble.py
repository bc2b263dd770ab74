"""Documents → model. A field that the schema found faulty is left out of the value that is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from register.document import Document, Pointer
from register.model import (
    Agreement,
    Code,
    Correction,
    CriteriaVersion,
    Criterion,
    Decision,
    FollowUp,
    Interruption,
    Moved,
    Partnership,
    PolicyVersion,
    Recipient,
    Results,
    Round,
    Settings,
    Withdrawn,
)

MISSING: Any = object()


class _Fields:
    """A mapping inside a document, asked for values that can be used."""

    __slots__ = ("data", "document", "pointer", "unusable")

    def __init__(self, document: Document, unusable: set[Pointer], pointer: Pointer, data: Any) -> None:
        self.document = document
        self.unusable = unusable
        self.pointer = pointer
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}

    def _get(self, key: str, wanted: type, missing: Any) -> Any:
        value = self.data.get(key, missing)
        if value is missing:
            return missing
        usable = isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))
        if self.unusable and (*self.pointer, key) in self.unusable:
            return MISSING
        return value if usable else MISSING

    def text(self, key: str, missing: Any = MISSING) -> Any:
        value = self._get(key, str, missing)
        return value.strip() if isinstance(value, str) else value

    def number(self, key: str, missing: Any = MISSING) -> Any:
        return self._get(key, int, missing)

    def truth(self, key: str) -> Any:
        return self._get(key, bool, MISSING)

    def day(self, key: str, missing: Any = MISSING) -> Any:
        value = self._get(key, str, missing)
        return date.fromisoformat(value) if isinstance(value, str) else value

    def texts(self, key: str) -> Any:
        values = self._get(key, list, MISSING)
        if values is MISSING:
            return MISSING
        return tuple(
            v for i, v in enumerate(values) if isinstance(v, str) and (*self.pointer, key, i) not in self.unusable
        )

    def part(self, key: str, make: Callable[[_Fields], Any], missing: Any = MISSING) -> Any:
        if key not in self.data:
            return missing
        value = self._get(key, dict, MISSING)
        return MISSING if value is MISSING else make(self.inside(key, value))

    def parts(self, key: str, make: Callable[[_Fields], Any], missing: Any = MISSING) -> Any:
        if key not in self.data:
            return missing
        if not isinstance(self.data[key], list):
            return MISSING
        return tuple(make(source) for source in self.items(key))

    def items(self, key: str) -> Iterator[_Fields]:
        for index, item in enumerate(self.data[key]):
            if isinstance(item, dict):
                yield _Fields(self.document, self.unusable, (*self.pointer, key, index), item)

    def inside(self, key: str, value: Any) -> _Fields:
        return _Fields(self.document, self.unusable, (*self.pointer, key), value)


def _known(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not MISSING}


def record_id(path: str) -> str:
    """The identity of the record at `path`: `partnerships/2024/x.yaml` → `2024/x`."""
    return path.removeprefix("partnerships/").removesuffix(".yaml")


def record(document: Document, unusable: set[Pointer]) -> Partnership | Moved | Withdrawn:
    """The record that a document describes."""
    top = _Fields(document, unusable, (), document.data)
    identity = {"id": record_id(document.path), "path": document.path}
    if "flyttad_till" in top.data:
        return Moved.of(**identity, **_known(target=top.text("flyttad_till")))
    if "tillbakadragen" in top.data:
        inner = top.inside("tillbakadragen", top.data["tillbakadragen"])
        return Withdrawn.of(**identity, **_known(date=inner.day("datum"), reason=inner.text("skal")))
    return Partnership.of(
        **identity,
        **_known(
            title=top.text("titel"),
            summary=top.text("sammanfattning"),
            recipient=top.part("mottagare", _recipient),
            neighbourhoods=top.texts("stadsdelar"),
            themes=top.texts("teman"),
            target_groups=top.texts("malgrupper"),
            decision=top.part("beslut", _decision),
            agreement=top.part("avtal", _agreement),
            criteria=top.part("kriterier", _reasons),
            follow_ups=top.parts("uppfoljning", _follow_up),
            results=top.part("resultat", _results, None),
            interruption=top.part("avbrutet", _interruption, None),
            replaces=top.text("ersatter", None),
            corrections=top.parts("rattelser", _correction, ()),
        ),
    )


def _recipient(source: _Fields) -> Recipient:
    number, website = source.text("organisationsnummer", None), source.text("webbplats", None)
    return Recipient.of(**_known(name=source.text("namn"), number=number, website=website))


def _decision(source: _Fields) -> Decision:
    return Decision.of(
        **_known(
            date=source.day("datum"),
            amount=source.number("belopp"),
            decided_by=source.text("beslutsfattare"),
            case_number=source.text("diarienummer", None),
            conflict_of_interest=source.text("jav"),
            policy=source.day("policy"),
        )
    )


def _agreement(source: _Fields) -> Agreement:
    start, end = source.day("start"), source.day("slut")
    return Agreement.of(**_known(start=start, end=end, counter_performance=source.text("motprestation")))


def _reasons(source: _Fields) -> dict[str, str]:
    return {key: text for key in source.data if (text := source.text(key)) is not MISSING}


def _follow_up(source: _Fields) -> FollowUp:
    return FollowUp.of(
        index=source.pointer[-1],
        **_known(
            kind=source.text("typ"),
            due=source.day("senast"),
            received=source.day("inkom", None),
            summary=source.text("sammanfattning", None),
        ),
    )


def _results(source: _Fields) -> Results:
    return Results.of(
        **_known(
            occasions=source.number("tillfallen", None),
            participants=source.number("deltagare", None),
            share_of_girls_and_women=source.number("andel_flickor_kvinnor", None),
            summary=source.text("sammanfattning"),
        )
    )


def _interruption(source: _Fields) -> Interruption:
    return Interruption.of(**_known(date=source.day("datum"), reason=source.text("skal")))


def _correction(source: _Fields) -> Correction:
    return Correction.of(**_known(date=source.day("datum"), text=source.text("text")))


def code_list(document: Document, unusable: set[Pointer]) -> tuple[Code, ...]:
    """The entries of a code list."""
    codes = _Fields(document, unusable, (), document.data).parts("koder", _code, ())
    return () if codes is MISSING else tuple(codes)


def _code(source: _Fields) -> Code:
    return Code.of(
        **_known(
            code=source.text("kod"),
            name=source.text("namn"),
            description=source.text("beskrivning"),
            homes=source.number("bostader", None),
        )
    )


def criteria(document: Document, unusable: set[Pointer]) -> CriteriaVersion:
    """A version of the criteria."""
    top = _Fields(document, unusable, (), document.data)
    in_force, policy = top.day("galler_fran"), top.day("policy")
    return CriteriaVersion.of(
        path=document.path,
        **_known(in_force=in_force, policy=policy, criteria=top.parts("kriterier", _criterion)),
    )


def _criterion(source: _Fields) -> Criterion:
    return Criterion.of(
        **_known(
            id=source.text("id"),
            heading=source.text("rubrik"),
            explanation=source.text("forklaring"),
            question=source.text("fraga", None),
            section=source.text("avsnitt"),
            clause=source.text("klausul"),
            check=source.text("kontroll"),
            check_description=source.text("kontroll_beskrivning"),
            answered=source.truth("motiveras"),
        )
    )


def policy(document: Document, unusable: set[Pointer]) -> PolicyVersion:
    """A version of the policy."""
    top = _Fields(document, unusable, (), document.data)
    return PolicyVersion.of(
        path=document.path,
        text=document.text.strip(),
        **_known(
            title=top.text("titel"),
            document_type=top.text("dokumenttyp"),
            issued_by=top.text("utfardat_av"),
            owner=top.text("dokumentagare"),
            adopted_by=top.text("faststalld_av"),
            in_force=top.day("galler_fran"),
            revise_by=top.day("revideras_senast"),
        ),
    )


def rounds(document: Document, unusable: set[Pointer]) -> tuple[Round, ...]:
    """The application rounds."""
    found = _Fields(document, unusable, (), document.data).parts("omgangar", _round, ())
    return () if found is MISSING else tuple(found)


def _round(source: _Fields) -> Round:
    return Round.of(
        **_known(
            name=source.text("namn"),
            opens=source.day("oppnar"),
            closes=source.day("stanger"),
            decided_by=source.day("beslut_senast"),
        )
    )


def settings(document: Document, unusable: set[Pointer]) -> Settings:
    """The limits for the checks."""
    top = _Fields(document, unusable, (), document.data)
    return Settings.of(**_known(highest_amount=top.number("belopp_hogst")))
