from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pages.format import NO_BREAK, size
from pages.site import part
from pages.site_index import SiteIndex, build_index
from pages.widgets import NEWEST, embed_pages, embeddable
from register.model import Register
from register.published import Completeness, DataCatalogue, DownloadFile, PublishedColumn, Quality, RuleSeriesResult

from .markup import Element, links, parsed, table
from .registers import TODAY, partnership, register, varied

HOSTILE = '</title><script>alert(1)</script> "&<b>'

FILE = DownloadFile(
    path="data/samarbeten.csv",
    title="Samarbeten",
    description="Alla samarbeten.",
    kind="Tabeller",
    format="CSV",
    media_type="text/csv",
    size=56294,
    sha256="0" * 64,
    modified=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    rows=6,
    columns=(
        PublishedColumn(name="belopp", type="integer", title="Belopp", description="I kronor.", required=True),
        PublishedColumn(
            name="jav",
            type="string",
            title="Jäv",
            description="Prövat?",
            choices={"provat": "Prövat", "hanterat": HOSTILE},
        ),
    ),
)  # fmt: skip
QUALITY = Quality(
    checked=(RuleSeriesResult(series="Postens form", rules=7, found=2),),
    filled=(Completeness(field="ersatter", title="Fortsätter", among="alla samarbeten", count=1, total=6),),
    read_back=("data/samarbeten.csv: 6 rader.",),
)
PUBLISHED = DataCatalogue(address="https://register.example.net/", files=(FILE,), quality=QUALITY)


def shown(name: str, published: DataCatalogue | None = PUBLISHED, of: Register | None = None) -> Element:
    here = "oppna-data/badda-in/" if name == "badda-in" else "oppna-data/"
    return parsed(part(name, of or varied(), TODAY, example_data=True, here=here, published=published))


@pytest.mark.parametrize(
    ("octets", "words"), [(0, "0 byte"), (999, "999 byte"), (1000, "1 kB"), (1001, "2 kB"), (28545108, "28 546 kB")]
)
def test_the_size_of_a_file_in_words(octets: int, words: str) -> None:
    assert size(octets) == words.replace(" ", NO_BREAK)


def test_a_file_is_told_with_what_it_holds_its_size_and_its_last_change() -> None:
    made = shown("data-filer")
    text = table(made, "Tabeller: filer att ladda ner")[1]
    assert [cell.replace(NO_BREAK, " ") for cell in text] == [
        "Samarbeten", "Alla samarbeten. 6 rader.", "CSV", "57 kB", "2 november 2026",
    ]  # fmt: skip
    assert "../data/samarbeten.csv" in [a.attributes["href"] for a in made.all("a")]


def test_columns_are_explained_and_the_file_can_be_read_in_three_lines() -> None:
    made = shown("data-filer")
    rows = table(made, "Kolumner i data/samarbeten.csv")
    assert rows[1] == ["belopp", "heltal", "ja", "Belopp. I kronor."]
    assert rows[2][3] == f"Jäv. Prövat? Koder: provat (Prövat), hanterat ({HOSTILE})"
    python, r = made.all("pre")
    assert [line.text for line in python.all("span")] == [
        "import pandas as pd",
        'tabell = pd.read_csv("https://register.example.net/data/samarbeten.csv", dtype="string")',
        "print(tabell.head())",
    ]
    assert len(r.all("span")) == 3


def test_the_page_says_that_the_addresses_in_the_files_are_examples() -> None:
    without = replace(PUBLISHED, address=None, address_note="Webbadresserna är exempel.")
    assert "Webbadresserna är exempel." in shown("data-filer", without).text
    assert 'read_csv("samarbeten.csv"' in shown("data-filer", without).text
    assert "Webbadresserna" not in shown("data-filer").text


def test_the_quality_report_says_what_was_found_and_how_much_is_filled_in() -> None:
    made = shown("datakvalitet")
    assert table(made, "Vad kontrollen visade när webbplatsen byggdes")[1] == ["Postens form", "7", "2"]
    (row,) = table(made, "Hur stor del som har varje frivillig uppgift")[1:]
    assert [cell.replace(NO_BREAK, " ") for cell in row] == ["Fortsätter", "alla samarbeten", "1 av 6", "17 %"]
    assert "data/samarbeten.csv: 6 rader." in made.text


