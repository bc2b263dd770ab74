"""The 3xx series: recipient, decision and criteria of one partnership."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from register.model import CriteriaVersion, Partnership
from register.personal_data import has_check_digit, is_personal_number, mask_organisation_number
from register.problem import Problem
from register.rules.registry import Reporter, RuleContext, has_fields, rule
from register.schema import only_near
from register.wording import quote_value

_COPY_NUMBER = "Jämför numret med ansökan eller registreringsbeviset, och skriv det som står där."


@rule(
    "R301",
    "Ett organisationsnummer ska ha rätt kontrollsiffra",
    why="Den sista siffran räknas ut ur de andra. Stämmer den inte är någon siffra fel.",
    bad='organisationsnummer: "899999-0009"',
    good='organisationsnummer: "899999-0008"',
)
def organisation_number_holds(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    number = record.recipient.number
    if number is not None and not _holds(number):
        written = quote_value(mask_organisation_number(number))
        message = f"Organisationsnumret {written} har fel kontrollsiffra: någon siffra är fel."
        yield at("mottagare.organisationsnummer", message, _COPY_NUMBER)


@rule(
    "R302",
    "Ett organisationsnummer får inte vara ett personnummer",
    why="En enskild firma har ägarens personnummer som organisationsnummer, och det får inte publiceras.",
    bad='organisationsnummer: "880320-0016"',
    good="En förenings eget nummer. En enskild näringsidkare anges utan namn och nummer.",
)
def organisation_number_is_no_person(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    number = record.recipient.number
    if number is None or not _holds(number):
        return
    if is_personal_number(number.replace("-", "")) or int(number[2]) < 2:
        message = "Numret är ett personnummer, inte en organisations nummer."
        hint = (
            "Ta bort numret, namnet och webbplatsen, och skriv «typ: enskild-naringsidkare». "
            "Är numret redan sparat: be den som förvaltar registret ta bort det ur historiken."
        )
        yield at("mottagare.organisationsnummer", message, hint)


@lru_cache(maxsize=4096)
def _holds(number: str) -> bool:
    """Return whether a number of the form NNNNNN-NNNN has a right check digit."""
    digits = number.replace("-", "")
    return len(digits) == 10 and digits.isdecimal() and has_check_digit(digits)


@rule(
    "R309",
    "Ett beslut ska ange den policy som gällde på beslutsdagen",
    why="Läsaren ska kunna se vilka regler som gällde för just det beslutet.",
    bad="beslut:\n  datum: 2024-03-12\n  policy: 2024-01-01",
    good="beslut:\n  datum: 2024-03-12\n  policy: 2023-08-30",
)
def policy_was_in_force(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if not terms.policies or not all(has_fields(policy, "in_force") for policy in terms.policies):
        return  # what is wrong with the policy has been reported
    in_force = terms.policy_on(record.decision.date)
    if in_force is None:
        first = min(policy.in_force for policy in terms.policies)
        message = f"Ingen policy gällde den {record.decision.date}. Den första gäller från {first}."
        yield at("beslut.datum", message, "Rätta beslutets datum. Tidigare beslut hör inte till registret.")
    elif in_force.in_force != record.decision.policy:
        message = (
            f"Du skrev policy {record.decision.policy}, men den {record.decision.date} gällde {in_force.in_force}."
        )
        day = in_force.in_force.isoformat()
        yield at("beslut.policy", message, f"Skriv «policy: {day}».", day)


@rule(
    "R310",
    "Varje kriterium som gällde vid beslutet ska ha en motivering",
    why="Alla ska kunna se varför samarbetet uppfyller kriterierna.",
    bad="kriterier:\n  starker-omradet: …",
    good="kriterier:\n  starker-omradet: …\n  langsiktighet: …\n  utveckling: …\n  (och så vidare)",
)
def every_criterion_is_answered(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    version = terms.criteria_on(record.decision.date)
    if version is None or not has_fields(record, "criteria") or record.decision.basis:
        return
    written = at.document.data.get("kriterier")  # a reason of the wrong type has been reported already
    misspelt = _misspelt(written or (), version)
    for criterion in version.criteria if written is not None else ():
        if has_fields(criterion, "id") and criterion.id in misspelt.values():
            continue  # R311 reports it
        if has_fields(criterion, "id", "heading", "answered") and criterion.answered and criterion.id not in written:
            message = f"Motivering saknas för kriteriet «{criterion.heading}»."
            hint = f"Lägg till raden «{criterion.id}:» under kriterier och skriv varför, i en till tre meningar."
            yield at("kriterier", message, hint)


@rule(
    "R311",
    "En post får bara motivera kriterier som gällde vid beslutet",
    why="En motivering till ett kriterium som inte finns skulle inte visas.",
    bad="kriterier:\n  tryghet: Vuxna finns på plats varje kväll.",
    good="kriterier:\n  trygghet: Vuxna finns på plats varje kväll.",
)
def only_criteria_in_force(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    version = terms.criteria_on(record.decision.date)
    if version is None or not has_fields(record, "criteria"):
        return
    misspelt = _misspelt(at.document.data.get("kriterier", ()), version)
    for key, guess in misspelt.items():
        hint = f"Menade du «{guess}»? " if guess else "Ta bort det. "
        message = f"Kriteriet {quote_value(key)} finns inte bland dem som gällde {record.decision.date}."
        hint = f"{hint}Kriterierna är: {', '.join(_answered(version))}."
        yield at.rule.problem(at.document.key_place(("kriterier", key)), message, hint, guess)


def _answered(version: CriteriaVersion) -> list[str]:
    """The criteria that a record answers."""
    return [item.id for item in version.criteria if has_fields(item, "id", "answered") and item.answered]


def _misspelt(written: Iterable[str], version: CriteriaVersion) -> dict[str, str | None]:
    """The unknown criteria among those written, each with the known one, not written, that was meant."""
    known = _answered(version)
    absent = [one for one in known if one not in written]
    return {key: only_near(key, absent) for key in written if key not in known}


@rule(
    "R328",
    "Beloppet ska vara inom gränsen i inställningarna",
    why="Ett mycket stort belopp är oftast en nolla för mycket.",
    bad="belopp: 85000000",
    good="belopp: 85000",
)
def amount_is_within_limit(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    limit = terms.limits.highest_amount  # without one there is nothing to say
    if record.decision.amount > limit:
        from register.swedish import amount  # only here: its import takes as long as the check of twenty records

        message = f"Beloppet {amount(record.decision.amount)} är högre än gränsen {amount(limit)}."
        hint = "Räkna nollorna. Är beloppet rätt: höj gränsen i content/listor/installningar.yaml i samma ändring."
        yield at("beslut.belopp", message, hint)


@rule(
    "R329",
    "En webbadress ska vara en vanlig adress på webben",
    why="Adressen blir en länk. Den ska leda till organisationens webbplats och inget annat.",
    bad="webbplats: https://anna:losen@192.0.2.7:8080/",
    good="webbplats: https://example.org/",
)
def website_is_plain(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    sign_up = (record.activity.sign_up if record.activity else None) or ""
    addresses = [("verksamhet.anmalan", address.rstrip(".,;:!?)")) for address in re.findall(r"https?://\S+", sign_up)]
    if record.recipient.website is not None:
        addresses.append(("mottagare.webbplats", record.recipient.website))
    for pointer, address in addresses:
        fault = _address_fault(address)
        if fault:
            hint = "Kopiera adressen från organisationens webbplats: https://example.org/"
            yield at(pointer, f"Webbadressen {fault}.", hint)


_HOST = re.compile(r"(?=.{4,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])", re.UNICODE)


@lru_cache(maxsize=4096)
def _address_fault(address: str) -> str | None:
    """What is wrong with a web address, or None."""
    if "\\" in address or any(character.isspace() for character in address):
        return "har ett tecken som inte får finnas i en adress"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "går inte att tolka"
    if parts.scheme != "https":
        return "börjar inte med https://"
    if "@" in parts.netloc:
        return "har ett användarnamn"
    if not host:
        return "saknar värdnamn"
    if port is not None or parts.netloc.endswith(":"):
        return "har ett portnummer"
    if _is_ip_number(host):
        return "är ett IP-nummer i stället för ett namn"
    if "_" in host or not _HOST.fullmatch(host):
        return "har inget giltigt värdnamn"
    return None


def _is_ip_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rstrip(".").rsplit(".", 1)[-1]
        return bool(re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last))
    return True
