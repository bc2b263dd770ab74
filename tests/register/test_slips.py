"""One slip of the hand gives one problem, at its place, and its hint names what to write."""

from __future__ import annotations

import pytest
from register.schema import Schema
from register.schema_slips import find_slips

from .cases import RECORD
from .memory import base_files, checked, edited, problems

TITLE = "titel: Läxhjälp på Råslätt\n"
AMOUNT = "  belopp: 85000"
REPORTS = base_files()[RECORD].decode().partition("uppfoljning:\n")[2].partition("resultat:")[0]
FIRST, LAST = "  - typ: planering", "  - typ: slutrapport"
NUMBER, TARGETS = '"899999-0008"', "malgrupper: [barn, unga]"

# what was there, the slip, the code, line and column of the one problem, and words of its hint
SLIPS = [
    # a misspelt field, or one called by its former name
    (AMOUNT, "  belop: 85000", "R201", 14, 3, "Menade du «belopp»?"),
    ("  slut: 2025", "  slutt: 2025", "R201", 21, 3, "Menade du «slut»?"),
    ("sammanfattning: >-\n  Öppen", "sammanfatning: >-\n  Öppen", "R201", 2, 1, "Menade du «sammanfattning»?"),
    ("  organisationsnummer:", "  organisationsnumer:", "R201", 7, 3, "Menade du «organisationsnummer»?"),
    ("beslut:\n", "beslutt:\n", "R201", 12, 1, "Menade du «beslut»?"),
    ("mottagare:\n", "Mottagare:\n", "R201", 5, 1, "Menade du «mottagare»?"),
    ("    senast: 2024-05-15", "    senasst: 2024-05-15", "R201", 47, 5, "Menade du «senast»?"),
    ("  organisationsnummer:", "  orgnr:", "R201", 7, 3, "Menade du «organisationsnummer»?"),
    ("  diarienummer:", "  dnr:", "R201", 16, 3, "Menade du «diarienummer»?"),
    ("  nytta: >-", "  motprestation: >-", "R201", 22, 3, "Menade du «nytta»?"),
    ("  ansvar: >-", "  ansvarr: >-", "R311", 39, 3, "Menade du «ansvar»?"),
    # a dash forgotten, glued to its word, or written before each field
    (FIRST, "    typ: planering", "R109", 46, 5, "Skriv «- » före raden"),
    (LAST, "    typ: slutrapport", "R110", 51, 5, "Sätt «- » före det första fältet"),
    (REPORTS, REPORTS.replace("  - ", "    "), "R110", 51, 5, "Sätt «- » före det första fältet"),
    (REPORTS, "  typ: slutrapport\n  senast: 2025-05-31\n", "R203", 46, 3, "Sätt «- » före det första fältet"),
    (LAST, "  -typ: slutrapport", "R109", 51, 3, "mellanslag mellan bindestrecket"),
    (
        f"{LAST}\n    senast: 2025-05-31\n    inkom",
        f"{LAST}\n  - senast: 2025-05-31\n  - inkom",
        "R202",
        51,
        5,
        "Byt «- » mot två mellanslag före «senast» och «inkom»",
    ),
    # a list written otherwise
    ("[raslatt]", "\n  - raslatt, oxnehaga", "R204", 10, 5, "[raslatt, oxnehaga]"),
    ("[raslatt]", "raslatt, oxnehaga", "R203", 9, 13, "Skriv «stadsdelar: [raslatt, oxnehaga]»"),
    ("[raslatt]", "Råslätt och Öxnehaga", "R203", 9, 13, "Skriv «stadsdelar: [raslatt, oxnehaga]»"),
    ("[raslatt]", "Råslätt och Månen", "R203", 9, 13, "Koderna är: centrum"),
    (TARGETS, "malgrupper:\n  * barn\n  * unga", "R109", 12, 3, "Byt «*» mot «- »"),
    (TARGETS, "malgrupper:\n  • barn\n  • unga", "R203", 12, 3, "Skriv «malgrupper: [barn, unga]»"),
    (TARGETS, "malgrupper: [barn; unga]", "R204", 11, 14, "[barn, unga]"),
    # a wrong indentation
    ("  policy: 2023-08-30\navtal", "policy: 2023-08-30\navtal", "R201", 18, 1, "Fältet hör till «beslut»"),
    ("stadsdelar:", "  stadsdelar:", "R201", 9, 3, "ta bort indraget"),
    ("avtal:\n", "  avtal:\n", "R201", 19, 3, "ta bort indraget"),
    # a colon forgotten or glued, a tab, a text that goes on
    ("    utan avgift", "  utan avgift", "R109", 24, 3, "dra in den två mellanslag"),
    # quotes, brackets, marks of Git
    (TITLE, 'titel: "Läxhjälp på Råslätt\n', "R109", 1, 8, "sist i texten"),
    (TITLE, "titel: [Läxhjälp på Råslätt]\n", "R203", 1, 8, "inom citattecken"),
    (TITLE, f"<<<<<<< HEAD\n{TITLE}=======\ntitel: Läxhjälp\n>>>>>>> en\n", "R354", 1, 1, "Behåll de rätta raderna"),
    (AMOUNT, f"{AMOUNT}\n=======", "R354", 15, 1, "Behåll de rätta raderna"),
    # values
    ('"2024-031"', "2024-03-12 #4", "R118", 16, 17, "Sätt hela texten inom citattecken"),
    (AMOUNT, "  belopp: 85 #000", "R118", 14, 11, "Sätt hela texten inom citattecken"),
    ("namn: Exempelföreningen Lyktan", 'namn: "Exempelföreningen\\nLyktan"', "R334", 6, 9, "på en rad"),
    (AMOUNT, "  belopp: 85 tkr", "R203", 14, 11, "Skriv «belopp: 85000»"),
    (AMOUNT, "  belopp:", "R203", 14, 10, "Fyll i det. "),
    (TITLE, "titel:\n", "R203", 1, 7, "Fyll i det. "),
    ("datum: 2024-03-12", "datum: 2024-3-12", "R205", 13, 10, "Skriv «datum: 2024-03-12»"),
    ("ersatter: 2023", "ersatter: partnerships/2023", "R207", 62, 11, 'Skriv «ersatter: "2023/laxhjalp-raslatt"»'),
    ("jav: provat", "jav: true", "R203", 17, 8, "Välj ett av: provat"),
]


