"""Sveltia CMS as it is put into the site: the published bundle with its foreign addresses turned into our own.

As published it fetches its fonts from one network and its translations (and news of new versions) from another. A
visitor's browser shall ask nobody but us, so those addresses are changed to files in the folder of the bundle. And a
file's name is made of the title in Swedish (`laxhjalp`, not `laexhjaelp`), a time of day is quoted, and an address that
begins a record may fill in the fields of a group.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

_BUNDLE = "@sveltia/cms/dist/sveltia-cms.js"
_NETWORK = "https://unpkg.com/@sveltia/cms"
_OURS = "./cms"  # followed by @version/locales/sv.json, or /package.json
_SPELLING = re.compile(r"\{locale:(\w+)&&\w+\.includes\(\1\)\?\1:void 0\}")
# Quotes a time of day (18:30), which YAML 1.1 reads as a number and the check refuses (R114)
_WRITER = re.compile(r"(\(\w+,null,\{)(indent:\w+,indentSeq:\w+,lineWidth:0,)")
_TIMES = r'\1compat:["intTime","floatTime"],\2'
# Lets an address fill in the fields of a group too (`?mottagare.namn=…`), as Decap CMS does; an optional group opens
_GIVEN = re.compile(r"(dynamicValues:(\w+)\}\)=>\{let\{widget:.{0,400}?,dynamicValue:\w+,populateDefault:\w+)\}")
_PASSED_ON = r"\1,dynamicValues:\2}"
_GROUP = re.compile(
    r"(\(\{fieldConfig:(\w+),keyPath:(\w+),locale:\w+,defaultLocale:\w+,populateDefault:\w+)"
    r"(\}\)=>\{let\{default:\w+\}=\2,\{fields:\w+\}=\2,\{types:\w+\}=\2,\w+=)"
    r"(\w+\(\{fieldConfig:\2,locale:\w+\}\))(.{0,400}?dynamicValues:)\{\}"
)
_OPENED = r"\1,dynamicValues:all={}\4(\5||Object.keys(all).some((name)=>name.startsWith(\3+'.')))\6all"
_FONT = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[0-9.]+/([a-z0-9-]+\.woff2)")
_FONT_PACKAGES = (
    "@fontsource-variable/material-symbols-outlined",
    "@fontsource-variable/source-sans-3",
    "@fontsource/noto-mono",
)


class UnknownBundleError(Exception):
    """The bundle is not as it was when this was written: a new version has to be looked at first."""


def copy_sveltia(modules: Path, folder: Path) -> None:
    """Write the bundle, its fonts with their licences and its Swedish texts from `modules` into `folder`.

    Raises UnknownBundleError when an address that has to be changed is not found, or a font is not among ours.
    """
    text = (modules / _BUNDLE).read_text(encoding="utf-8")
    version = json.loads((modules / "@sveltia/cms/package.json").read_text(encoding="utf-8"))["version"]
    (folder / "sveltia-cms.js").write_text(adapted(text), encoding="utf-8", newline="\n")
    _copy(modules / "@sveltia/cms/LICENSE.txt", folder / "sveltia-cms.LICENSE.txt")
    _copy(modules / "@sveltia/cms/locales/sv.json", folder / f"cms@{version}/locales/sv.json")
    (folder / "cms").mkdir()
    newest = json.dumps({"version": version})  # «this is the newest version»
    (folder / "cms/package.json").write_text(newest, encoding="utf-8", newline="\n")
    _copy_fonts(modules, folder / "fonts", {f"{name}-{file}" for name, file in _FONT.findall(text)})


def adapted(text: str) -> str:
    """Adapt the bundle's text: addresses, names of files, times of day, groups. Raises UnknownBundleError."""
    text, fonts = _FONT.subn(r"fonts/\1-\2", text)
    text, spellings = _SPELLING.subn('{locale:"sv"}', text)
    text, writers = _WRITER.subn(_TIMES, text)
    text, givers = _GIVEN.subn(_PASSED_ON, text)
    text, groups = _GROUP.subn(_OPENED, text)
    found = (fonts, spellings, writers, givers, groups, text.count(_NETWORK), text.count("cdn.jsdelivr.net"))
    if found != (len(_FONT_PACKAGES), 1, 1, 1, 1, 1, 0):
        raise UnknownBundleError("Den här versionen av Sveltia CMS är gjord på ett annat sätt än väntat.")
    return text.replace(_NETWORK, _OURS)


def _copy_fonts(modules: Path, folder: Path, wanted: set[str]) -> None:
    for package in _FONT_PACKAGES:
        files = [file for file in (modules / package / "files").iterdir() if file.name in wanted]
        if len(files) != 1:
            raise UnknownBundleError(f"Teckensnittet i {package} är inte det som Sveltia CMS frågar efter.")
        _copy(files[0], folder / files[0].name)
        _copy(modules / package / "LICENSE", folder / f"{files[0].stem}.LICENSE.txt")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
