"""Every figure is worked out once more from the YAML files, with code that the pages do not share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from pages.site import fill, site_files, site_pages
from register.content_files import check_content_files
from register.file_tree import DiskTree
from register.loading import CheckCache

from ..example import CONTENT, RECORDS, TODAY, example_register
from .markup import Element, facts, parsed, table

Record = dict[str, Any]
DIMENSIONS = {"stadsdelar": "stadsdel", "teman": "tema", "malgrupper": "målgrupp"}
ACCOUNTS = ("Resultat redovisat", "Ofullständigt redovisat", "Ska redovisas senare", "Skulle ha redovisats")
COUNTED = (
    "Samarbeten och belopp efter", "Andel flickor och kvinnor", "Beslut till nya", "Beviljat belopp efter",
    "Samarbeten och beviljat belopp per", "Jämfört med alla år", "Samarbeten efter läge", "Samarbeten som omfattar",
    "Antal och beviljat belopp per", "Redovisningar i alla", "Vad lägena betyder", "Mottagare med antal",
    "Sökt, beviljat, utbetalt och",
)  # fmt: skip
# Tables without a figure that is worked out, or with figures that are only read from one place
NOT_COUNTED = (
    "Ansökningsomgångar", "Ansökningar i de omgångar",
    "Avtal som har slutat och deras slutrapport", "De närmaste datumen för redovisning",
    "Dokumenthuvud", "Kriterier och avsnitten i policyn som de bygger på", "Resultat i siffror", "Mål och resultat",
    "Versioner av policyn, den nyaste först", "Ändringar i ett publicerat samarbete", "Pengarna", "Tillfällen",
    "Sökt, beviljat och utbetalt", "Jämför två ", "De 10 mottagare", "Avtal som har slutat, efter läge",
    "Beviljat, utbetalt och återbetalt", "Beviljat belopp per 1 000",
)  # fmt: skip


@cache
def material() -> tuple[dict[str, Record], dict[str, dict[str, str]], dict[str, Element], dict[str, Any]]:
    """The records by id, the names of the codes, the pages by path and what Find reads."""
    files = sorted((RECORDS / "partnerships").rglob("*.yaml"))
    read = {f"{file.parent.name}/{file.stem}": yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    names = {}
    for name in DIMENSIONS:
        content = yaml.safe_load((CONTENT / f"listor/{name}.yaml").read_text(encoding="utf-8"))
        names[name] = {code["kod"]: code["namn"] for code in content["koder"]}
    register = example_register()
    pages = {page.path: parsed(page.body) for page in site_pages(register, TODAY, example_data=True)}
    for path in ("index", "statistik/index", "uppfoljning/index"):
        markers = "\n".join(re.findall(r"<!--.*?-->", (CONTENT / f"{path}.md").read_text(encoding="utf-8")))
        pages[path] = parsed(fill(markers, register, TODAY, example_data=True, here=path.removesuffix("index")))
    columns = json.loads(site_files(register, TODAY, example_data=True)["samarbeten/kolumner.json"])
    return {identity: record for identity, record in read.items() if "titel" in record}, names, pages, columns


def everything() -> list[Record]:
    return list(material()[0].values())


def kronor(value: int) -> str:
    return f"{value:,} kr".replace(",", " ")


def money(records: list[Record]) -> int:
    return sum(record["beslut"]["belopp"] for record in records)


def recipient(record: Record) -> str:
    of = record["mottagare"]
    return str(of.get("organisationsnummer") or of.get("namn"))


def year(record: Record) -> int:
    return int(record["beslut"]["datum"].year)


def final(record: Record) -> Record:
    reports = [item for item in record["uppfoljning"] if item["typ"] == "slutrapport"]
    return max(reports, key=lambda item: item["senast"])


def came_in(item: Record) -> bool:
    return "inkom" in item and item["inkom"] <= TODAY


def state(record: Record) -> str:
    report, stopped = final(record), record.get("avbrutet")
    if stopped and stopped["datum"] <= TODAY:
        return "Avbrutet"
    if came_in(report):
        return "Slutredovisat"
    if report["senast"] < TODAY:
        return "Slutrapport saknas"
    if record["avtal"]["start"] > TODAY:
        return "Beslutat"
    return "Pågår" if record["avtal"]["slut"] >= TODAY else "Väntar på slutrapport"


def tells(results: Record | None) -> bool:
    """Results with a number, and a text of more than one sentence."""
    if not results or not {"tillfallen", "deltagare"} & results.keys():
        return False
    return len([sentence for sentence in results["sammanfattning"].split(". ") if sentence.strip()]) > 1


def accounts(records: list[Record]) -> list[int]:
    """Accounted for with a result, without one, not due yet and overdue, in kronor."""
    done = [record for record in records if came_in(final(record))]
    full = [record for record in done if tells(record.get("resultat"))]
    late = [record for record in records if not came_in(final(record)) and final(record)["senast"] < TODAY]
    waiting = money(records) - money(done) - money(late)
    return [money(full), money(done) - money(full), waiting, money(late)]


def parts(records: list[Record]) -> list[str]:
    """The same and what was granted, as they are written."""
    return [kronor(part) for part in [*accounts(records), money(records)]]


def women(records: list[Record]) -> tuple[str, int]:
    told = [record.get("resultat", {}) for record in records]
    told = [of for of in told if of.get("deltagare") and "andel_flickor_kvinnor" in of]
    participants = sum(of["deltagare"] for of in told)
    if not participants:
        return "–", 0
    share = sum(of["deltagare"] * of["andel_flickor_kvinnor"] for of in told) / participants
    return f"{int(share + 0.5)} %", len(told)


@cache
def first_ids() -> set[str]:
    """The records that are their recipient's first."""
    firsts: dict[str, str] = {}
    for identity, record in sorted(material()[0].items(), key=lambda pair: (pair[1]["beslut"]["datum"], pair[0])):
        firsts.setdefault(recipient(record), identity)
    return {*firsts.values()}