@pytest.mark.parametrize("title", ['Läxhjälp på "Råslätt"', 'Läxhjälp framför en skärm på 24"'])
def test_quotes_in_pairs_and_inches_are_no_slip(title: str) -> None:
    assert problems(edited(TITLE, f"titel: {title}\n")) == ()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/listor/stadsdelar.yaml", "namn: Råslätt", 'namn: "Rås\\nlätt"'),
        ("content/kriterier/2023-08-30.yaml", "rubrik: Trygghet", 'rubrik: "Trygg\\nhet"'),
        ("content/policy/2023-08-30.md", "titel: Policy", 'titel: "Policy\\n"  # '),
        ("content/listor/synonymer.yaml", "", 'grupper:\n  - ord: [pingis, "bord\\ntennis"]\n'),
        ("content/om.md", "", '---\ntitle: "Om\\nregistret"\n---\n\n# Om registret\n'),
    ],
)
def test_a_field_of_one_line_has_one_line_in_every_file(path: str, old: str, new: str) -> None:
    text = base_files().get(path, b"").decode()
    assert (old in text) or not old
    files = {**base_files(), path: text.replace(old, new, 1).encode() if old else new.encode()}
    assert "R334" in [one.code for one in checked(files).problems]


@pytest.mark.parametrize(("old", "new", "code", "line", "column", "hint"), SLIPS, ids=[repr(row[1]) for row in SLIPS])
def test_one_slip_gives_one_problem(old: str, new: str, code: str, line: int, column: int, hint: str) -> None:
    (found,) = problems(edited(old, new))
    assert (found.code, found.place.line, found.place.column) == (code, line, column), found
    assert hint in found.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TITLE, "titel: Läxhjälp\n  på Råslätt\n"),
        (AMOUNT, "  belopp:\t85000"),
        (TITLE, "titel: Läxhjälp (Råslätt) – [för alla]\n"),
        (TITLE, "titel: Läxhjälp på 27 m² * 2 i Råslätt\n"),
        (REPORTS, REPORTS.replace("\n    ", "\n      ").replace("  - ", "  -   ")),
        (TARGETS, "malgrupper:\n- barn\n- unga"),
        ("    utan avgift", "    utan #3 - typ: avgift"),
        (AMOUNT, "  belopp: 85000 # enligt beslut"),
        ("datum: 2024-03-12", "datum: 2024-03-12  # protokollets dag"),
    ],
)
def test_what_only_looks_like_a_slip_passes(old: str, new: str) -> None:
    assert problems(edited(old, new)) == ()


def group(*names: str) -> Schema:
    return {"properties": {name: {} for name in names}}


GROUPS = {
    "mottagare": group("namn", "namn_en"),
    "avtal": group("start", "slut"),
    "beslut": group("datum", "belopp", "status"),
    "kriterier": {},
    "mal": group("deltagare"),
    "resultat": group("deltagare"),
    "delar": {"items": group("typ", "senast", "inkom") | {"required": ["typ", "senast"]}},
}
WITHIN = "Fältet hör till «{}»: flytta raden dit, med samma indrag som de andra fälten där."
ALONG = "Fältet hör till «beslut»: dra in raden, och gruppens andra rader, två mellanslag."
OUTSIDE = "Fältet hör inte till «beslut»: ta bort indraget, så att raden börjar längst till vänster."
DASHES = "Byt «- » mot två mellanslag före «senast» och «inkom», så att fälten hör till samma del som «typ»."
DASH = DASHES.replace(" och «inkom»", "")


