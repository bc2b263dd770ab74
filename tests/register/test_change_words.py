"""What has happened to a record, in words."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.record_changes import describe, describe_record, sentences
from register.schema import fields
from register.wording import WordList, masked_text, quote_value, vocabulary

from .memory import checked, edited

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "record.schema.json").read_text(encoding="utf-8"))
NAMES = WordList(
    fields=fields(SCHEMA),
    codes={"stadsdelar": {"raslatt": "Råslätt", "ekhagen": "Ekhagen", "samset": "Samset"}},
    criteria={"trygghet": "Trygghet"},
)
FINAL = {"typ": "slutrapport", "senast": "2025-05-31"}
PLAN = {"typ": "planering", "senast": "2024-05-01"}
LONG = "Öppet för alla hyresgästers barn i kvarterslokalen på tisdagar och torsdagar, utan avgift och utan anmälan."
RECORD: dict[str, Any] = {
    "titel": "Läxhjälp på Råslätt",
    "sammanfattning": "Öppen läxhjälp två kvällar i veckan för alla barn som bor på Råslätt, med ledare på plats.",
    "mottagare": {"namn": "Exempelföreningen Lyktan", "organisationsnummer": "899999-0008"},
    "stadsdelar": ["raslatt"],
    "teman": ["arbete-studier"],
    "malgrupper": ["barn"],
    "beslut": {"datum": "2024-03-12", "belopp": 40000, "jav": "provat", "policy": "2023-08-30"},
    "avtal": {"start": "2024-04-01", "slut": "2025-03-31", "nytta": LONG},
    "kriterier": {"trygghet": "Samma ledare möter barnen hela terminen."},
    "uppfoljning": [
        {"typ": "delrapport", "senast": "2024-10-01"},
        {"typ": "slutrapport", "senast": "2025-05-31"},
    ],
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def changed(values: dict[str, Any], before: Any = RECORD) -> Any:
    """The record with these values put in; a dotted name reaches inside, None takes away."""
    after = copy.deepcopy(before)
    for name, value in values.items():
        *path, last = name.split(".")
        inner = after
        for step in path:
            inner = inner[int(step)] if step.isdigit() else inner.setdefault(step, {})
        if value is None:
            del inner[last]
        else:
            inner[last] = value
    return after


@pytest.mark.parametrize("record", [RECORD, "inte en post", None])
def test_a_record_that_is_the_same_says_nothing(record: Any) -> None:
    assert describe(record, copy.deepcopy(record), NAMES) == []


CAME = {"uppfoljning": [{**FINAL, "inkom": "2025-05-20"}]}
SHARE = {"resultat": {"andel_flickor_kvinnor": 52, "deltagare": 1}}
CORRECTED = {"rattelser": [{"datum": "2024-06-01", "text": "Beloppet var fel."}]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"beslut.belopp": 45000}, "Beviljat belopp: 40 000 → 45 000 kr"),
        ({"titel": "Läxhjälp i Råslätt"}, "Titel: Läxhjälp på Råslätt → Läxhjälp i Råslätt"),
        ({"mottagare.namn": "Exempelklubben Uven"}, "Mottagare: Exempelföreningen Lyktan → Exempelklubben Uven"),
        ({"mottagare.organisationsnummer": None}, "Organisationsnummer har tagits bort: 899999-0008"),
        ({"mottagare.webbplats": "https://example.org"}, "Webbplats har lagts till: https://example.org"),
        ({"beslut.datum": "2024-03-13"}, "Beslutsdatum: 12 mars 2024 → 13 mars 2024"),
        ({"beslut.jav": "hanterat"}, "Jäv: Prövat, ingen var jävig → Jäv fanns och är hanterat"),
        ({"avtal.slut": "2025-06-30"}, "Avtalet slutar: 31 mars 2025 → 30 juni 2025"),
        ({"stadsdelar": ["raslatt", "ekhagen", "samset"]}, "Stadsdelar: Ekhagen och Samset har lagts till"),
        ({"stadsdelar": ["okand"]}, "Stadsdelar: okand har lagts till och Råslätt har tagits bort"),
        (
            {"kriterier.trygghet": "Dörren är bemannad och ingen går hem ensam."},
            "Motiveringen för Trygghet har skrivits om",
        ),
        ({"kriterier.annat": "Ett skäl till."}, "Motiveringen för «annat» har lagts till"),
        ({"avtal.nytta": f"{LONG} Alla är välkomna."}, "Nyttan för hyresgästerna har ändrats"),
        ({"uppfoljning.1.inkom": "2026-05-03"}, "Slutrapport inkom 3 maj 2026"),
        (
            {"uppfoljning.0.inkom": "2024-09-20"},
            "Delrapport som skulle lämnas senast 1 oktober 2024 inkom 20 september 2024",
        ),
        ({"uppfoljning.1.senast": "2025-06-30"}, "Slutrapport ska lämnas senast: 31 maj 2025 → 30 juni 2025"),
        ({"uppfoljning.1.sammanfattning": "Gick som planerat."}, "Sammanfattningen av slutrapporten har lagts till"),
        (
            {"resultat": {"tillfallen": 1, "deltagare": 140, "sammanfattning": "Det gick bra."}},
            "Resultatet har lagts till: 1 tillfälle och 140 deltagare",
        ),
        ({"avbrutet": {"datum": "2024-09-01", "skal": "Ledarna flyttade."}}, "Samarbetet avbröts 1 september 2024"),
        ({"ersatter": "2023/laxhjalp-raslatt"}, "Fortsätter 2023/laxhjalp-raslatt"),
        (
            {"rattelser": [{"datum": "2024-06-01", "text": "Beloppet var fel."}]},
            "Rättelse tillagd 1 juni 2024: Beloppet var fel.",
        ),
        ({"titel": "a" * 80}, f"Titel: Läxhjälp på Råslätt → {'a' * 80}"),
        ({"titel": "a" * 81}, "Titel har skrivits om"),
        ({"avtal.nytta": LONG.replace(" ", "\n")}, "Nyttan för hyresgästerna har fått nya radbrytningar men samma ord"),
        ({"avtal.nytta": None}, "Nyttan för hyresgästerna har tagits bort"),
        ({"mottagare.namn": "Anna Andersson"}, "Mottagare: Exempelföreningen Lyktan → [dolt]"),
        ({"beslut.beslutsfattare": "Anna Andersson"}, "Beslutsfattare har lagts till: [dolt]"),
        ({"beslut.beslutsfattare": "Hållbarhetschef Anna Ek"}, "Beslutsfattare har lagts till: [dolt]"),
        ({"beslut.datum": "2024-02-30"}, "Beslutsdatum: 12 mars 2024 → 2024-02-30"),
        ({"beslut.datum": [1]}, "Beslutsdatum: 12 mars 2024 → en lista"),
        ({"beslut.belopp": True}, "Beviljat belopp: 40 000 → «true»"),
        ({"beslut.belopp": 10**12 - 1}, "Beviljat belopp: 40 000 → 999 999 999 999 kr"),
        ({"beslut.belopp": 10**12}, "Beviljat belopp: 40 000 → ett orimligt stort tal kr"),
        ({"stadsdelar": "raslatt"}, "Stadsdelar: Råslätt → raslatt"),
        ({"stadsdelar": ["raslatt", 1]}, "Stadsdelar: «1» har lagts till"),
        ({"resultat": {"sammanfattning": "Det gick bra."}}, "Resultatet har lagts till"),
        ({"resultat": {"tillfallen": 2, "deltagare": "många"}}, "Resultatet har lagts till: 2 tillfällen"),
        ({"uppfoljning": "nej"}, "Uppföljning: en lista → nej"),
        ({"belop": "1"}, "Fältet «belop» har lagts till: 1"),
        ({"beslut.belopp": "mycket"}, "Beviljat belopp: 40 000 → mycket"),
        ({"beslut": None}, "Beslutsdatum har tagits bort: 12 mars 2024"),
    ],
)
def test_a_change_is_said_as_people_say_it(values: dict[str, Any], expected: str) -> None:
    found = [plain(words) for words in describe(RECORD, changed(values), NAMES)]
    assert found[0] == expected
    assert len(found) == 1 or values == {"beslut": None}


@pytest.mark.parametrize(
    ("before", "values", "expected"),
    [
        (
            CAME,
            {"uppfoljning.0.inkom": None},
            "Slutrapport är inte längre registrerad som inkommen (inkom 20 maj 2025)",
        ),
        (CAME, {"uppfoljning.0.inkom": "2025-05-21"}, "Slutrapport inkom: 20 maj 2025 → 21 maj 2025"),
        ({"uppfoljning": [FINAL]}, {"uppfoljning": [FINAL, PLAN]}, "Planering ska lämnas senast 1 maj 2024"),
        (
            {"uppfoljning": [FINAL, PLAN]},
            {"uppfoljning": [FINAL]},
            "Planering ska inte längre lämnas (skulle ha lämnats senast 1 maj 2024)",
        ),
        (CORRECTED, {"rattelser": []}, "Rättelsen från 1 juni 2024 har tagits bort"),
        (CORRECTED, {"rattelser.0.text": "Namnet var något helt annat."}, "Rättelsen från 1 juni 2024 har skrivits om"),
        (
            {"resultat": {"andel_flickor_kvinnor": 52}},
            {"resultat.andel_flickor_kvinnor": 55},
            "Andel flickor och kvinnor: 52 → 55 %",
        ),
        ({"resultat": {"deltagare": 5}}, {"resultat": None}, "Resultatet har tagits bort: 5 deltagare"),
        ({"avbrutet": {"datum": "2024-09-01"}}, {"avbrutet": None}, "Samarbetet är inte längre avbrutet"),
        ({"ersatter": "2023/a"}, {"ersatter": None}, "Fortsätter inte längre 2023/a"),
        ({"teman": ["a", "b"]}, {"teman": ["b", "a"]}, "Teman: ordningen är ändrad"),
        ({"uppfoljning": [FINAL]}, {"uppfoljning": [FINAL, {"typ": "planering"}]}, "Planering ska lämnas"),
        ({"uppfoljning": [FINAL, {"typ": "x"}]}, {"uppfoljning": [FINAL]}, "Redovisning ska inte längre lämnas"),
        (
            {"uppfoljning": [FINAL]},
            {"uppfoljning": [FINAL, {**PLAN, "inkom": "2024-04-01"}]},
            "Planering ska lämnas senast 1 maj 2024 och inkom 1 april 2024",
        ),
        (
            {"uppfoljning": [PLAN]},
            {"uppfoljning.0.sammanfattning": "Klart."},
            "Sammanfattningen av planeringen har lagts till",
        ),
        (
            {"uppfoljning": [{"typ": "x"}]},
            {"uppfoljning.0.sammanfattning": "Klart."},
            "Sammanfattningen av redovisningen har lagts till",
        ),
        (CORRECTED, {"rattelser.0.text": "Beloppet var fel nu."}, "Rättelsen från 1 juni 2024 har ändrats"),
        (CORRECTED, {"rattelser.0.datum": "2024-06-02"}, "Rättelsens datum: 1 juni 2024 → 2 juni 2024"),
        ({"rattelser": ["x"]}, {"rattelser": []}, "Rättelser: ordningen är ändrad"),
        ({"rattelser": "x"}, CORRECTED, "Rättelser: x → en lista"),
        ({"resultat": {"deltagare": 1}}, {"resultat": "x"}, "Resultat: en grupp av fält → x"),
        (SHARE, {"resultat.andel_flickor_kvinnor": "hälften"}, "Andel flickor och kvinnor: 52 → hälften"),
        (SHARE, {"resultat.andel_flickor_kvinnor": None}, "Andel flickor och kvinnor har tagits bort: 52 %"),
        ({"avbrutet": "x"}, {"avbrutet": {}}, "Avbrutet: x → en grupp av fält"),
        ({"ersatter": "2023/a"}, {"ersatter": "2023/b"}, "Fortsätter 2023/b i stället för 2023/a"),
        (
            {"mottagare": {"organisationsnummer": "801231-1111"}},
            {"mottagare.organisationsnummer": "880320-0016"},
            "Organisationsnummer är ändrat",
        ),
        ({"flyttad_till": "2024/a"}, {"flyttad_till": "2024/b"}, "Flyttad till: 2024/a → 2024/b"),
    ],
)
def test_a_change_of_what_came_later_is_said_too(before: Any, values: dict[str, Any], expected: str) -> None:
    assert [plain(words) for words in describe(before, changed(values, before), NAMES)] == [expected]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, RECORD, "Ny post"),
        (RECORD, None, "Posten har tagits bort"),
        (RECORD, {"flyttad_till": "2024/ny"}, "Posten har flyttats till 2024/ny"),
        (RECORD, {"tillbakadragen": {"datum": "2024-06-01"}}, "Posten har dragits tillbaka 1 juni 2024"),
        ({"tillbakadragen": {"datum": "2024-06-01"}}, RECORD, "Posten gäller igen"),
        (None, {"flyttad_till": "2024/ny"}, "Posten har flyttats till 2024/ny"),
        (RECORD, {"tillbakadragen": {}}, "Posten har dragits tillbaka"),
        ({"flyttad_till": "2024/a"}, RECORD, "Posten gäller igen"),
        ({"flyttad_till": "2024/a"}, {}, "Posten gäller igen"),
        ({}, None, "Posten har tagits bort"),
        (None, {}, "Ny post"),
        (None, "inte en post", "Ny post"),
    ],
)
def test_what_happens_to_the_whole_record_is_one_sentence(before: Any, after: Any, expected: str) -> None:
    assert describe(before, after, NAMES) == [expected]


def test_a_rewritten_text_has_both_versions_beside_it() -> None:
    after = {**RECORD, "kriterier": {"trygghet": "Lokalen är ljus."}}
    [sentence] = sentences(RECORD, after, NAMES)
    assert (sentence.before, sentence.after) == (RECORD["kriterier"]["trygghet"], "Lokalen är ljus.")


def test_the_text_of_a_result_is_what_came_or_went() -> None:
    result = {"resultat": {"sammanfattning": "Det gick bra."}}
    assert [(one.before, one.after) for one in sentences({}, result, NAMES)] == [("", "Det gick bra.")]
    assert [(one.before, one.after) for one in sentences(result, {}, NAMES)] == [("Det gick bra.", "")]


def test_names_after_an_incomplete_one_are_known() -> None:
    codes = checked(edited("kod: centrum", "kod:", "content/listor/stadsdelar.yaml")).context.lists
    criteria = edited("id: starker-omradet", "idd: starker", "content/kriterier/2023-08-30.yaml")
    names = vocabulary({}, codes, checked(criteria).context.criteria)
    assert (names.codes["stadsdelar"]["raslatt"], names.criteria["trygghet"]) == ("Råslätt", "Trygghet")


def test_a_new_record_is_told_in_short() -> None:
    assert [plain(fact.words) for fact in describe_record(RECORD, NAMES)] == [
        "Beviljat belopp: 40 000 kr",
        "Mottagare: Exempelföreningen Lyktan (899999-0008)",
        "Stadsdelar: Råslätt",
        "Teman: arbete-studier",
        "Målgrupper: barn",
        "Beslutsdatum: 12 mars 2024",
        "Avtal: 1 april 2024 – 31 mars 2025",
        "Sammanfattning",
    ]


def test_a_new_record_is_told_as_far_as_it_goes() -> None:
    written = {"ersatter": "2023/a", "mottagare": {"namn": "Anna Andersson"}, "avtal": {"start": "2024-04-01"}}
    assert [fact.words for fact in describe_record(written, NAMES)] == ["Mottagare: [dolt]", "Fortsätter 2023/a"]
    assert [fact.words for fact in describe_record({"avtal": {"slut": "2024-04-01"}}, NAMES)] == []
    assert [fact.words for fact in describe_record("inte en post", NAMES)] == []


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (None, "ingenting"),
        (False, "«false»"),
        ([1], "en lista"),
        ({}, "en grupp av fält"),
        ("a\n b", "«a b»"),
        ("a" * 60, f"«{'a' * 60}»"),
        ("a" * 61, f"«{'a' * 57}…»"),
        (f"{'a' * 50} 880320-0016", f"«{'a' * 50} [dolt]»"),
    ],
)
def test_a_value_is_quoted_short_and_masked(value: Any, quoted: str) -> None:
    assert quote_value(value) == quoted


def test_a_long_text_is_cut_after_two_thousand_characters() -> None:
    assert [masked_text("a" * length)[1999:] for length in (2000, 2001)] == ["a", "a…"]


PERSONAL = "19880320-0016"


@pytest.mark.parametrize(
    "values",
    [
        {"titel": f"Läxhjälp med {PERSONAL}"},
        {"sammanfattning": f"{LONG} Ring 070-174 06 58 eller {PERSONAL}."},
        {"mottagare.namn": "Firma anna@example.org"},
        {"mottagare.organisationsnummer": "880320-0016"},
        {"mottagare.organisationsnummer": "801231-1111"},
        {"beslut.belopp": 8803200016},
        {"kriterier.880320-0016": "Ett skäl till att det är så."},
        {"880320-0016": "x"},
        {"stadsdelar": ["880320-0016"]},
        {"rattelser": [{"datum": "880320-0016", "text": f"Det var {PERSONAL} som ringde."}]},
        {"uppfoljning.0.inkom": PERSONAL},
        {"ersatter": "2024/880320-0016"},
    ],
)
def test_personal_data_is_masked_in_all_that_is_said(values: dict[str, Any]) -> None:
    after = changed(values)
    for before, now in ((RECORD, after), (after, RECORD)):
        shown = " ".join(f"{one.words} {one.before} {one.after}" for one in sentences(before, now, NAMES))
        assert "[dolt]" in shown
        digits = "".join(filter(str.isdigit, shown))
        assert "8803200016" not in digits
        assert "8012311111" not in digits
        assert "0701740658" not in digits
        assert "anna@" not in shown


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*fields(SCHEMA), "typ", "senast", "x"]).map(lambda name: name.split(".")[-1]), inner
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(sorted(SCHEMA["properties"])), _VALUE) | _VALUE,
    st.dictionaries(st.sampled_from(sorted(SCHEMA["properties"])), _VALUE) | _VALUE,
)
def test_any_data_can_be_described_on_lines_of_their_own(before: Any, after: Any) -> None:
    for words in [*describe(before, after, NAMES), *(fact.words for fact in describe_record(after, NAMES))]:
        assert words.strip()
        assert "\n" not in words
