"""Parts of authored pages: the register at a glance, its figures in English, files, embedding and headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from register.company import COMPANY
from register.status import Status

from pages.criteria import is_draft
from pages.links import CODED, Dimension
from pages.render import render_template
from pages.site_index import Group, SiteIndex, count_recipients, rounds_on, total

LATEST = 3
SHOWN = 3  # of those that are running


def key_figures(index: SiteIndex, here: str) -> str:
    """Number, money, what is running, recipients and neighbourhoods."""
    return render_template(
        "key_figures.html",
        here,
        index=index,
        whole=total(index.entries),
        running_status=Status.RUNNING,
        running=sum(entry.status is Status.RUNNING for entry in index.entries),
        recipients=count_recipients(index.entries),
        neighbourhoods=sum(bool(group.entries) for group in index.groups[Dimension.NEIGHBOURHOOD]),
    )


def in_short(index: SiteIndex, here: str) -> str:
    """The register in one line: money, recipients, and since when."""
    covers, decisions = index.register.settings.covers_from, [e.partnership.decision.date for e in index.entries]
    return render_template(
        "in_short.html",
        here,
        whole=total(index.entries),
        recipients=count_recipients(index.entries),
        since=(covers or min(decisions)).year if decisions else None,
    )


def running_now(index: SiteIndex, here: str) -> str:
    """Some of what is running: first what says how one takes part, then the newest."""
    running = [entry for entry in index.entries if entry.status is Status.RUNNING]
    running.sort(key=lambda entry: entry.partnership.activity is None)
    return render_template(
        "running_now.html", here, index=index, entries=running[:SHOWN], count=len(running), status=Status.RUNNING
    )


def latest_decisions(index: SiteIndex, here: str) -> str:
    """The newest decisions as cards."""
    return render_template("latest_decisions.html", here, entries=index.entries[:LATEST])


def neighbourhoods(index: SiteIndex, here: str) -> str:
    """A card a neighbourhood, with number and money."""
    return render_template("neighbourhoods.html", here, groups=index.groups[Dimension.NEIGHBOURHOOD])


def example_notice(index: SiteIndex, here: str) -> str:
    """Say that the data are examples, while they are."""
    if not index.example_data:
        return ""
    return render_template("example_notice.html", here, page=here, draft=is_draft(index))


def english_figures(index: SiteIndex, here: str) -> str:
    """Number, money and what is running, in a sentence."""
    whole = total(index.entries)
    running = sum(entry.status is Status.RUNNING for entry in index.entries)
    return render_template(
        "english_figures.html",
        here,
        partnerships=_english_count(whole.count, "partnership"),
        amount=whole.amount,
        kronor=f"{whole.amount:,}",
        running=f"Of these, {running:,} {'is' if running == 1 else 'are'} running now",
        today=index.today,
        day=_english_day(index.today),
        example_data=index.example_data,
    )


def english_rounds(index: SiteIndex, here: str) -> str:
    """Render in English what is open now, and what comes next."""
    open_now, later = rounds_on(index)
    return render_template(
        "english_rounds.html",
        here,
        known=bool(index.register.rounds),
        example_data=index.example_data,
        open_now=[(one.name, one.closes, _english_day(one.closes)) for one in open_now],
        coming=[(one.name, one.opens, _english_day(one.opens)) for one in later[:1]],
    )


def _english_count(value: int, noun: str) -> str:
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def _english_day(value: date) -> str:
    """A date in words: `30 November 2026`."""
    return format_date(value, "d MMMM y", locale="en_GB")


# A frame is small; the page it links to has them all.
NEWEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A page to be framed, written at `<address>index.html`. `title` is what the frame is called."""

    address: str
    title: str
    group: Group

    @property
    def height(self) -> int:
        """The height of the frame in pixels: room for what it holds, within reason."""
        return min(900, 260 + 90 * min(len(self.group.entries), NEWEST))


def embeddable(index: SiteIndex) -> list[Embed]:
    """Every page that may be framed: neighbourhoods in the order of the list, then years, newest first."""
    return [
        Embed(
            address=f"badda-in/{group.link.address}",
            title=f"{COMPANY.register_title}{' ' if dimension is Dimension.YEAR else ': '}{group.link.name}",
            group=group,
        )
        for dimension in (*CODED, Dimension.YEAR)
        for group in index.groups[dimension]
    ]


def embed_pages(index: SiteIndex) -> Iterator[tuple[str, str]]:
    """The address and the whole HTML document of each. It has a policy of its own and no script at all."""
    for embed in embeddable(index):
        document = render_template(
            "embed.html",
            embed.address,
            embed=embed,
            group=embed.group,
            entries=embed.group.entries[:NEWEST],
            index=index,
        )
        yield embed.address, f"<!doctype html>\n{document}\n"


# What a static host should send with every page; a meta element cannot say these.
SECURITY_HEADERS = (
    (
        "Content-Security-Policy",
        "frame-ancestors 'none'",
        "Ingen annan webbplats får visa sidorna i en ram. Gäller alla sidor utom dem under /badda-in/.",
    ),
    (
        "Content-Security-Policy",
        "frame-ancestors *",
        "Alla webbplatser får visa sidan i en ram. Gäller bara sidorna under /badda-in/.",
    ),
    ("X-Content-Type-Options", "nosniff", "Webbläsaren läser bara en fil som det servern har angett."),
    (
        "Referrer-Policy",
        "strict-origin-when-cross-origin",
        "Andra webbplatser får inte veta vilken sida du kom från.",
    ),
    (
        "Strict-Transport-Security",
        "max-age=31536000",
        "Webbläsaren använder alltid https efter det första besöket.",
    ),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=()",
        "Sidorna kan inte be om kamera, plats eller mikrofon.",
    ),
)


# What the types of a table are called.
TYPES = {"string": "text", "integer": "heltal", "number": "decimaltal", "date": "datum", "datetime": "datum och tid"}


def data_files(index: SiteIndex, here: str) -> str:
    """The files with open data, in their groups, with what each holds and how to read it."""
    if index.published is None:
        return render_template("unfinished.html", here, sentence="Filerna finns bara på den byggda webbplatsen.")
    published = index.published
    kinds = {file.kind: None for file in published.files}
    groups = [(kind, [file for file in published.files if file.kind == kind]) for kind in kinds]
    return render_template("data_files.html", here, published=published, groups=groups, types=TYPES)


def quality(index: SiteIndex, here: str) -> str:
    """The result of the last check, and how often each optional field is filled in."""
    if index.published is None:
        return render_template("unfinished.html", here, sentence="Rapporten finns bara på den byggda webbplatsen.")
    return render_template("quality.html", here, index=index, report=index.published.quality)


def checksums(index: SiteIndex, here: str) -> str:
    """The checksum of every file but the list of them."""
    if index.published is None:
        return render_template(
            "unfinished.html", here, sentence="Kontrollsummorna finns bara på den byggda webbplatsen."
        )
    files = [file for file in index.published.files if file.path != "data/SHA256SUMS"]
    return render_template("checksums.html", here, files=files)


def embedding(index: SiteIndex, here: str) -> str:
    """The snippets to copy."""
    if index.published is None:
        return render_template("unfinished.html", here, sentence="Koden finns bara på den byggda webbplatsen.")
    return render_template("embedding.html", here, address=index.published.address, choices=embeddable(index))


def security_headers(index: SiteIndex, here: str) -> str:
    """The headers that the host should send, and why."""
    return render_template("security_headers.html", here, headers=SECURITY_HEADERS)
