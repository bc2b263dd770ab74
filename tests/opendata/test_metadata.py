from __future__ import annotations

import pytest
from opendata.metadata import public_base_url, site_address


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://register.example.net", "https://register.example.net/"),
        ("https://vatterhem.github.io/stadsdelssamarbeten/", "https://vatterhem.github.io/stadsdelssamarbeten/"),
        ("https://register.example.net:8443/", "https://register.example.net:8443/"),
    ],
)
def test_an_address_that_others_reach_is_used_as_it_is(given: str, url: str) -> None:
    found = site_address(given)
    assert (found.url, found.note, found.is_example) == (url, None, False)
    assert public_base_url(given) == url


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("https://[::1]/", "https://[::1]/"),
        ("http://192.168.1.7", "http://192.168.1.7/"),
        ("http://localhost/sida/", "http://localhost/sida/"),
        ("https://register.local/", "https://register.local/"),
        ("http://intranat/", "http://intranat/"),
    ],
)
def test_a_local_address_is_used_with_a_word_of_warning(given: str, url: str) -> None:
    found = site_address(given)
    assert (found.url, found.is_example) == (url, False)
    assert "lokala" in (found.note or "")
    assert public_base_url(given) is None


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "https://stadsdelssamarbeten.example/",
        "https://något.test/",
        "https://namn@register.example.net/",
        "https://register.example.net/?a=1",
        "https://[",
        "https://a:99999/",
        "javascript:alert(1)",
        "ftp://register.example.net/",
    ],
)
def test_without_a_usable_address_an_example_takes_its_place(given: str | None) -> None:
    found = site_address(given)
    assert found.is_example
    assert found.url == "https://stadsdelssamarbeten.example/"
    assert "exempel" in (found.note or "")
    assert public_base_url(given) is None


def test_http_to_the_world_is_an_address_but_not_a_public_one() -> None:
    assert site_address("http://register.example.net").note is None
    assert public_base_url("http://register.example.net") is None
