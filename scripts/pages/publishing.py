"""Parts about the site itself: files to download, embedding, accessibility, headers a host should add."""

from __future__ import annotations

from pages import render
from pages.views import Views

# What a static host should send with every page; a meta element cannot say these.
SECURITY_HEADERS = (
    (
        "Content-Security-Policy",
        "frame-ancestors 'none'",
        "Ingen annan webbplats får visa sidorna i en ram.",
    ),
    ("X-Content-Type-Options", "nosniff", "Webbläsaren gissar inte vad en fil är."),
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


def data_files(views: Views, here: str) -> str:
    """The files with open data."""
    return render.body("unfinished.html", here, sentence="Filerna finns inte att ladda ner här än.")


def embedding(views: Views, here: str) -> str:
    """The snippets to copy."""
    return render.body("unfinished.html", here, sentence="Koden för inbäddning finns inte här än.")


def accessibility_status(views: Views, here: str) -> str:
    """How far the site meets the law on accessibility."""
    return render.body("unfinished.html", here, sentence="Webbplatsens tillgänglighet är inte bedömd än.")


def security_headers(views: Views, here: str) -> str:
    """The headers that the host should send, and why."""
    return render.body("security_headers.html", here, headers=SECURITY_HEADERS)
