"""Every page carries a policy by which nothing but the files of the site may run or be fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from .html_files import read_all

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
}


def test_every_page_carries_the_policy_before_anything_that_it_governs(site: Path) -> None:
    for address, seen in read_all(site).items():
        metas = seen.attributes("meta")
        assert metas[0].get("charset") == "utf-8", address
        assert metas[1].get("http-equiv") == "Content-Security-Policy", address
        if address == "oppna-data/badda-in/":  # it shows what other sites may frame
            metas[1]["content"] = str(metas[1]["content"]).replace(" frame-src 'self';", "")
        policy = {part.strip() for part in str(metas[1]["content"]).split(";")}
        assert policy <= POLICY | {"form-action 'none'"} if address.startswith("badda-in/") else policy == POLICY, (
            address
        )


@pytest.mark.parametrize("built", ["site", "hostile_site"])
def test_no_page_has_a_script_or_a_style_of_its_own_in_it(built: str, request: pytest.FixtureRequest) -> None:
    """Nor anything else that only a record could have brought."""
    for address, seen in read_all(request.getfixturevalue(built)).items():
        inline = {a.get("type") for a in seen.attributes("script") if not a.get("src")}
        assert inline <= {"application/json", "application/ld+json"}, address
        for tag, attributes in seen.elements:
            assert tag not in ("style", "iframe", "math", "object", "embed", "base"), address
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (address, tag)
        links = [link.lower().lstrip() for link in seen.links]
        assert not [link for link in links if link.startswith(("javascript:", "data:", "vbscript:"))], address