def new(records: list[Record]) -> int:
    return sum(any(material()[0][identity] is own for own in records) for identity in first_ids())


def years() -> list[tuple[str, list[Record]]]:
    """The years as they are named, newest first, with their records, and last all of them."""
    found = sorted({year(record) for record in everything()}, reverse=True)
    named = {of: f"{of} (från 30 augusti)" if of == 2023 else str(of) for of in found}
    rows = [(named[of], [record for record in everything() if year(record) == of]) for of in found]
    return [*rows, ("Alla år", everything())]


def share(part: int, whole: int) -> str:
    return f"{int(part * 100 / whole + 0.5)} %" if whole else "–"


def average(records: list[Record]) -> list[str]:
    """The mean and the median amount."""
    mean, middle = money(records) / len(records), median(record["beslut"]["belopp"] for record in records)
    return [kronor(int(mean + 0.5)), kronor(round(middle))]


def sums(records: list[Record]) -> list[str]:
    """How many, and the kronor granted to them."""
    return [str(len(records)), kronor(money(records))]


def of_code(records: list[Record], dimension: str, code: str) -> list[Record]:
    return [record for record in records if code in record[dimension]]


def alone(records: list[Record], dimension: str, code: str) -> str:
    """The kronor of those that are in no other group of the dimension."""
    return kronor(money([record for record in records if record[dimension] == [code]]))


@pytest.mark.parametrize(
    ("caption", "row"),
    [
        ("Samarbeten och belopp efter", lambda of: [*sums(of), *average(of)]),
        (
            "Andel flickor och kvinnor bland deltagarna, efter",
            lambda of: [women(of)[0], f"{women(of)[1]} {'samarbete' if women(of)[1] == 1 else 'samarbeten'}"],
        ),
        (
            "Beslut till nya och återkommande mottagare, efter",
            lambda of: [str(new(of)), str(len(of) - new(of)), share(new(of), len(of))],
        ),
        ("Beviljat belopp efter hur det är redovisat", parts),
    ],
)
def test_statistics_year_by_year(caption: str, row: Callable[[list[Record]], list[str]]) -> None:
    caption += "" if caption.endswith("redovisat") else " det år då besluten fattades"
    shown = table(material()[2]["statistik/index"], caption)[1:]
    assert shown == [[name, *row(records)] for name, records in years()]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_statistics_by_group_for_all_years_and_each(dimension: str) -> None:
    _, names, pages, _ = material()
    per = f"Samarbeten och beviljat belopp per {DIMENSIONS[dimension]}"
    for name, records in years():
        tree, caption = (
            (pages["statistik/index"], per) if name == "Alla år" else (pages[f"statistik/{name[:4]}"], f"{per}, {name}")
        )
        head, *rows = table(tree, caption)
        for code, label in names[dimension].items():
            own = of_code(records, dimension, code)
            (row,) = [row for row in rows if row[0] == label]
            assert row[1] == str(len(own))
            if "Andel" in head:
                exact = sum(r["beslut"].get("fordelning", {code: r["beslut"]["belopp"]})[code] for r in own)
                assert row[2:4] == [kronor(exact), share(exact, money(records))]
            else:
                assert row[2:4] == [kronor(money(own)), alone(own, dimension, code)]
        if "Andel" in head:
            assert abs(sum(int(row[3].split(" ")[0]) for row in rows) - 100) <= len(rows) / 2


