from __future__ import annotations

import re
from pathlib import Path

import pytest
from webform.sveltia import UnknownBundleError, adapted, copy_sveltia


@pytest.fixture(scope="module")
def bundle(modules: Path) -> str:
    return (modules / "@sveltia/cms/dist/sveltia-cms.js").read_text(encoding="utf-8")


def test_fonts_and_texts_are_asked_of_our_own_origin(bundle: str) -> None:
    text = adapted(bundle)
    assert "cdn.jsdelivr.net" in bundle
    assert "cdn.jsdelivr.net" not in text
    assert "https://unpkg.com/@sveltia/cms" not in text
    assert set(re.findall(r"fonts/[a-z0-9-]+\.woff2", text)) == {
        "fonts/material-symbols-outlined-latin-wght-normal.woff2",
        "fonts/noto-mono-latin-400-normal.woff2",
        "fonts/source-sans-3-latin-wght-normal.woff2",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://unpkg.com/@sveltia/cms", "https://other.example/cms"),
        ("https://cdn.jsdelivr.net/fontsource/fonts/noto-mono", "https://other.example/noto-mono"),
        ("https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@", "https://cdn.jsdelivr.net/new/"),
        ("void 0})", "0})"),
        ("dynamicValues:{}", "dynamicValues:null"),
        (",dynamicValue:", ",given:"),
    ],
)
def test_a_bundle_that_is_made_otherwise_is_refused(bundle: str, old: str, new: str) -> None:
    assert old in bundle
    with pytest.raises(UnknownBundleError, match="gjord på ett annat sätt än väntat"):
        adapted(bundle.replace(old, new))


def test_each_file_comes_with_its_licence(modules: Path, tmp_path: Path) -> None:
    copy_sveltia(modules, tmp_path)
    fonts = sorted(file.stem for file in (tmp_path / "fonts").glob("*.woff2"))
    assert len(fonts) == 3
    for name in fonts:
        assert "SIL OPEN FONT LICENSE" in (tmp_path / f"fonts/{name}.LICENSE.txt").read_text(encoding="utf-8").upper()
    assert "MIT License" in (tmp_path / "sveltia-cms.LICENSE.txt").read_text(encoding="utf-8")