@pytest.mark.parametrize("name", ["data-filer", "datakvalitet", "badda-in"])
def test_pages_without_open_data_beside_them_say_so(name: str) -> None:
    assert "bara på den byggda webbplatsen" in shown(name, None).text


def test_there_is_a_snippet_for_each_group_but_recipients() -> None:
    made = shown("badda-in")
    snippets = [code.text for code in made.all("code")]
    assert len(snippets) == len(embeddable(indexed(varied()))) == 10
    assert snippets[0] == (
        '<iframe src="https://register.example.net/badda-in/stadsdelar/raslatt/" title="Stadsdelssamarbeten: Råslätt" '
        'width="100%" height="710" loading="lazy"></iframe>'
    )
    without = shown("badda-in", replace(PUBLISHED, address=None))
    assert without.all("code") == []
    assert "../../badda-in/stadsdelar/raslatt/" in [a.attributes["href"] for a in without.all("a")]


def indexed(of: Register) -> SiteIndex:
    return build_index(of, TODAY, example_data=True)


def test_a_page_to_be_framed_has_its_records_its_sum_and_nothing_that_runs() -> None:
    pages = dict(embed_pages(indexed(varied())))
    assert list(pages)[-1] == "badda-in/ar/2024/"
    made = parsed(pages["badda-in/stadsdelar/oxnehaga/"])
    assert made.one("h1").text == "Stadsdelssamarbeten: Öxnehaga"
    assert f"2{NO_BREAK}samarbeten, sammanlagt 102{NO_BREAK}000{NO_BREAK}kr." in made.text
    assert [heading.text for heading in made.all("h2")] == ["Odling på Öxnehaga", "Läxhjälp på Råslätt, andra året"]
    assert "Exempeldata." in made.text
    assert made.all("script") == []
    policy = made.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")


def test_a_page_to_be_framed_shows_hostile_text_as_it_is_written_and_not_too_much() -> None:
    records = [partnership(f"2024/post-{number}", title=HOSTILE) for number in range(NEWEST + 1)]
    made = parsed(dict(embed_pages(indexed(register(*records))))["badda-in/ar/2024/"])
    assert [heading.text for heading in made.all("h2")] == [HOSTILE] * NEWEST
    assert made.all("script") == []
    assert f"Rutan visar de {NEWEST} senaste." in made.text


def test_a_page_to_be_framed_is_there_when_a_neighbourhood_has_nothing() -> None:
    made = parsed(dict(embed_pages(indexed(register())))["badda-in/stadsdelar/raslatt/"])
    assert "Inga samarbeten är registrerade än." in made.text
    (more,) = links(made, "badda-in/stadsdelar/raslatt/")
    assert more == ("Visa alla i registret", "stadsdelar/raslatt/", "")


def test_the_register_in_one_line() -> None:
    said = parsed(part("i-korthet", varied(), TODAY, example_data=False, here="")).text
    assert said == "442\u00a0tkr till 2\u00a0mottagare sedan 2024"
    assert parsed(part("i-korthet", register(), TODAY, example_data=False, here="")).text == (
        "Inga beslut är registrerade än."
    )


def test_what_is_running_now_leads_to_all_that_is() -> None:
    tree = parsed(part("pagar-nu", varied(), TODAY, example_data=False, here=""))
    assert [card.one("h3").text for card in tree.all("li", class_="card")] == ["Odling på Öxnehaga"]
    assert tree.all("a")[-1].attributes["href"] == "./samarbeten/?lage=pagar"


def test_rounds_in_a_sentence_and_no_dates_of_examples() -> None:
    example = parsed(part("oppna-omgangar", register(), TODAY, example_data=True, here=""))
    assert example.text == "Vätterhems ansökningsdatum är inte publicerade här ännu. Så söker du"
    real = parsed(part("oppna-omgangar", varied(), TODAY, example_data=False, here=""))
    assert "inte publicerade" not in real.text
    assert len(real.all("time")) == 1
