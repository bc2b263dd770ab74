"""The company that the register is about, as bolag.yaml gives it: the one place to change for another company."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass, fields
from pathlib import Path

from register.strict_yaml import read_yaml

FILE = "bolag.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A housing company and what its register is called. The attributes are the fields of the file."""

    namn: str
    juridiskt_namn: str
    organisationsnummer: str
    epost: str
    ort: str
    register: str
    beskrivning: str

    @property
    def genitive(self) -> str:
        """The name in the genitive: «Vätterhems», but «Exempelhus» of itself."""
        return self.namn if self.namn[-1:].casefold() in ("s", "x", "z") else f"{self.namn}s"

    @property
    def register_name(self) -> str:
        """The name of the register: «Vätterhems stadsdelssamarbeten»."""
        return f"{self.genitive} {self.register}"

    @property
    def identifier(self) -> str:
        """The register's name for programs: «vatterhem-stadsdelssamarbeten»."""
        plain = unicodedata.normalize("NFKD", f"{self.namn} {self.register}").encode("ascii", "ignore").decode()
        return "-".join(re.findall("[a-z0-9]+", plain.lower()))


def read_company(file: Path) -> Company:
    """Read the company's file. Raises ValueError with a Swedish sentence that says what to mend."""
    try:
        document, problems = read_yaml(file.read_text(encoding="utf-8"), FILE)
    except (OSError, UnicodeError) as error:
        raise ValueError(f"{FILE} går inte att läsa: {error}") from error
    for problem in problems:
        raise ValueError(f"{FILE}, rad {problem.place.line}: {problem.message} {problem.hint}")
    data = document.data if document else None
    names = [field.name for field in fields(Company)]
    if not isinstance(data, dict) or set(data) != set(names):
        raise ValueError(f"{FILE} ska ha just de här fälten: {', '.join(names)}.")
    for name, value in data.items():
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise ValueError(f"{FILE}: fältet «{name}» ska vara en text på en rad.")
    return Company(**data)


def _own() -> Company:
    try:
        return read_company(Path(__file__).resolve().parents[2] / FILE)
    except ValueError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


COMPANY = _own()
