"""The words that made-up records are put together of. They name nobody: every recipient is an example."""

KINDS = ("Exempelföreningen", "Exempelklubben", "Exempelstiftelsen", "Exempelkooperativet")
COLOURS = ("Blå", "Gröna", "Gula", "Lilla", "Röda", "Stora", "Svarta", "Tysta", "Vita", "Öppna")
NAMES = (
    "Boken", "Bron", "Båten", "Cykeln", "Drömmen", "Eken", "Fjärilen", "Gården", "Hammaren", "Igelkotten",
    "Kompassen", "Lyktan", "Måsen", "Nyckeln", "Orren", "Pilen", "Rosen", "Segelduken", "Stigen", "Trasten",
    "Uven", "Vinden", "Ängen", "Åran", "Ödlan",
)  # fmt: skip
ACTIVITIES = (
    ("Läxhjälp", "Öppen läxhjälp för barn och unga, med ledare som själva har vuxit upp i området"),
    ("Språkkafé", "Samtal på enkel svenska över en kopp kaffe, för alla som vill öva"),
    ("Kvällsbasket", "Basket i gymnastiksalen för unga som inte är med i någon klubb"),
    ("Odling", "Odlingslådor på innergården som hyresgästerna sköter tillsammans"),
    ("Cykelverkstad", "Verkstad där hyresgäster lagar sina cyklar med hjälp och lånade verktyg"),
    ("Promenader", "Promenader i lugnt tempo med samtal, för äldre som gärna vill ha sällskap"),
    ("Teater", "En föreställning som barn i området skriver, repeterar och spelar för sina grannar"),
    ("Simträning", "Simträning i liten grupp för barn och vuxna som inte känner sig trygga i vatten"),
)
TIMES = ("på måndagar", "på tisdagar", "två kvällar i veckan", "varannan lördag", "under hösten", "under sommarlovet")
RETURNS = (
    "Verksamheten är öppen och utan avgift för alla hyresgäster",
    "Hyresgästerna i området har förtur till hälften av platserna",
    "Två gånger om året bjuds alla grannar in till en öppen eftermiddag",
    "Ledarna håller lokalen öppen för hyresgästerna en timme före varje tillfälle",
)
REASONS = (
    "Fler vuxna rör sig på gården de kvällar då verksamheten pågår",
    "Grannar som inte kände varandra har börjat hjälpas åt",
    "Deltagarna är med och bestämmer vad som ska göras härnäst",
    "De som har varit med ett år erbjuds att bli ledare",
    "Lokalen är ljus, lätt att nå och bemannad hela tiden",
    "Varje inköp redovisas och materialet stannar i området",
    "Ingen behöver anmäla sig eller berätta varför den kommer",
    "Tiderna är lagda så att både barnfamiljer och skiftarbetande kan vara med",
    "Reglerna är skrivna tillsammans med deltagarna",
    "Platsen har ramp, hörslinga och toalett på samma plan",
)
SHORTER = ("med två ledare på plats", "för alla åldrar", "i nära samarbete med skolan", "med en öppen avslutning")
