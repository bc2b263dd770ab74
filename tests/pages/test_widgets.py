from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pages.site_index import SiteIndex, build_index
from pages.widgets import NEWEST, embed_pages, embeddable
from register.model import Register
from register.published import Completeness, DataCatalogue, DownloadFile, PublishedColumn, Quality, RuleSeriesResult

from .markup import Element, links, parsed, shown_part, table
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
)
QUALITY = Quality(
    checked=(RuleSeriesResult(series="Postens form", rules=7, found=2),),
    filled=(Completeness(field="ersatter", title="Fortsätter", among="alla samarbeten", count=1, total=6),),
    read_back=("data/samarbeten.csv: 6 rader.",),
)
PUBLISHED = DataCatalogue(address="https://register.example.net/", files=(FILE,), quality=QUALITY)


def of_data(name: str, published: DataCatalogue | None = PUBLISHED) -> Element:
    """A part of a page about open data."""
    return shown_part(name, varied(), "oppna-data/badda-in/", example_data=True, published=published)


def test_a_file_is_told_with_its_columns_and_how_to_read_it_in_three_lines() -> None:
    made = of_data("data-filer")
    row = ["Samarbeten", "Alla samarbeten. 6 rader.", "CSV", "57 kB", "2 november 2026"]
    assert table(made, "Tabeller: filer att ladda ner")[1] == row
    assert "../../data/samarbeten.csv" in [a.attributes["href"] for a in made.all("a")]
    belopp, jav = table(made, "Kolumner i data/samarbeten.csv")[1:]
    assert belopp == ["belopp", "heltal", "ja", "Belopp. I kronor."]
    assert jav[3] == f"Jäv. Prövat? Koder: provat (Prövat), hanterat ({HOSTILE})"
    python, r = made.all("pre")
    assert [line.text for line in python.all("span")] == [
        "import pandas as pd",
        'tabell = pd.read_csv("https://register.example.net/data/samarbeten.csv", dtype="string")',
        "print(tabell.head())",
    ]
    assert len(r.all("span")) == 3


def test_the_page_says_that_the_addresses_in_the_files_are_examples() -> None:
    without = of_data("data-filer", replace(PUBLISHED, address=None, address_note="Webbadresserna är exempel."))
    assert "Webbadresserna är exempel." in without.text
    assert 'read_csv("samarbeten.csv"' in without.text
    assert "Webbadresserna" not in of_data("data-filer").text


def test_the_quality_report_says_what_was_found_and_how_much_is_filled_in() -> None:
    made = of_data("datakvalitet")
    assert table(made, "Vad kontrollen visade när webbplatsen byggdes")[1] == ["Postens form", "7", "2"]
    filled = table(made, "Hur stor del som har varje frivillig uppgift")[1:]
    assert filled == [["Fortsätter", "alla samarbeten", "1 av 6", "17 %"]]
    assert "data/samarbeten.csv: 6 rader." in made.text


@pytest.mark.parametrize("name", ["data-filer", "datakvalitet", "badda-in", "kontrollsummor"])
def test_pages_without_open_data_beside_them_say_so(name: str) -> None:
    assert "bara på den byggda webbplatsen" in of_data(name, None).text


def indexed(of: Register) -> SiteIndex:
    return build_index(of, TODAY, example_data=True)


def embedded(of: Register, address: str) -> Element:
    """The page to be framed at this address."""
    return parsed(dict(embed_pages(indexed(of)))[f"badda-in/{address}/"])


def test_there_is_a_snippet_for_each_group_but_recipients() -> None:
    snippets = [code.text for code in of_data("badda-in").all("code")]
    assert len(snippets) == len(embeddable(indexed(varied()))) == 10
    assert snippets[0] == (
        '<iframe src="https://register.example.net/badda-in/stadsdelar/raslatt/" title="Stadsdelssamarbeten: Råslätt" '
        'width="100%" height="710" loading="lazy"></iframe>'
    )
    without = of_data("badda-in", replace(PUBLISHED, address=None))
    assert without.all("code") == []
    assert "../../badda-in/stadsdelar/raslatt/" in [a.attributes["href"] for a in without.all("a")]


def test_a_page_to_be_framed_has_its_records_its_sum_and_nothing_that_runs() -> None:
    assert list(dict(embed_pages(indexed(varied()))))[-1] == "badda-in/ar/2024/"
    made = embedded(varied(), "stadsdelar/oxnehaga")
    assert made.one("h1").text == "Stadsdelssamarbeten: Öxnehaga"
    assert "2 samarbeten, sammanlagt 102 000 kr." in made.text
    assert [heading.text for heading in made.all("h2")] == ["Odling på Öxnehaga", "Läxhjälp på Råslätt, andra året"]
    assert "Exempeldata." in made.text
    assert made.all("script") == []
    policy = made.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")


def test_a_page_to_be_framed_shows_hostile_text_as_it_is_written_and_not_too_much() -> None:
    records = [partnership(f"2024/post-{number}", title=HOSTILE) for number in range(NEWEST + 1)]
    made = embedded(register(*records), "ar/2024")
    assert [heading.text for heading in made.all("h2")] == [HOSTILE] * NEWEST
    assert made.all("script") == []
    assert f"Rutan visar de {NEWEST} senaste." in made.text


def test_a_page_to_be_framed_is_there_when_a_neighbourhood_has_nothing() -> None:
    made = embedded(register(), "stadsdelar/raslatt")
    assert "Inga samarbeten är registrerade än." in made.text
    (more,) = links(made, "badda-in/stadsdelar/raslatt/")
    assert more == ("Visa alla i registret", "stadsdelar/raslatt/", "")


def test_the_start_page_says_what_has_been_granted_what_is_running_and_when_one_can_apply() -> None:
    assert shown_part("i-korthet", varied()).text == "442 tkr till 2 mottagare sedan 2024"
    assert shown_part("i-korthet", register()).text == "Inga beslut är registrerade än."
    running = shown_part("pagar-nu", varied())
    assert [card.one("h3").text for card in running.all("li", class_="card")] == ["Odling på Öxnehaga"]
    assert running.all("a")[-1].attributes["href"] == "./samarbeten/?lage=pagar"
    example = shown_part("oppna-omgangar", register(), example_data=True)
    assert example.text == "Vätterhems ansökningsdatum är inte publicerade här ännu. Så söker du"
    real = shown_part("oppna-omgangar", varied())
    assert "inte publicerade" not in real.text
    assert len(real.all("time")) == 1