# the data, what is said of unknown and missing fields, what else that explains, and the names that are written instead
EXPLAINED: list[tuple[dict[str, object], dict[str, str], str, str]] = [
    ({"beslut": {"belop": 1}}, {"beslut.belop": "Menade du «belopp»?"}, "beslut.belopp", "belopp"),
    ({"beslut": {"bel": 1}}, {"beslut.bel": "Menade du «belopp»?"}, "beslut.belopp", ""),  # less like it
    ({"beslut": {"summa": 1}}, {"beslut.summa": "Menade du «belopp»?"}, "beslut.belopp", "belopp"),
    ({"beslut": {"summa": 1, "belopp": 2}, "mottagare": {"namn": 3}, "kriterier": {"titel": 4}}, {}, "", ""),
    ({"beslut": {"titel": 1}}, {"beslut.titel": OUTSIDE}, "titel", ""),
    ({"titel": 1, "beslut": {"titel": 2}}, {}, "", ""),
    ({"beslut": {"avtal": None, "start": 2}}, {"beslut.avtal": OUTSIDE, "beslut.start": ""}, "avtal", ""),
    ({"beslut": {"avtal": {"start": 1}, "slut": 2}}, {"beslut.avtal": OUTSIDE}, "avtal", ""),
    ({"avtal": {"start": 1}, "beslut": {}, "slut": 2}, {"slut": WITHIN.format("avtal")}, "avtal.slut", ""),
    (
        {"mal": {}, "resultat": {}, "deltagare": 1},
        {"deltagare": WITHIN.format("resultat")},
        "resultat.deltagare",
        "",
    ),
    ({"beslut": {}, "avtal": {"slut": 1}, "slut": 2}, {}, "", ""),
    ({"slut": 1, "avtal": {}, "beslut": {}}, {}, "", ""),
    ({"beslut": {}, "avtal": "ett år", "slut": 1}, {}, "", ""),
    (
        {"beslut": None, "datum": 1, "titel": 2, "belopp": 3, "annat": 4},
        {"datum": ALONG, "belopp": ""},
        "beslut beslut.datum",
        "",
    ),
    (
        {"delar": [{"typ": 1}, {"senast": 2}, {"inkom": 3}]},
        {"delar.0.senast": DASHES},
        "delar.1.typ delar.2.senast delar.2.typ",
        "",
    ),
    (
        {"delar": [None, {"typ": 1, "senast": 2}, {"typ": 3}, {"senast": 4}, {"typ": 5}, {"senast": 6}]},
        {"delar.2.senast": DASH, "delar.4.senast": DASH},
        "delar.3.typ delar.5.typ",
        "",
    ),
    ({"delar": [{"typ": 1}, {"senast": 2, "inkom": 3}, {"senast": 4}]}, {}, "", ""),
    ({"delar": [{"orgnr": 1}, {"typ": 2, "senast": 3}]}, {}, "", ""),
]


@pytest.mark.parametrize(("data", "said", "explained", "written"), EXPLAINED)
def test_a_slip_explains_what_it_causes_and_nothing_else(
    data: dict[str, object], said: dict[str, str], explained: str, written: str
) -> None:
    slips = find_slips(data, {"properties": {"titel": {}, **GROUPS}})
    assert {".".join(map(str, field)): hint for field, hint in (slips.unknown | slips.missing).items()} == said
    assert sorted(".".join(map(str, field)) for field in slips.explained) == explained.split()
    assert [*slips.names.values()] == written.split()


POLICY, SETTINGS = "content/policy/2023-08-30.md", "content/listor/installningar.yaml"
OWN = b"egna_kontakter: [info@example.org, 036-19 94 00]\n"
PAGE = b"# Om\n\nMejla info@example.org eller ring 036-19 94 00.\n\n[Mejla](mailto:info@example.org)\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (POLICY, "galler_fran: 2023-08-30", "galler_fran: 2024-08-30", "R413"),
        (POLICY, "galler_fran: 2023-08-30", "galler_fran: 2023-08-3O", "R205"),
        (POLICY, "galler_fran: 2023-08-30", "galler_fran 2023-08-30", "R109"),
        ("content/listor/stadsdelar.yaml", "kod: raslatt", "kodd: raslatt", "R201"),
        ("content/kriterier/2023-08-30.yaml", "id: trygghet", "idd: trygghet", "R201"),
        (SETTINGS, "egna_kontakter", "egna_kontakt", "R201"),
        (SETTINGS, "belopp_hogst:", "belopp_hogst", "R109"),
        (SETTINGS, "[info@example.org, 036-19 94 00]", "info@example.org", "R203"),
    ],
)
def test_a_slip_in_a_list_or_policy_is_not_blamed_on_other_files(path: str, old: str, new: str, code: str) -> None:
    settings = base_files()[SETTINGS] + OWN
    files = {**base_files(), SETTINGS: settings, "content/om/index.md": PAGE}
    assert problems(files) == ()
    files[path] = files[path].replace(old.encode(), new.encode(), 1)
    assert [(problem.code, problem.place.path) for problem in problems(files)] == [(code, path)]


def test_a_contact_that_is_not_the_companys_is_found_beside_a_fault_elsewhere() -> None:
    page = PAGE.replace(b"036-19 94 00", b"070-174 06 58")
    files = {**edited(TITLE, "titel: [Läxhjälp]\n"), "content/om/index.md": page}
    assert {problem.code for problem in problems(files)} == {"R203", "R305", "R306", "R123"}