def test_each_year_beside_all_years() -> None:
    labels = ["Samarbeten", "Beviljat belopp", "Medelbelopp", "Medianbelopp", "Beslut till nya mottagare",
              "Beslut till återkommande mottagare", "Andel flickor och kvinnor", *ACCOUNTS]  # fmt: skip
    for name, records in years()[:-1]:
        shown = table(material()[2][f"statistik/{name[:4]}"], f"{name} jämfört med alla år")[1:]
        assert [row[0] for row in shown] == labels
        for place, of in enumerate((records, everything()), 1):
            figures = [*sums(of), *average(of), str(new(of)), str(len(of) - new(of)), women(of)[0], *parts(of)[:4]]
            assert [row[place] for row in shown] == figures


def groups() -> Iterator[tuple[str, list[Record]]]:
    """Every page of totals with its records, and the start page with all."""
    _, names, pages, _ = material()
    for dimension, codes in names.items():
        yield from ((f"{dimension}/{code}", of_code(everything(), dimension, code)) for code in codes)
    yield from ((f"ar/{name[:4]}", records) for name, records in years()[:-1])
    for path in [path for path in pages if path.startswith("mottagare/8")]:
        yield path, [record for record in everything() if recipient(record) == path.partition("/")[2]]
    yield "index", everything()


def test_each_page_of_totals() -> None:
    _, names, pages, _ = material()
    for path, records in groups():
        page = pages[path]
        totals = facts(page)
        assert [totals["Samarbeten"], totals["Beviljat belopp"]] == sums(records), path
        assert totals["Pågår nu"] == str(sum(state(record) == "Pågår" for record in records)), path
        recipients = str(len({*map(recipient, records)}))
        assert totals.get("Mottagare", recipients) == recipients, path
        captions = {caption.text for caption in page.all("caption")}
        if (caption := "Samarbeten efter läge") in captions:
            *rows, whole = table(page, caption)[1:]
            assert rows == [[row[0], *sums([r for r in records if state(r) == row[0]])] for row in rows], path
            assert whole == ["Sammanlagt", *sums(records)], path
        for dimension, one in DIMENSIONS.items():
            if (caption := f"Antal och beviljat belopp per {one}") in captions:
                codes = {label: code for code, label in names[dimension].items()}
                for row in table(page, caption)[1:]:
                    own = of_code(records, dimension, codes[row[0]])
                    assert row[1:4] == [*sums(own), alone(own, dimension, codes[row[0]])], path


def test_the_lists_of_groups() -> None:
    _, names, pages, _ = material()
    expected = []
    for code, label in names["stadsdelar"].items():
        own = of_code(everything(), "stadsdelar", code)
        expected.append([label, *sums(own), alone(own, "stadsdelar", code)])
    places = table(pages["stadsdelar/index"], "Samarbeten och beviljat belopp per stadsdel, alla år")[1:]
    assert sorted(places) == sorted(expected)
    *listed, whole = table(pages["ar/index"], "Samarbeten och beviljat belopp per år")[1:]
    assert listed == [[f"Samarbeten {name}", *sums(of)] for name, of in years()[:-1]]
    assert whole == ["Sammanlagt", *sums(everything())]
    *recipients, whole = table(pages["mottagare/index"], "Mottagare med antal samarbeten och beviljat belopp")[1:]
    for row in recipients:
        assert row[2:] == sums([record for record in everything() if record["mottagare"].get("namn") == row[0]])
    assert whole == ["Sammanlagt", "", *sums(everything())]


def test_what_has_come_in() -> None:
    page = material()[2]["uppfoljning/index"]
    kinds = {"planering": "Planering", "delrapport": "Delrapport", "slutrapport": "Slutrapport"}
    expected = []
    for kind, label in kinds.items():
        items = [(item, record) for record in everything() for item in record["uppfoljning"] if item["typ"] == kind]
        waiting = [item for item, record in items if not came_in(item) and state(record) != "Avbrutet"]
        late = sum(item["senast"] < TODAY for item in waiting)
        came = sum(came_in(item) for item, _ in items)
        expected.append([label, *map(str, (came, len(waiting) - late, late))])
    assert table(page, "Redovisningar i alla samarbeten")[1:] == expected
    complete, *_, granted = parts(everything())
    assert f"Av {granted} som beviljats är resultatet redovisat för {complete} (" in page.text
    for row in table(page, "Vad lägena betyder och hur många samarbeten som har dem")[1:]:
        assert row[-1] == str(sum(state(record) == row[0] for record in everything()))


