"""Put the form, or a page that says why it is not there, into a built site at /redigera/."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from register.company import COMPANY
from register.file_tree import DiskTree
from register.model import Register
from register.schema import load_schemas

from webform.config import form_config, years
from webform.connection import Connection, read_connection
from webform.packages import NoPackagesError, ensure, installed
from webform.sveltia import copy_sveltia

ADDRESS = "redigera"
TRIAL = "prova"
FILE_PAGE = "fil"
EXAMPLES = "exempel.json"
_REPOSITORY = Path(__file__).resolve().parents[2]
_TEMPLATES = Path(__file__).resolve().parent / "templates"


def copy_editor(
    site: Path, root: Path, register: Register, today: date, *, repository: Path = _REPOSITORY
) -> str | None:
    """Write `site`/redigera/ for the register at `root`; return a sentence for who builds, if there is one to say.

    With a connection the form lies at /redigera/ itself. Without one a page says so there, and the form lies at
    /redigera/prova/, where it saves nothing outside the browser. The packages (in `repository`) are fetched for a
    form that is connected; where they are not installed the page says that.
    Raises ConnectionFaultError and UnknownBundleError.
    """
    connection = read_connection(root)
    if connection and not connection.has_form:
        connection = None
    modules, note = installed(repository), None
    if connection and modules is None:
        try:
            modules = ensure(repository)
        except NoPackagesError as error:
            note = f"Formuläret på /redigera/ är inte med. {error}"
    folder = site / ADDRESS
    folder.mkdir(parents=True)
    if modules is not None:
        config = form_config(load_schemas(DiskTree(root)), register, connection, today, _page_folders(root))
        form = folder if connection else folder / TRIAL
        _write_form(form, modules, config, connection)
        _write_file_page(form / FILE_PAGE, years(register, today), today, "../" if connection else "../../")
        if not connection:
            examples = json.dumps(dict(_texts(root)), ensure_ascii=False)
            (form / EXAMPLES).write_text(examples, encoding="utf-8", newline="\n")
    if modules is None or connection is None:
        _write_page(folder, can_try=modules is not None)
    return note


def _page_folders(root: Path) -> list[str]:
    """The folders under content/ that have pages, "" for content/ itself; policy is edited as versions."""
    content = root / "content"
    found = {path.parent.relative_to(content).as_posix().removeprefix(".") for path in content.rglob("*.md")}
    return sorted(found - {"policy"})


def _write_form(folder: Path, modules: Path, config: dict[str, Any], connection: Connection | None) -> None:
    folder.mkdir(exist_ok=True)
    copy_sveltia(modules, folder)
    (folder / "config.json").write_text(
        json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    shutil.copyfile(_TEMPLATES / "start.js", folder / "start.js")
    policy = form_policy(connection.origins() if connection else ())
    top, examples = ("../", "") if connection else ("../../", EXAMPLES)
    _render(folder / "index.html", "form.html", policy=policy, top=top, examples=examples)


def _write_file_page(folder: Path, years: list[int], today: date, top: str) -> None:
    """Write the page that opens a saved application in the form."""
    folder.mkdir()
    shutil.copyfile(_TEMPLATES / "file.js", folder / "fil.js")
    shutil.copyfile(_TEMPLATES / "page.css", folder / "sida.css")
    policy = f"{page_policy()}; script-src 'self'; connect-src 'self'"
    _render(folder / "index.html", "file.html", policy=policy, top=top, years=years, this_year=today.year)


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every file that the form edits, for the trial to begin with."""
    patterns = ("partnerships/*/*.yaml", "content/**/*.md", "content/**/*.yaml", "bolag.yaml")
    for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _write_page(folder: Path, *, can_try: bool) -> None:
    shutil.copyfile(_TEMPLATES / "page.css", folder / "sida.css")
    _render(folder / "index.html", "page.html", policy=page_policy(), can_try=can_try, trial=f"{TRIAL}/")


def _render(file: Path, template: str, **values: Any) -> None:
    text = _ENVIRONMENT.get_template(template).render(values, company=COMPANY)
    file.write_text(text, encoding="utf-8", newline="\n")


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def page_policy() -> str:
    """For a page of text alone: its own style sheet and nothing else."""
    return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


def form_policy(origins: Iterable[str]) -> str:
    """For the form: our own origin and the host's API, no inline script and no eval.

    Sveltia writes its style sheets into the page as it goes, so styles may be inline; it makes pictures of its own
    (`data:`, `blob:`) and reads its logo with fetch. What else it knows of (maps, picture banks, translation, the
    host's status page) is not reached from here.
    """
    connect = " ".join(("'self'", "data:", *origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        f"font-src 'self'; connect-src {connect}; base-uri 'none'; form-action 'none'"
    )
