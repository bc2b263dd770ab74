"""Every figure is worked out once more from the YAML files, with code that the pages do not share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from pages.site import fill, site_files, site_pages
from register.check import check
from register.content_files import check_content_files
from register.file_tree import DiskTree
from register.loading import CheckCache

from ..example import example_root
from .markup import Element, parsed, table

TODAY = date(2026, 11, 23)
Record = dict[str, Any]
ACCOUNTS = ("Resultat redovisat", "Ofullständigt redovisat", "Ska redovisas senare", "Skulle ha redovisats")
# Tables without a figure that is worked out, or with figures that are only read from one place
NOT_COUNTED = (
    "Ansökningsomgångar", "Ansökningar i de omgångar",
    "Avtal som har slutat och deras slutrapport", "De närmaste datumen för redovisning",
    "Dokumenthuvud", "Kriterier och avsnitten i policyn som de bygger på", "Resultat i siffror", "Mål och resultat",
    "Versioner av policyn, den nyaste först", "Ändringar i ett publicerat samarbete", "Pengarna", "Tillfällen",
    "Sökt, beviljat och utbetalt", "Jämför två ",
)  # fmt: skip


@cache
def material() -> tuple[dict[str, Record], dict[str, dict[str, str]], dict[str, Element], dict[str, Any]]:
    """The records by id, the names of the codes, the pages by path and what Find reads."""
    with TemporaryDirectory() as folder:
        root = example_root(Path(folder) / "r")
        records = {}
        for file in sorted((root / "partnerships").rglob("*.yaml")):
            record = yaml.safe_load(file.read_text(encoding="utf-8"))
            if "titel" in record:
                records[f"{file.parent.name}/{file.stem}"] = record
        names = {}
        for name in ("stadsdelar", "teman", "malgrupper"):
            content = yaml.safe_load((root / f"content/listor/{name}.yaml").read_text(encoding="utf-8"))
            names[name] = {code["kod"]: code["namn"] for code in content["koder"]}
        register = check(DiskTree(root), TODAY).register
        assert register is not None
        pages = {page.path: parsed(page.body) for page in site_pages(register, TODAY, example_data=True)}
        for path in ("index", "statistik/index", "uppfoljning/index"):
            text = (root / f"content/{path}.md").read_text(encoding="utf-8")
            markers = "\n".join(re.findall(r"<!--.*?-->", text))
            pages[path] = parsed(
                fill(markers, register, TODAY, example_data=True, here=f"{path.removesuffix('index')}")
            )
        columns = json.loads(site_files(register, TODAY, example_data=True)["samarbeten/kolumner.json"])
    return records, names, pages, columns


def everything() -> list[Record]:
    return list(material()[0].values())


def kronor(value: int) -> str:
    return f"{value:,}".replace(",", " ") + " kr"


def money(records: list[Record]) -> int:
    return sum(record["beslut"]["belopp"] for record in records)


def recipient(record: Record) -> str:
    of = record["mottagare"]
    return str(of.get("organisationsnummer") or of.get("namn"))


def year(record: Record) -> int:
    return int(record["beslut"]["datum"].year)


def final(record: Record) -> Record:
    return max(
        (item for item in record["uppfoljning"] if item["typ"] == "slutrapport"), key=lambda item: item["senast"]
    )


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
    told = [
        record["resultat"]
        for record in records
        if record.get("resultat", {}).get("deltagare") and "andel_flickor_kvinnor" in record["resultat"]
    ]
    participants = sum(of["deltagare"] for of in told)
    if not participants:
        return "–", 0
    share = sum(of["deltagare"] * of["andel_flickor_kvinnor"] for of in told) / participants
    return f"{int(share + 0.5)} %", len(told)


def first_ids() -> set[str]:
    firsts: dict[str, tuple[date, str]] = {}
    for identity, record in material()[0].items():
        mark = (record["beslut"]["datum"], identity)
        firsts[recipient(record)] = min(firsts.get(recipient(record), mark), mark)
    return {identity for _, identity in firsts.values()}


def new(records: list[Record]) -> int:
    firsts = first_ids()
    return sum(
        any(record is own for own in records) for identity, record in material()[0].items() if identity in firsts
    )


def years() -> list[tuple[str, list[Record]]]:
    """The years as they are named, newest first, with their records, and last all of them."""
    found = sorted({year(record) for record in everything()}, reverse=True)
    named = {of: f"{of} (från 30 augusti)" if of == 2023 else str(of) for of in found}
    rows = [(named[of], [record for record in everything() if year(record) == of]) for of in found]
    return [*rows, ("Alla år", everything())]


def share(part: int, whole: int) -> str:
    return f"{int(part * 100 / whole + 0.5)} %" if whole else "–"


@pytest.mark.parametrize(
    ("caption", "row"),
    [
        (
            "Samarbeten och belopp efter det år då besluten fattades",
            lambda of: [str(len(of)), kronor(money(of)), kronor(int(money(of) / len(of) + 0.5)),
                        kronor(round(median(r["beslut"]["belopp"] for r in of)))],
        ),
        (
            "Andel flickor och kvinnor bland deltagarna, efter det år då besluten fattades",
            lambda of: [women(of)[0], f"{women(of)[1]} {'samarbete' if women(of)[1] == 1 else 'samarbeten'}"],
        ),
        (
            "Beslut till nya och återkommande mottagare, efter det år då besluten fattades",
            lambda of: [str(new(of)), str(len(of) - new(of)), share(new(of), len(of))],
        ),
        ("Beviljat belopp efter hur det är redovisat", parts),
    ],
)  # fmt: skip
def test_statistics_year_by_year(caption: str, row: Callable[[list[Record]], list[str]]) -> None:
    shown = table(material()[2]["statistik/index"], caption)[1:]
    assert shown == [[name, *row(records)] for name, records in years()]


@pytest.mark.parametrize("dimension", ["stadsdelar", "teman", "malgrupper"])
def test_statistics_by_group_for_all_years_and_each(dimension: str) -> None:
    _, names, pages, _ = material()
    one = {"stadsdelar": "stadsdel", "teman": "tema", "malgrupper": "målgrupp"}[dimension]
    for name, records in years():
        path = "statistik/index" if name == "Alla år" else f"statistik/{name[:4]}"
        caption = f"Samarbeten och beviljat belopp per {one}" + ("" if name == "Alla år" else f", {name}")
        head, *rows = table(pages[path], caption)
        for code, label in names[dimension].items():
            own = [record for record in records if code in record[dimension]]
            row = next(row for row in rows if row[0] == label)
            assert row[1] == str(len(own))
            if "Andel" in head:
                exact = sum(
                    record["beslut"].get("fordelning", {code: record["beslut"]["belopp"]})[code] for record in own
                )
                assert row[2:4] == [kronor(exact), share(exact, money(records))]
            else:
                assert row[2:4] == [kronor(money(own)), kronor(money([r for r in own if r[dimension] == [code]]))]
        if "Andel" in head:
            assert abs(sum(int(row[3].split(" ")[0]) for row in rows) - 100) <= len(rows) / 2


def test_each_year_beside_all_years() -> None:
    for name, records in years()[:-1]:
        shown = {
            row[0]: row[1:] for row in table(material()[2][f"statistik/{name[:4]}"], f"{name} jämfört med alla år")[1:]
        }
        for place, of in enumerate((records, everything())):
            assert shown["Samarbeten"][place] == str(len(of))
            assert shown["Beviljat belopp"][place] == kronor(money(of))
            assert shown["Beslut till nya mottagare"][place] == str(new(of))
            assert shown["Andel flickor och kvinnor"][place] == women(of)[0]
            assert [shown[label][place] for label in ACCOUNTS] == parts(of)[:4]


def groups() -> Iterator[tuple[str, list[Record]]]:
    """Every page of totals with its records."""
    _, names, pages, _ = material()
    for dimension, codes in names.items():
        for code in codes:
            yield f"{dimension}/{code}", [record for record in everything() if code in record[dimension]]
    for name, records in years()[:-1]:
        yield f"ar/{name[:4]}", records
    for path in pages:
        if path.startswith("mottagare/8"):
            number = path.partition("/")[2]
            yield path, [r for r in everything() if r["mottagare"].get("organisationsnummer") == number]


def test_each_page_of_totals() -> None:
    _, names, pages, _ = material()
    for path, records in groups():
        page = pages[path]
        facts = {fact.one("dt").text: fact.one("dd").text for fact in page.one("dl", class_="totals").all("div")}
        assert facts["Samarbeten"] == str(len(records)), path
        assert facts["Beviljat belopp"] == kronor(money(records)), path
        assert facts["Pågår nu"] == str(sum(state(record) == "Pågår" for record in records)), path
        if "Mottagare" in facts:
            assert facts["Mottagare"] == str(len({recipient(record) for record in records})), path
        if not records:
            continue
        for row in table(page, "Samarbeten efter läge")[1:-1]:
            own = [record for record in records if state(record) == row[0]]
            assert row[1:3] == [str(len(own)), kronor(money(own))], path
        for dimension, one in (("stadsdelar", "stadsdel"), ("teman", "tema"), ("malgrupper", "målgrupp")):
            captions = {caption.text for caption in page.all("caption")}
            if (caption := f"Antal och beviljat belopp per {one}") in captions:
                by_name = {label: code for code, label in names[dimension].items()}
                for row in table(page, caption)[1:]:
                    code = by_name[row[0]]
                    own = [record for record in records if code in record[dimension]]
                    alone = [record for record in own if record[dimension] == [code]]
                    assert row[1:4] == [str(len(own)), kronor(money(own)), kronor(money(alone))], path


def test_key_figures_and_what_has_come_in() -> None:
    _, _, pages, _ = material()
    facts = {fact.one("dt").text: fact.one("dd").text for fact in pages["index"].one("dl", class_="totals").all("div")}
    assert facts["Samarbeten"] == str(len(everything()))
    assert facts["Beviljat belopp"] == kronor(money(everything()))
    assert facts["Pågår nu"] == str(sum(state(record) == "Pågår" for record in everything()))
    assert facts["Mottagare"] == str(len({recipient(record) for record in everything()}))
    kinds = {"planering": "Planering", "delrapport": "Delrapport", "slutrapport": "Slutrapport"}
    shown = {row[0]: row[1:] for row in table(pages["uppfoljning/index"], "Redovisningar i alla samarbeten")[1:]}
    for kind, label in kinds.items():
        items = [
            (item, state(r) == "Avbrutet") for r in everything() for item in r["uppfoljning"] if item["typ"] == kind
        ]
        coming = [item for item, stopped in items if not came_in(item) and not stopped and item["senast"] >= TODAY]
        late = [item for item, stopped in items if not came_in(item) and not stopped and item["senast"] < TODAY]
        assert shown[label] == [str(sum(came_in(item) for item, _ in items)), str(len(coming)), str(len(late))]
    complete, *_, granted = parts(everything())
    assert f"Av {granted} som beviljats är resultatet redovisat för {complete} (" in pages["uppfoljning/index"].text
    for row in table(pages["uppfoljning/index"], "Vad lägena betyder och hur många samarbeten som har dem")[1:]:
        assert row[-1] == str(sum(state(record) == row[0] for record in everything()))


def test_each_recipient() -> None:
    for row in table(material()[2]["mottagare/index"], "Mottagare med antal samarbeten och beviljat belopp")[1:-1]:
        own = [record for record in everything() if record["mottagare"].get("namn") == row[0]]
        assert row[2:4] == [str(len(own)), kronor(money(own))]


def test_the_report_of_each_year() -> None:
    _, names, pages, _ = material()
    for path in [path for path in pages if path.endswith("/rapport/index")]:
        own = [record for record in everything() if str(year(record)) == path.split("/")[1]]
        sums = [
            [record["ansokan"]["belopp"] for record in own if "belopp" in record.get("ansokan", {})],
            [record["beslut"]["belopp"] for record in own],
            *([r["ekonomi"][key] for r in own if key in r.get("ekonomi", {})] for key in ("utbetalt", "aterbetalt")),
        ]
        shown = table(pages[path], "Sökt, beviljat, utbetalt och återbetalt")[1:]
        assert [row[1] for row in shown] == [kronor(sum(s)) if s else "Inte publicerat här ännu" for s in sums]
        accounts = table(pages[path], "Beviljat belopp efter hur det är redovisat")[1:]
        assert accounts == [[label, part] for label, part in zip(ACCOUNTS, parts(own), strict=False)]
        for row in table(pages[path], "Samarbeten som omfattar stadsdelen")[1:]:
            there = [r for r in own if row[0] in [names["stadsdelar"][code] for code in r["stadsdelar"]]]
            assert row[1:] == [str(len(there)), kronor(money(there))]


def test_what_find_reads() -> None:
    records, names, _, columns = material()
    assert sorted(columns["id"]) == sorted(records)
    for place, identity in enumerate(columns["id"]):
        record = records[identity]
        assert columns["belopp"][place] == record["beslut"]["belopp"]
        assert columns["beslut"][place] == record["beslut"]["datum"].isoformat()
        for name, field in (("stadsdel", "stadsdelar"), ("tema", "teman"), ("malgrupp", "malgrupper")):
            assert [columns["val"][name][at][0] for at in columns[name][place]] == record[field]
        assert columns["val"]["lage"][columns["lage"][place][0]][1] == state(record)
    assert names


def glance(value: int) -> str:
    """An amount as the charts have it: 4,9 mnkr, 850 tkr, 800 kr."""
    if value >= 999_500:
        return f"{int(value / 1e5 + 0.5) / 10:.1f} mnkr".replace(".", ",")
    return f"{int(value / 1000 + 0.5)} tkr" if value >= 1000 else kronor(value)


def test_the_charts_of_statistics() -> None:
    _, names, pages, _ = material()
    drawn = {chart.one("title").text: chart for chart in pages["statistik/index"].all("svg")}
    by_year = [(name[:4], records) for name, records in reversed(years()[:-1])]
    charts = (
        ("Beviljat belopp per år", [(glance(money(of)), [money(of)]) for _, of in by_year]),
        (
            "Beviljat belopp efter hur det är redovisat, per år",
            [(share(accounts(of)[0], money(of)), accounts(of)) for _, of in by_year],
        ),
    )
    for title, columns in charts:
        figures = [text.text for text in drawn[title].all("text", class_="chart__figure")]
        assert figures == [figure for figure, _ in columns], title
        labels = [text.text for text in drawn[title].all("text", class_="chart__label")]
        assert labels == [name for name, _ in by_year]
        heights = [
            float(bar.attributes["height"].removesuffix("em")) for bar in drawn[title].all("rect", class_="chart__bar")
        ]
        sizes = [part for _, parts_of in columns for part in parts_of if part]
        scale = heights[sizes.index(max(sizes))] / max(sizes)
        assert len(heights) == len(sizes)
        assert all(abs(height - max(size * scale, 0.1)) < 0.06 for height, size in zip(heights, sizes, strict=True)), (
            title
        )
    chart = drawn["Beviljat belopp per stadsdel"]
    sums = {
        label: money([r for r in everything() if code in r["stadsdelar"]])
        for code, label in names["stadsdelar"].items()
    }
    labels = [text.text for text in chart.all("text", class_="chart__label")]
    figures = [text.text for text in chart.all("text", class_="chart__figure")]
    assert dict(zip(labels, figures, strict=True)) == {label: kronor(value) for label, value in sums.items()}
    assert labels == sorted(labels, key=lambda label: -sums[label])


def test_no_file_can_take_the_address_of_a_page_that_is_made(tmp_path: Path) -> None:
    authored = {"index", "statistik/index", "uppfoljning/index", "samarbeten/index"}
    for path in [
        path for path in material()[2] if path not in authored and not path.startswith(("policy/", "kriterier/"))
    ]:
        file = tmp_path / f"content/{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Sida\n", encoding="utf-8")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    refused = check_content_files(DiskTree(tmp_path), frozenset(), CheckCache())
    assert written == {problem.place.path for problem in refused}


def test_every_table_with_figures_is_worked_out_here() -> None:
    known = re.compile(
        "|".join(
            (
                "Samarbeten och belopp efter", "Andel flickor och kvinnor", "Beslut till nya", "Beviljat belopp efter",
                "Samarbeten och beviljat belopp per", r"\d{4}.* jämfört med alla år", "Samarbeten efter läge",
                "Antal och beviljat belopp per", "De 10 mottagare", "Jämför två", "Redovisningar i alla",
                "Vad lägena betyder",
                "Mottagare med antal", "Sökt, beviljat, utbetalt och", "Samarbeten som omfattar",
                "Beviljat, utbetalt och återbetalt", "Beviljat belopp per 1 000",
                "Avtal som har slutat, efter läge", *map(re.escape, NOT_COUNTED),
            )
        )
    )  # fmt: skip
    captions = {caption.text for page in material()[2].values() for caption in page.all("caption")}
    assert [caption for caption in captions if not known.match(caption)] == []
