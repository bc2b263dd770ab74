"""A person is told from an organisation, a role and a place by the name, in any order, case and spelling."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from .cases import RECORD
from .memory import base_files, checked, edited, problems

# fmt: off
PERSONS = [
    "Anna Andersson", "Andersson Anna", "Andersson, Anna", "ANNA ANDERSSON", "anna andersson", "Karlsson Lisa", "karlsson lisa", "A. Andersson", "A Andersson", "Andersson A.", "Andersson, A.",
    "K. Lind", "A.-L. Öberg", "Anna A.", "Anna", "Andersson", "Anna-Lena Andersson", "Ann-Marie Öberg", "Jan-Erik Svensson-Berg", "Fatima Yilmaz", "Ibrahimi Fatima", "Mohammed Xyz", "Zlatan Ibrahimović", "Selma Lagerlöf",
    "Dr. Eva Ek", "Björn Berg", "Per Ek", "Erik Ström", "Lars Lindqvist", "Gösta Hedqvist", "Sara Wallström", "Anna Anderssons enskilda firma", "Lyktan enskild firma", "Anna Andersson (enskild näringsidkare)", "Ali Hassan Konsult", "Firma Anna Andersson",
    "Anna Maria Andersson", "Anna och Erik Andersson",
]
ORGANISATIONS = [
    "Exempelföreningen Lyktan", "Råslätts SK", "IFK Öxnehaga", "Hela Människan", "Rädda Barnen", "Unga Örnar", "Röda Korset Huskvarna", "Svenska Kyrkan", "Exempelgruppen Dagg", "Anna Lindhs minnesfond", "Stiftelsen Karl Karlsson",
    "Erik Lindgren Bygg AB", "Maria Magdalena församling", "Norra Vätterns scoutkår", "Kultur Jönköping", "Lyktan ek. för.", "Alva Råslätt", "Sköna Maj", "Teater Ali Baba", "Kvinnokören Saga", "Hyresgästföreningen Råslätt", "ABF Jönköping",
    "Per Brahegymnasiet", "Österängens Vänner", "Bröderna Lejonhjärtas teater", "Studiefrämjandet", "KFUM Jönköping", "Folkets Hus Råslätt", "Karlssons klubb", "Öxnehaga Kulturhus", "Kristna Råslätt", "1 maj-gruppen",
]
NO_ROLES = ["Hållbarhetschef Anna Andersson", "Anna Andersson, hållbarhetschef", "Gunnel Axx", "K.Lind", "Chef: anna andersson", "vd Anderssons"]
ROLES = [
    "Hållbarhetschef", "Vätterhems styrelse", "Vätterhems Styrelse", "VD", "Vd", "Verkställande direktör", "Verkställande Direktör", "Chef Hållbarhet", "Hållbarhetschef och vd", "Styrelsens ordförande", "Vice Ordförande", "Chef för Social Hållbarhet",
    "Avdelningschef Hållbarhet Jönköping", "Hållbarhetsavdelningen", "Tf hållbarhetschef", "Områdeschef Råslätt", "Områdeschef Norra Jönköping", "Enhetschef Öxnehaga Råslätt", "Enhetschef Österängen", "Exempelroll", "Styrelsen", "Styrelsen, § 12", "Hållbarhetschef på delegation",
]
NAMED = [
    "Kursen leds av Anna Andersson.", "Ledare: Bob Byggare", "ordförande Gunnel Axx", "Kontakta K. Lind.", "kontakta Anna", "Kontakt: Anna A.", "Kontaktperson är Gunnel Axx", "Ring Gunnel Axx.", "Fråga efter Gunnel Axx", "Startades av Gunnel Axx", "grundad av Gunnel Axx",
    "Hålls av Gunnel Axx", "anordnas av Gunnel Axx", "ordnas av Gunnel Axx", "drivs av Gunnel Axx", "arrangeras av Gunnel Axx", "sköts av Gunnel Axx", "ledd av Anna Andersson", "Tränaren Gunnel Axx", "fotbollstränare Gunnel Axx", "Läraren Gunnel Axx", "Sekreterare Gunnel Axx", "Föreläsare Gunnel Axx",
    "Vaktmästare Gunnel Axx", "Initiativtagare Gunnel Axx", "Kassören Gunnel Axx", "Coachen Gunnel Axx", "Eldsjälen Gunnel Axx", "Ansvarig: Gunnel Axx", "Mejla Gunnel Axx", "Skriv till Gunnel Axx", "Prata med Gunnel Axx", "Träffa Gunnel Axx", "Tack till Gunnel Axx",
    "Anmälan till Gunnel Axx", "Anmäl dig hos Gunnel Axx", "Grupper ledda av Gunnel Axx", "Startat av Gunnel Axx", "Kontaktpersonen Gunnel Axx", "Anmälan hos Gunnel Axx",
    "Ledaren var Gunnel Axx", "Ledaren heter Gunnel Axx", "Ring vår Gunnel Axx", "Kontakta oss: Gunnel Axx", "Följ @lyktan", "Se instagram.com/lyktan", "Läs på facebook.com/exempelforeningen",
]
NOT_NAMED = [
    "Kursen leds av Hela Människan.", "leds av Exempelföreningen Lyktan", "leds av Unga Örnar", "Kontakta Jönköpings kommun", "Ring Rädda Barnen", "Träffa Norra Skolan", "Ledare på Råslätt", "Kontakta Öxnehaga Bibliotek", "Kontakta Vätterhem",
    "ordförande i föreningen", "Ledaren visade Råslätts Centrum", "leds av två ledare", "Kontakta Huskvarna Folkets Park", "Startades av Svenska Kyrkan", "Träffa oss i Österängens Park", "Ledare: Råslätt Ekhagen", "leds av Kulturhuset Spira", "Anna Andersson", "Kontakta Lyktan Öxnehaga", "leds av Saga Kör",
]
# fmt: on
NAME, NUMBER = "namn: Exempelföreningen Lyktan", '  organisationsnummer: "899999-0008"\n'


def codes(old: str, new: str) -> list[str]:
    return [problem.code for problem in problems(edited(old, new))]


def advised(text: str) -> list[str]:
    written = edited("efter behov och utgår", f"efter behov. {text} Ledarna utgår")[RECORD]
    files = {**base_files(), RECORD: written.replace(b"ersatter: 2023/laxhjalp-raslatt\n", b"")}
    return [one.code for one in checked(files).advice if one.place.path == RECORD and one.code == "R351"]


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_is_no_recipient_and_decides_nothing(name: str) -> None:
    assert codes("beslutsfattare: Hållbarhetschef", f'beslutsfattare: "{name}"') == ["R330"]
    assert "R331" in codes(NAME, f'namn: "{name}"')


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_may_be_recipient(name: str) -> None:
    assert "R331" not in codes(NAME, f'namn: "{name}"')


@pytest.mark.parametrize("name", NO_ROLES)
def test_a_role_has_no_name_beside_it(name: str) -> None:
    assert codes("beslutsfattare: Hållbarhetschef", f'beslutsfattare: "{name}"') == ["R330"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_decides(role: str) -> None:
    assert codes("beslutsfattare: Hållbarhetschef", f'beslutsfattare: "{role}"') == []


@pytest.mark.parametrize(
    ("name", "kind", "held"),
    [("Solrosen", "", True), ("Alva Råslätt", "", True), ("Solrosen", "informell-grupp", False), ("Solrosgruppen", "", True)],
)  # fmt: skip
def test_a_recipient_without_number_is_held_until_it_is_confirmed(name: str, kind: str, held: bool) -> None:
    typ = f"\n  typ: {kind}" if kind else ""
    files = edited(NAME, f"namn: {name}{typ}")
    text = files[RECORD].decode().replace(NUMBER, "", 1)
    assert NUMBER not in text
    found = [problem.code for problem in problems({**files, RECORD: text.encode()}) if problem.place.path == RECORD]
    assert ("R360" in found) is held


@pytest.mark.parametrize("text", NAMED)
def test_a_name_or_account_in_a_text_is_advice(text: str) -> None:
    assert advised(text) == ["R351"]


def test_the_recipients_own_name_and_address_are_no_advice() -> None:
    files = edited("https://example.org/lyktan", "https://www.facebook.com/lyktan")
    assert [one.code for one in checked(files).advice if one.code == "R351"] == []


@pytest.mark.parametrize("text", NOT_NAMED)
def test_places_and_organisations_in_a_text_pass(text: str) -> None:
    assert advised(text) == []