def test_the_report_of_each_year() -> None:
    _, names, pages, _ = material()
    for name, own in years()[:-1]:
        page = pages[f"ar/{name[:4]}/rapport/index"]
        amounts = [
            [record["ansokan"]["belopp"] for record in own if "belopp" in record.get("ansokan", {})],
            [record["beslut"]["belopp"] for record in own],
            *([r["ekonomi"][key] for r in own if key in r.get("ekonomi", {})] for key in ("utbetalt", "aterbetalt")),
        ]
        shown = table(page, "Sökt, beviljat, utbetalt och återbetalt")[1:]
        assert [row[1] for row in shown] == [kronor(sum(of)) if of else "Inte publicerat här ännu" for of in amounts]
        accounts = table(page, "Beviljat belopp efter hur det är redovisat")[1:]
        assert accounts == [[label, part] for label, part in zip(ACCOUNTS, parts(own), strict=False)]
        codes = {label: code for code, label in names["stadsdelar"].items()}
        for row in table(page, "Samarbeten som omfattar stadsdelen")[1:]:
            assert row[1:] == sums(of_code(own, "stadsdelar", codes[row[0]]))


def test_what_find_reads() -> None:
    records, _, _, columns = material()
    assert sorted(columns["id"]) == sorted(records)
    for place, identity in enumerate(columns["id"]):
        record = records[identity]
        assert columns["belopp"][place] == record["beslut"]["belopp"]
        assert columns["beslut"][place] == record["beslut"]["datum"].isoformat()
        chosen = {name: [choices[at] for at in columns[name][place]] for name, choices in columns["val"].items()}
        codes = {"ar": [str(year(record))]} | {
            one.replace("å", "a"): record[dimension] for dimension, one in DIMENSIONS.items()
        }
        assert {name: [code for code, _ in chosen[name]] for name in codes} == codes
        assert [label for _, label in chosen["lage"]] == [state(record)]


def glance(value: int) -> str:
    """An amount as the charts have it: 4,9 mnkr, 850 tkr, 800 kr."""
    if value >= 999_500:
        return f"{int(value / 1e5 + 0.5) / 10:.1f} mnkr".replace(".", ",")
    return f"{int(value / 1000 + 0.5)} tkr" if value >= 1000 else kronor(value)


def test_the_charts_of_statistics() -> None:
    _, names, pages, _ = material()
    drawn = {chart.one("title").text: chart for chart in pages["statistik/index"].all("svg")}

    def texts(title: str, part: str) -> list[str]:
        return [text.text for text in drawn[title].all("text", class_=f"chart__{part}")]

    by_year = [(name[:4], records) for name, records in reversed(years()[:-1])]
    charts = (
        ("Beviljat belopp per år", [(glance(money(of)), [money(of)]) for _, of in by_year]),
        (
            "Beviljat belopp efter hur det är redovisat, per år",
            [(share(accounts(of)[0], money(of)), accounts(of)) for _, of in by_year],
        ),
    )
    for title, columns in charts:
        assert texts(title, "figure") == [figure for figure, _ in columns], title
        assert texts(title, "label") == [name for name, _ in by_year], title
        bars = drawn[title].all("rect", class_="chart__bar")
        heights = [float(bar.attributes["height"].removesuffix("em")) for bar in bars]
        sizes = [part for _, parts_of in columns for part in parts_of if part]
        scale = heights[sizes.index(max(sizes))] / max(sizes)
        assert heights == pytest.approx([max(size * scale, 0.1) for size in sizes], abs=0.06), title
    title = "Beviljat belopp per stadsdel"
    granted = {label: money(of_code(everything(), "stadsdelar", code)) for code, label in names["stadsdelar"].items()}
    labels = texts(title, "label")
    assert labels == sorted(labels, key=lambda label: -granted[label])
    assert texts(title, "figure") == [kronor(granted[label]) for label in labels]


def test_no_file_can_take_the_address_of_a_page_that_is_made(tmp_path: Path) -> None:
    authored = ("index", "statistik/index", "uppfoljning/index", "samarbeten/index", "policy/", "kriterier/")
    made = {f"content/{path}.md" for path in material()[2] if not path.startswith(authored)}
    for path in made:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# Sida\n", encoding="utf-8")
    refused = check_content_files(DiskTree(tmp_path), frozenset(), CheckCache())
    assert {problem.place.path for problem in refused} == made


def test_every_table_with_figures_is_worked_out_here() -> None:
    captions = {caption.text for page in material()[2].values() for caption in page.all("caption")}
    known = COUNTED + NOT_COUNTED
    assert [caption for caption in captions if not re.sub(r"^\d{4}.* j", "J", caption).startswith(known)] == []
