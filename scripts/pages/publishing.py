"""Parts about the site itself: files to download, embedding, headers a host should add."""

from __future__ import annotations

from pages import render
from pages.embed import embeddable
from pages.site_index import SiteIndex

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


def data_files(views: SiteIndex, here: str) -> str:
    """The files with open data, in their groups, with what each holds and how to read it."""
    if views.published is None:
        return render.body("unfinished.html", here, sentence="Filerna finns bara på den byggda webbplatsen.")
    published = views.published
    kinds = {file.kind: None for file in published.files}
    groups = [(kind, [file for file in published.files if file.kind == kind]) for kind in kinds]
    return render.body("data_files.html", here, published=published, groups=groups, types=TYPES)


def quality(views: SiteIndex, here: str) -> str:
    """What the last check showed, and how often each optional field is filled in."""
    if views.published is None:
        return render.body("unfinished.html", here, sentence="Rapporten finns bara på den byggda webbplatsen.")
    return render.body("quality.html", here, views=views, report=views.published.quality)


def checksums(views: SiteIndex, here: str) -> str:
    """The checksum of every file but the list of them."""
    if views.published is None:
        return render.body("unfinished.html", here, sentence="Kontrollsummorna finns bara på den byggda webbplatsen.")
    files = [file for file in views.published.files if file.path != "data/SHA256SUMS"]
    return render.body("checksums.html", here, files=files)


def embedding(views: SiteIndex, here: str) -> str:
    """The snippets to copy."""
    if views.published is None:
        return render.body("unfinished.html", here, sentence="Koden finns bara på den byggda webbplatsen.")
    return render.body("embedding.html", here, address=views.published.address, choices=embeddable(views))


def security_headers(views: SiteIndex, here: str) -> str:
    """The headers that the host should send, and why."""
    return render.body("security_headers.html", here, headers=SECURITY_HEADERS)
