from __future__ import annotations

import pytest
from opendata.metadata import public_base_url


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("https://register.example.net", "https://register.example.net/"),
        ("https://vatterhem.github.io/stadsdelssamarbeten/", "https://vatterhem.github.io/stadsdelssamarbeten/"),
    ],
)
def test_a_real_address_ends_with_a_slash(given: str, found: str) -> None:
    assert public_base_url(given) == found


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "https://stadsdelssamarbeten.example/",
        "https://något.test/",
        "http://127.0.0.1:8000/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "http://register.example.net/",
        "https://register.example.net:8443/",
        "https://namn@register.example.net/",
        "https://register.example.net/?a=1",
        "https://[",
        "javascript:alert(1)",
    ],
)
def test_a_placeholder_is_no_address(given: str | None) -> None:
    assert public_base_url(given) is None
