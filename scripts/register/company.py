"""The company that the register is about, as bolag.yaml gives it: the one place to change for another company."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from register.strict_yaml import read_yaml

FILE = "bolag.yaml"
# In light and in dark: the grounds that text in the company's colour lies on, as in colours.css; text on the colour;
# and what the colour is mixed with, where it is pointed at and for a soft ground
GROUNDS = ("#fbfaf6", "#ffffff", "#f1efe7"), ("#101918", "#172321", "#1e2d2b")
_ON = "#ffffff", "#0b2522"
_STRONG = ("#000000", 0.3), ("#ffffff", 0.4)
_SOFT = ("#ffffff", 0.87), ("#101918", 0.8)
# The fields with the word for neighbourhood, in its four forms
WORDS = ("stadsdel", "stadsdelen", "stadsdelar", "stadsdelarna")
_NEIGHBOURHOOD = re.compile(r"\b(stadsdel(?:arna|ar|en)?)(s?)\b", re.IGNORECASE)
COLOUR = re.compile("#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A housing company and what its register is called. The attributes are the fields of the file."""

    namn: str
    juridiskt_namn: str
    organisationsnummer: str
    epost: str
    telefon: str
    ort: str
    register: str
    beskrivning: str
    stadsdel: str
    stadsdelen: str
    stadsdelar: str
    stadsdelarna: str
    farg: str
    farg_mork: str
    logotyp: str = ""

    @property
    def genitive(self) -> str:
        """The name in the genitive: «Vätterhems», but «Exempelhus» of itself."""
        return self.namn if self.namn[-1:].casefold() in ("s", "x", "z") else f"{self.namn}s"

    @property
    def register_name(self) -> str:
        """The name of the register: «Vätterhems stadsdelssamarbeten»."""
        return f"{self.genitive} {self.register}"

    @property
    def register_title(self) -> str:
        """The word for what is registered, as a heading: «Stadsdelssamarbeten»."""
        return self.register[:1].upper() + self.register[1:]

    def agree(self, common: str, neuter: str) -> str:
        """Choose the form that goes with the word for neighbourhood: «din stadsdel», but «ditt område»."""
        return neuter if self.stadsdelen.endswith("t") else common

    def in_own_words(self, text: str) -> str:
        """Put the company's word for neighbourhood where a text has «stadsdel», in any of its forms."""
        if self.stadsdel == "stadsdel":
            return text
        return _NEIGHBOURHOOD.sub(lambda found: _as(found[0], getattr(self, found[1].lower())) + found[2], text)

    @property
    def telephone(self) -> str:
        """The address of the telephone number: «tel:+4636199400»."""
        return "tel:+46" + re.sub("[^0-9]", "", self.telefon).removeprefix("46").removeprefix("0")

    @property
    def identifier(self) -> str:
        """The register's name for programs: «vatterhem-stadsdelssamarbeten»."""
        return code_of(f"{self.namn} {self.register}")


def _as(written: str, word: str) -> str:
    return word.capitalize() if written[0].isupper() else word


def code_of(text: str) -> str:
    """Make a code for programs of a text: «Områdesstöd» becomes «omradesstod»."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower()))


def shades(colour: str, dark: bool) -> dict[str, str]:
    """Give the colour, and every one that follows from it, by name in the style sheet."""
    return {
        "brand": colour,
        "brand-hover": _mix(colour, *_STRONG[dark]),
        "brand-soft": _mix(colour, *_SOFT[dark]),
        "on-brand": _ON[dark],
    }


def least_contrast(colour: str, dark: bool) -> tuple[float, str]:
    """Give the smallest contrast that the colour has anywhere on the site, and what it has it against."""
    others = (*GROUNDS[dark], shades(colour, dark)["brand-soft"], _ON[dark])
    return min((contrast(colour, other), other) for other in others)


def readable(colour: str, dark: bool) -> str:
    """Give the nearest colour that can be read: a darker one, or against dark grounds a lighter one."""
    tried = (_mix(colour, _STRONG[dark][0], step / 20) for step in range(21))
    return next(one for one in tried if least_contrast(one, dark)[0] >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """Count the contrast of two colours as WCAG does, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (c / 255 for c in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(colour: str, other: str, share: float) -> str:
    both = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in both)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def read_company(file: Path) -> Company:
    """Read the company's file. Raises ValueError with a Swedish sentence that says what to mend."""
    try:
        document, problems = read_yaml(file.read_text(encoding="utf-8"), FILE)
    except (OSError, UnicodeError) as error:
        raise ValueError(f"{FILE} går inte att läsa: {error}") from error
    for problem in problems:
        raise ValueError(f"{FILE}, rad {problem.place.line}: {problem.message} {problem.hint}")
    data = document.data if document else None
    known = fields(Company)
    needed = {field.name for field in known if field.default is MISSING}
    if not isinstance(data, dict) or not needed <= set(data) <= {field.name for field in known}:
        raise ValueError(f"{FILE} ska ha just de här fälten: {', '.join(field.name for field in known)}.")
    for name, value in data.items():
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise ValueError(f"{FILE}: fältet «{name}» ska vara en text på en rad.")
        if name.startswith("farg") and not COLOUR.fullmatch(value):
            raise ValueError(f'{FILE}: fältet «{name}» ska vara en färg som "#0b5a54", med citattecken.')
    return Company(**data)


def _own() -> Company:
    """Read the project's file, or the one that BOLAG in the environment names."""
    try:
        return read_company(Path(os.environ.get("BOLAG") or Path(__file__).resolve().parents[2] / FILE))
    except ValueError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


COMPANY = _own()
