from __future__ import annotations

import pytest
from opendata.metadata import public_base_url, site_address, stable_id

EXAMPLE = "https://stadsdelssamarbeten.example/"


@pytest.mark.parametrize(
    ("given", "url", "note"),
    [
        ("https://register.example.net", "https://register.example.net/", ""),
        (" https://vatterhem.github.io/samarbeten/ ", "https://vatterhem.github.io/samarbeten/", ""),
        ("https://register.example.net:8443//", "https://register.example.net:8443/", ""),
        ("https://9.9.9.9/", "https://9.9.9.9/", ""),
        ("http://register.example.net", "http://register.example.net/", ""),
        *[
            (given, url, "lokala: de går bara att nå från den dator eller det nät där webbplatsen byggdes.")
            for given, url in (
                ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
                ("https://[::1]/", "https://[::1]/"),
                ("http://192.168.1.7", "http://192.168.1.7/"),
                ("http://localhost/sida/", "http://localhost/sida/"),
                ("https://a.localhost./", "https://a.localhost./"),
                ("https://register.local/", "https://register.local/"),
                ("http://intranat/", "http://intranat/"),
            )
        ],
        *[
            (given, EXAMPLE, "exempel: webbplatsen har ingen riktig adress än.")
            for given in (None, "", EXAMPLE, "https://något.test/", "https://x.example.", "https://x.invalid",
                          "https://namn@register.example.net/", "https://register.example.net/?a=1",
                          "https://register.example.net/#a", "https://[", "https://a:99999/", "https:///a",
                          "javascript:alert(1)", "ftp://register.example.net/")
        ],
    ],
)  # fmt: skip
def test_an_address_is_used_as_it_is_or_with_a_note_or_an_example_takes_its_place(
    given: str | None, url: str, note: str
) -> None:
    found = site_address(given)
    assert (found.url, found.note or "") == (url, note and f"Webbadresserna är {note}")
    assert found.is_example is note.startswith("exempel")
    assert public_base_url(given) == (None if note or url.startswith("http:") else url)


def test_an_identifier_never_changes() -> None:
    assert stable_id("beslut", "2025/cykelkok-raslatt") == "723bb131-11ab-585b-97b4-4ebf7bf53f9a"
