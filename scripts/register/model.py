"""The register in memory: frozen values, made from documents that have been read.

The classes below are the table of fields: see `register.field_table`. A register without problems has every field;
a value made from a document with faults lacks the fields that were faulty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from register.field_table import FieldAbsentError, Partial, flatten, yaml

__all__ = ["FIELDS", "FieldAbsentError", "Partial"]

SOLE_TRADER = "enskild-naringsidkare"
NAMELESS = "Enskild näringsidkare"  # in place of the name of a sole trader, whose number is a personal number
NUMBER_OPTIONAL = frozenset({"informell-grupp", SOLE_TRADER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Partial):
    """Who receives the money. A sole trader has neither name nor number here, an informal group perhaps no number."""

    name: str = yaml("namn", default=NAMELESS)
    kind: str | None = yaml("typ", default=None)
    number: str | None = yaml("organisationsnummer", default=None)
    website: str | None = yaml("webbplats", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Partial):
    """The application: the day it came in, the code of its round, and whole kronor."""

    received: dt.date | None = yaml("inkom", default=None)
    round: str | None = yaml("omgang", default=None)
    amount: int | None = yaml("belopp", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Partial):
    """The decision. `amount` is whole kronor; `policy` is the date of the version in force."""

    date: dt.date = yaml("datum")
    amount: int = yaml("belopp")
    allocation: Mapping[str, int] | None = yaml("fordelning", default=None)
    decided_by: str = yaml("beslutsfattare")
    case_number: str | None = yaml("diarienummer", default=None)
    conflict_of_interest: str = yaml("jav")
    policy: dt.date = yaml("policy")
    basis: str | None = yaml("underlag", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Partial):
    """The agreement, from `start` to `end` inclusive, and what tenants get for it."""

    start: dt.date = yaml("start")
    end: dt.date = yaml("slut")
    benefit: str = yaml("nytta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion(Partial):
    """One occasion of the activity; the times are texts such as 18:00."""

    date: dt.date = yaml("datum")
    start: str | None = yaml("start", default=None)
    end: str | None = yaml("slut", default=None)
    place: str | None = yaml("plats", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Partial):
    """How to take part."""

    place: str | None = yaml("plats", default=None)
    time: str | None = yaml("nar", default=None)
    cost: str | None = yaml("kostnad", default=None)
    sign_up: str | None = yaml("anmalan", default=None)
    contact: str | None = yaml("kontakt", default=None)
    occasions: tuple[Occasion, ...] = yaml("tillfallen", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets(Partial):
    """What was promised at the decision."""

    occasions: int | None = yaml("tillfallen", default=None)
    participants: int | None = yaml("deltagare", default=None)
    text: str | None = yaml("text", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Partial):
    """One thing to account for. `kind` is planering, delrapport or slutrapport."""

    kind: str = yaml("typ")
    due: dt.date = yaml("senast")
    received: dt.date | None = yaml("inkom", default=None)
    summary: str | None = yaml("sammanfattning", default=None)
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Partial):
    """A picture: the name of its file in content/bilder/, and its description."""

    file: str = yaml("fil")
    alt: str = yaml("alt")
    consent: bool = yaml("samtycke")


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(Partial):
    """What came of it. `share_of_girls_and_women` is in per cent."""

    occasions: int | None = yaml("tillfallen", default=None)
    participants: int | None = yaml("deltagare", default=None)
    share_of_girls_and_women: int | None = yaml("andel_flickor_kvinnor", default=None)
    summary: str = yaml("sammanfattning")
    pictures: tuple[Picture, ...] = yaml("bilder", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finances(Partial):
    """What was paid and repaid, in whole kronor, when the account was closed."""

    paid: int = yaml("utbetalt")
    repaid: int | None = yaml("aterbetalt", default=None)
    date: dt.date = yaml("datum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption(Partial):
    """The partnership ended early."""

    date: dt.date = yaml("datum")
    reason: str = yaml("skal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Partial):
    """One correction after publication."""

    date: dt.date = yaml("datum")
    field: str | None = yaml("falt", default=None)
    text: str = yaml("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Partial):
    """One partnership. `id` is `<year>/<name>`, its path and its address."""

    id: str
    path: str
    title: str = yaml("titel")
    summary: str = yaml("sammanfattning")
    recipient: Recipient = yaml("mottagare")
    neighbourhoods: tuple[str, ...] = yaml("stadsdelar")
    themes: tuple[str, ...] = yaml("teman")
    target_groups: tuple[str, ...] = yaml("malgrupper")
    application: Application | None = yaml("ansokan", default=None)
    decision: Decision = yaml("beslut")
    agreement: Agreement = yaml("avtal")
    activity: Activity | None = yaml("verksamhet", default=None)
    targets: Targets | None = yaml("mal", default=None)
    criteria: Mapping[str, str] = yaml("kriterier", default=dict)
    reasons_by: str | None = yaml("motiveringar_av", default=None)
    follow_ups: tuple[FollowUp, ...] = yaml("uppfoljning")
    results: Results | None = yaml("resultat", default=None)
    finances: Finances | None = yaml("ekonomi", default=None)
    interruption: Interruption | None = yaml("avbrutet", default=None)
    replaces: str | None = yaml("ersatter", default=None)
    corrections: tuple[Correction, ...] = yaml("rattelser", default=())

    @property
    def year(self) -> int:
        """The year of the path, which is the year of the decision."""
        return int(self.id[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Partial):
    """A tombstone: the record lives on as `target`."""

    id: str
    path: str
    target: str = yaml("flyttad_till")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Partial):
    """A tombstone: the record was withdrawn on `date`, for `reason`."""

    id: str
    path: str
    date: dt.date = yaml("datum")
    reason: str = yaml("skal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Partial):
    """A number from a source, as of a day."""

    number: int = yaml("antal")
    source: str = yaml("kalla")
    as_of: dt.date = yaml("per")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Partial):
    """A place on the map, in WGS 84."""

    latitude: float = yaml("latitud")
    longitude: float = yaml("longitud")
    source: str = yaml("kalla")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Partial):
    """An entry of a code list. `closed` is the day from which no new decision may use it."""

    code: str = yaml("kod")
    name: str = yaml("namn")
    name_en: str | None = yaml("namn_en", default=None)
    description: str = yaml("beskrivning")
    homes: Count | None = yaml("bostader", default=None)
    inhabitants: Count | None = yaml("invanare", default=None)
    point: Point | None = yaml("koordinat", default=None)
    closed: dt.date | None = yaml("stangd", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that facts are shown in: the page in it, its words, and the names of codes by list and code."""

    code: str
    path: str
    words: Mapping[str, str]
    names: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList(Partial):
    """A code list, in the order of its file."""

    codes: tuple[Code, ...] = yaml("koder", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Partial):
    """Words of the policy, quoted exactly, and the heading that they are under."""

    section: str = yaml("avsnitt")
    text: str = yaml("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Partial):
    """A criterion and the clauses of the policy that it is derived from.

    `question` is for the application, `self_test` can be answered with yes or no.
    `check` is schema, regel or person; `answered` says whether every record gives a reason.
    """

    id: str = yaml("id")
    heading: str = yaml("rubrik")
    explanation: str = yaml("forklaring")
    question: str | None = yaml("fraga", default=None)
    self_test: str | None = yaml("sjalvtest", default=None)
    clauses: tuple[Clause, ...] = yaml("klausuler")
    check: str = yaml("kontroll")
    check_description: str = yaml("kontroll_beskrivning")
    answered: bool = yaml("motiveras")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersion(Partial):
    """The criteria in force from `in_force`, derived from the version `policy` of the policy.

    `status` is utkast until the company has adopted them, then antagen.
    """

    in_force: dt.date = yaml("galler_fran")
    policy: dt.date = yaml("policy")
    status: str = yaml("status")
    path: str
    criteria: tuple[Criterion, ...] = yaml("kriterier")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion(Partial):
    """An adopted version of the policy: its document head and its text (Markdown, with its h1)."""

    title: str = yaml("titel")
    document_type: str = yaml("dokumenttyp")
    issued_by: str = yaml("utfardat_av")
    owner: str = yaml("dokumentagare")
    adopted_by: str = yaml("faststalld_av")
    in_force: dt.date = yaml("galler_fran")
    revise_by: dt.date = yaml("revideras_senast")
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Partial):
    """An application round: open from `opens` to `closes` inclusive, decided by `decided_by`.

    The numbers count applications, the amounts are whole kronor.
    """

    code: str = yaml("kod")
    name: str = yaml("namn")
    opens: dt.date = yaml("oppnar")
    closes: dt.date = yaml("stanger")
    decided_by: dt.date = yaml("beslut_senast")
    applications: int | None = yaml("ansokningar", default=None)
    amount_applied_for: int | None = yaml("sokt_belopp", default=None)
    granted: int | None = yaml("beviljade", default=None)
    refused: int | None = yaml("avslag", default=None)
    amount_refused: int | None = yaml("avslag_belopp", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds(Partial):
    """The application rounds, in the order of their file."""

    rounds: tuple[Round, ...] = yaml("omgangar", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Partial):
    """The scope of the register, and limits of the check that are not part of the policy.

    `highest_amount` is whole kronor. An amount that is `unusual_factor` times the median is worth a second look.
    """

    covers_from: dt.date | None = yaml("omfattar_fran", default=None)
    under_construction: bool = yaml("under_uppbyggnad", default=False)
    highest_amount: int = yaml("belopp_hogst")
    unusual_factor: int = yaml("belopp_ganger", default=10)
    longest_agreement_years: int = yaml("avtal_hogst_ar", default=5)
    months_from_decision: int = yaml("avtal_fran_beslut_manader", default=24)
    latest_report_months: int = yaml("slutrapport_hogst_manader", default=6)
    reminder_days: int = yaml("paminn_dagar", default=30)
    continuation_days: int = yaml("fortsattning_dagar", default=180)
    recipients_in_tracker: bool = yaml("mottagare_i_arende", default=False)
    hidden_commits: tuple[str, ...] = yaml("dolda_andringar", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymGroup(Partial):
    """Words of one meaning."""

    words: tuple[str, ...] = yaml("ord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms(Partial):
    """The words that the search treats as one."""

    groups: tuple[SynonymGroup, ...] = yaml("grupper", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLabels:
    """The schema's words for a field: its label, help text and the labels of its choices."""

    title: str
    description: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything that has been read, as the pages and the open data need it.

    Partnerships are sorted by decision date, newest first, then by id; code lists are in the
    order of their files; versions are oldest first. `fields` has the record's fields by dotted
    name, for example `beslut.belopp`.
    """

    partnerships: tuple[Partnership, ...]
    moved: tuple[Moved, ...]
    withdrawn: tuple[Withdrawn, ...]
    neighbourhoods: tuple[Code, ...]
    themes: tuple[Code, ...]
    target_groups: tuple[Code, ...]
    policies: tuple[PolicyVersion, ...]
    criteria: tuple[CriteriaVersion, ...]
    rounds: tuple[Round, ...]
    settings: Settings
    synonyms: tuple[SynonymGroup, ...]
    fields: Mapping[str, FieldLabels]
    languages: tuple[Language, ...] = ()

    def policy_on(self, day: dt.date) -> PolicyVersion | None:
        """The version of the policy in force on `day`, or None before the first."""
        return max((p for p in self.policies if p.in_force <= day), key=lambda p: p.in_force, default=None)

    def criteria_on(self, day: dt.date) -> CriteriaVersion | None:
        """The version of the criteria in force on `day`, or None before the first."""
        return max((c for c in self.criteria if c.in_force <= day), key=lambda c: c.in_force, default=None)


FIELDS = {field.name: field for field in flatten(Partnership)}
