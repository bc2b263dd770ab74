"""The codes of the 2xx series."""

from __future__ import annotations

from register.catalogue import declare

UNKNOWN = declare(
    "R201",
    "Posten har bara fält som finns",
    why="Ett felstavat fält skulle inte synas någonstans.",
    bad="beslut:\n  belop: 40000",
    good="beslut:\n  belopp: 40000",
)
MISSING = declare(
    "R202",
    "Alla fält som måste finnas är ifyllda",
    why="Allmänheten ska kunna se samma uppgifter om varje samarbete.",
    bad="beslut:\n  datum: 2024-03-12",
    good="beslut:\n  datum: 2024-03-12\n  belopp: 40000\n  beslutsfattare: Hållbarhetschef\n  (och så vidare)",
)
TYPE = declare(
    "R203",
    "Ett värde är av rätt slag: text, heltal, lista eller grupp av fält",
    why="Ett belopp som är text går inte att summera.",
    bad="belopp: 40 000 kr",
    good="belopp: 40000",
)
CODE = declare(
    "R204",
    "En kod finns i sin lista",
    why="Koden leder till stadsdelens, temats eller målgruppens sida.",
    bad="stadsdelar: [rasslatt]",
    good="stadsdelar: [raslatt]",
)
DATE = declare(
    "R205",
    "Ett datum är en dag som finns, skriven år-månad-dag",
    why="Ett datum som inte finns går inte att sortera eller räkna med.",
    bad="datum: 2024-02-30",
    good="datum: 2024-02-29",
)
LENGTH = declare(
    "R206",
    "En text är varken tom, för kort eller för lång",
    why="Titlar och sammanfattningar ska rymmas i listor, och en motivering på ett ord säger ingenting.",
    bad="titel: Hej",
    good="titel: Läxhjälp på Råslätt",
)
PATTERN = declare(
    "R207",
    "En uppgift med fast form har den formen",
    why="Organisationsnummer, webbadresser och hänvisningar ska kunna läsas av program.",
    bad='organisationsnummer: "8999990008"',
    good='organisationsnummer: "899999-0008"',
)
NUMBER = declare(
    "R208",
    "Ett tal är inom sina gränser",
    why="Ett stöd på noll kronor eller en andel över hundra procent är ett skrivfel.",
    bad="belopp: 0",
    good="belopp: 40000",
)
LIST = declare(
    "R209",
    "En lista har minst ett värde och inget värde två gånger",
    why="Annars syns samarbetet inte i någon stadsdel, eller räknas dubbelt.",
    bad="stadsdelar: [raslatt, raslatt]",
    good="stadsdelar: [raslatt]",
)
CHOICE = declare(
    "R210",
    "Ett val är ett av dem som finns",
    why="Bara kända val kan visas och räknas.",
    bad="jav: ja",
    good="jav: provat",
)
TOMBSTONE = declare(
    "R211",
    "En flyttad eller tillbakadragen post har inga andra fält",
    why="Posten ska antingen gälla eller bara hänvisa vidare, aldrig båda delarna.",
    bad="titel: Läxhjälp på Råslätt\nflyttad_till: 2024/laxhjalp-raslatt",
    good="flyttad_till: 2024/laxhjalp-raslatt",
)
