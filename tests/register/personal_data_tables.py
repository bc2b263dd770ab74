"""Spellings of personal data, with what must be masked between ⟦ and ⟧, and harmless texts that look like them.

The numbers are nobody's: 880320-0016 is the rules' own example, 070-174 06 58 is one of those kept for films.
"""

# ruff: noqa: RUF001, E501, SIM905
# fmt: off
NUMBERS = [
    "Kursen leds av ⟦880320-0016⟧.", "⟦880320-0016⟧-01", "⟦880320-0016⟧/24", "SE⟦880320001601⟧", "⟦168803200016⟧", "⟦16880320-0016⟧", "⟦19880320-0016⟧",
    "⟦880320, 0016⟧", "⟦880320·0016⟧", "⟦880320&#45;0016⟧", "⟦880320%2D0016⟧", "⟦88-03-20-0016⟧", "⟦1988-03-20-0016⟧", "⟦1988-03-20 0016⟧",
    "⟦88 03 20 00 16⟧", "⟦19 88 03 20 00 16⟧", "⟦8 8 0 3 2 0 - 0 0 1 6⟧", "⟦701063-2391⟧", "⟦19701063-2391⟧", "⟦880320 (0016⟧)",
    "⟦٨٨٠٣٢٠-٠٠١٦⟧", "⟦８８０３２０-００１６⟧", "⟦𝟖𝟖𝟎𝟑𝟐𝟎-𝟎𝟎𝟏𝟔⟧", "⟦⁸⁸⁰³²⁰-⁰⁰¹⁶⟧", "⟦①⑥⑧⑧⓪③②⓪⓪⓪①⑥⟧", "pnr⟦880320-0016⟧", "⟦880320-0016⟧a", "10 01 ⟦880320-0016⟧",
    "Pers.nr: ⟦8803200016⟧", "«⟦880320-0016⟧»", "(⟦880320-0016⟧)", "**⟦880320**-0016⟧", "⟦880320/0016⟧", "⟦88.03.20-0016⟧", "⟦88/03/20-0016⟧",
    "⟦88·03·20-0016⟧", "https://example.org/?p=⟦880320-0016⟧", "⟦880320&nbsp;0016⟧", "⟦&#56;&#56;0320-0016⟧", "⟦8\ufe0f\u20e38\ufe0f\u20e30320-0016⟧",
    "x_⟦880320-0016⟧_y", "⟦880320+0016⟧", "⟦880320\n0016⟧", "org.nr ⟦880320-0016⟧, Anna", "⟦20000229-0005⟧",
    "⟦880320 - nr 0016⟧", "⟦880320, sista fyra 0016⟧", "⟦880320 nummer 0016⟧", "⟦880320 nr. 0016⟧", "⟦88O320-0016⟧", "⟦880320-00l6⟧",
    "⟦80/01/10-1800⟧", "⟦80/01/10+1800⟧",
]
EMAILS = [
    "Skriv till ⟦anna@example.org⟧.", "⟦anna@ example.org⟧", "⟦anna @example.org⟧", "⟦anna @ example.org⟧", "⟦anna hos example.org⟧", "⟦anna at example.org⟧",
    "⟦Anna vid example.org⟧", "⟦info hos example.org⟧", "⟦anna.b hos example.org⟧", "⟦anna88 at example.org⟧", "mejla ⟦lyktan at example.org⟧",
    "E-post: ⟦lyktan hos example.org⟧", "Skriv till ⟦lyktan hos example.org⟧", "⟦lyktan at example dot org⟧", "⟦lyktan hos example punkt org⟧",
    "⟦anna＠example.org⟧", "⟦ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ⟧", "⟦anna﹫example.org⟧", "⟦anna (at) example.org⟧", "⟦anna(at)example.org⟧", "⟦anna[at]example.org⟧",
    "⟦anna {at} example.org⟧", "⟦anna <at> example.org⟧", "⟦anna(a)example.se⟧", "⟦anna [snabel-a] example.org⟧", "⟦anna(snabela)example.org⟧", "⟦anna snabel-a example punkt se⟧",
    "⟦anna snabela example.se⟧", "⟦anna *at* example.org⟧", "⟦anna_at_example.org⟧", "⟦anna (hos) example.org⟧", "⟦anna&#64;example.org⟧", "⟦anna&#x40;example.org⟧",
    "⟦anna&commat;example&period;org⟧", "⟦anna%40example.org⟧", "https://example.org/?m=⟦anna%40example.org⟧", "mailto:⟦anna@example.org⟧", "⟦anna.b+c@sub.example.se⟧",
    "⟦åsa@exempel.se⟧", "⟦anna@example·org⟧", "⟦anna@example . org⟧", "⟦anna@example .org⟧", "⟦anna@example(dot)org⟧", "⟦anna (at) example [punkt] org⟧",
    "⟦anna@@example.org⟧", "<⟦anna@example.org⟧>", "⟦ANNA@EXAMPLE.ORG⟧", "⟦anna AT example DOT org⟧", "⟦anna@xn--rsltt-gra3r.se⟧",
    "https://⟦anna@example.org⟧/", "⟦anna [vid] example.org⟧", *(f"⟦anna@example . {end}⟧" for end in "se com nu net info eu".split()), "⟦anna {a} example.se⟧", "Mejla ⟦lyktan at example.org⟧", "Mejl: ⟦lyktan at example.org⟧", "Epost: ⟦lyktan vid example.org⟧",
    "adress ⟦lyktan at example.org⟧", "kontakt: ⟦lyktan at example.org⟧", *(f"⟦{box} hos example.org⟧" for box in "kansli kansliet kontakt styrelse styrelsen ordforande post mail".split()),
]
PHONES = [
    "Ring ⟦070-174 06 58⟧.", "⟦0701740658⟧", "⟦46701740658⟧", "⟦46 70 174 06 58⟧", "https://wa.me/⟦46701740658⟧", "wa.me/+⟦46701740658⟧", "wa.me/⟦4532123456⟧",
    "https://api.whatsapp.com/send?phone=⟦46701740658⟧", "Tel.⟦070-1740658⟧", "tel:⟦0701740658⟧", "Tel. ⟦19 94 00⟧", "Tfn ⟦199400⟧", "Ring oss på ⟦19 94 00⟧",
    "Mobil: ⟦174 06 58⟧", "⟦070·174 06 58⟧", "⟦070·174·06·58⟧", "⟦070.174.06.58⟧", "⟦070/174 06 58⟧", "⟦070–174 06 58⟧", "⟦070 - 174 06 58⟧", "⟦0 7 0 1 7 4 0 6 5 8⟧",
    "(⟦070) 174 06 58⟧", "⟦070_174_06_58⟧", "⟦070, 174 06 58⟧", "⟦070:1740658⟧", "⟦070*174*06*58⟧", "⟦070|174|06|58⟧", "⟦07-01 74 06 58⟧", "⟦０７０-１７４ ０６ ５８⟧",
    "⟦&#48;70-174 06 58⟧", "⟦070%20174%2006%2058⟧", "⟦070&nbsp;174 06 58⟧", "⟦070\u2011174\u00a006\u00a058⟧", "⟦+46 70 174 06 58⟧", "⟦+46701740658⟧", "⟦+46(0)70 174 06 58⟧",
    "⟦+46 (0)70-174 06 58⟧", "⟦+ 46 70 174 06 58⟧", "⟦＋46 70 174 06 58⟧", "⟦0046 70 174 06 58⟧", "⟦00 46 70 174 06 58⟧", "⟦+45 32 12 34 56⟧", "⟦+358 40 1234567⟧", "⟦+47 406 12 345⟧",
    "⟦+1 202-555-0143⟧", "⟦+44 20 7946 0958⟧", "⟦036-19 94 00⟧", "⟦036 19 94 00⟧", "⟦036199400⟧", "⟦08-12 34 56⟧", "⟦08-123 456 78⟧", "⟦0390-123 45⟧", "⟦010-123 45 67⟧", "⟦020-50 50 50⟧",
    "⟦0771-12 34 56⟧", "⟦070-174 06 58⟧, 12 deltagare", "Kl. 18.00, ⟦070-174 06 58⟧", "⟦070-174 06 58⟧ kl 18.00", "Sms:a ⟦0701740658⟧!", "x⟦0701740658⟧", "sms:⟦0701740658⟧",
    "⟦070 174 O6 58⟧", "⟦07o-174 06 58⟧", "⟦070-l74 06 58⟧",
    "callto:⟦4532123456⟧", "sms:⟦4532123456⟧", "tel:⟦4532123456⟧", "signal.me/#p/+⟦4532123456⟧", "viber://chat?number=⟦4532123456⟧", "⟦020-12 34⟧", "⟦0390-123 45⟧ 12 deltagare", "⟦0390-123 45⟧/46", "⟦070-174 06 58⟧ 1", "⟦+45 32 12 34 56⟧ 7", "⟦070-174 06 58⟧+⟦46701740658⟧",
    "callto:⟦0701740658⟧", "signal.me/#p/+⟦46701740658⟧", "viber://chat?number=⟦46701740658⟧", "Mob ⟦19 94 00⟧", "Tfn ⟦19 940⟧", "Telefon ⟦199400⟧", "Mobil ⟦199400⟧", "Ring mig på ⟦19 94 00⟧", "Ring till ⟦199400⟧", "Sms:a ⟦199400⟧", "SMS ⟦199400⟧",
]
ACCOUNTS = [
    "Följ ⟦@anna.andersson⟧.", "⟦@annaandersson⟧", "⟦@anna⟧", "⟦@anna88⟧", "⟦@andersson_anna⟧", "⟦@anna_a⟧", "⟦instagram.com/anna.andersson⟧", "https://www.⟦instagram.com/annaandersson⟧/",
    "https://www.⟦facebook.com/anna.andersson.5⟧", "⟦tiktok.com/@fatima_yilmaz⟧", "⟦x.com/erik_lindstrom⟧", "https://⟦t.me/ali_hassan⟧", "⟦linkedin.com/in/zlatko-b⟧", "⟦snapchat.com/add/zb99⟧",
    "⟦facebook.com/people/Zb-Xyz⟧/1000", "⟦Insta: anna_andersson⟧", "⟦snap: @lisa.karlsson⟧", "⟦＠anna.andersson⟧",
    *(f"⟦{site}/anna.andersson⟧" for site in "fb.com tiktok.com twitter.com x.com threads.net snapchat.com youtube.com t.me bsky.app/profile vsco.co twitch.tv".split()),
    "⟦Insta anna.andersson⟧", "⟦Instagram: anna.andersson⟧", "⟦Snap anna.andersson⟧", "⟦Snapchat: anna.andersson⟧", "⟦TikTok anna.andersson⟧",
]
# what makes two spellings the same: the address in small letters, the number as it is dialled here, the account
VALUES = {
    "anna@example.org": ["anna@example.org", "Anna (at) Example.org", "anna hos example.org", "anna at example dot org", "anna vid example . org", "anna snabel-a example punkt org", "anna&#64;example·org"],
    "036199400": ["036-19 94 00", "036–199400", "+46 36 19 94 00", "+46 (0)36-19 94 00", "0046 36 199400", "00 46 (0) 36 199400"],
    "0701740658": ["070-174 06 58", "46701740658", "wa.me/46701740658", "070 174 O6 58", "+46 0701740658"],
    "199400": ["Tel. 19 94 00", "ring 199-400"],
    "4532123456": ["+45 32 12 34 56", "0045 32123456", "wa.me/+4532123456"],
    "8803200016": ["880320-0016", "19880320-0016", "88 03 20, sista fyra 0016", "88O320-00l6"],
    "anna.andersson": ["@Anna.Andersson", "instagram.com/anna.andersson", "Insta: @anna.andersson", "linkedin.com/in/Anna.Andersson"],
}
HARMLESS = [
    # opening hours, days, periods
    "Öppet 09.00–17.00", "Öppet 9-17", "Öppet 09.00-17.00, 10.00-14.00", "Mån–tors 08.00–20.00, fre 08.00–17.00.", "Kl. 18.30–20.00 varje tisdag.", "Beslut 240312, nr 7 av 12", "Vi var 12 o 15 barn", "2 l 0,5 kg", "Kl 08:00-09:00 10:00-11:00.", "07:30–08:15, 09:00–10:00.",
    "08.00 09.00 10.00.", "Mellan 07.00 och 22.00, 08–12.", "0900–1700", "0830-1630", "kl. 07.00, 12.00, 17.00", "Tider: 07.00, 12.00, 13.15 och 17.00", "08-12 13-17", "08–12, 13–17", "kl 0800 till 1600", "Måndag 08.00/16.00",
    "Från 2024-04-01 till 2025-03-31.", "2024-04-01–2025-03-31", "2024-04-01/2025-03-31", "Kvällar 2024-09-03, 2024-09-10 och 2024-09-17.", "Datumen 2024-09-03 2024-09-10 2024-09-17.", "Den 3/4 och 12/5 2024.",
    "Vi ses 5/12, 12/12 och 19/12 kl. 17.", "01/02 03/04 05/06 07/08", "03.04.2024 05.06.2024", "01.02.24–03.04.24", "2024, 2025 och 2026.", "2023/24 och 2024/25.", "1942, 1988 och 2001", "20240312", "240312", "12.10.24 18.00",
    "Läsåret 2024-2025", "vecka 03-07, 09-12, 14-20", "80/01/15 1987", "Ring in 12 000 kronor", "Mobil 12 000 kr", "Mobil 12 000 kronor", "Mobil 12 000 st", "80/01/19 2015", "80/01/10 1800", "80/01/14 0915", "80/01/19 2130", "80/01/12 1345", "8001/15 1987", "Den 04-05 och 06-07 juni", "2024-03-12 1830",
    # case numbers, decisions, invoices, versions
    "KS 2024/0312", "Ärende KS 2024/0312 gäller.", "dnr 2024-0312-7", "Ärende 2024/0312-0045.", "TAX/2024-00123", "Avtal 20240312-001.", "Ref 2024031200123.", "Fakturan 1234567890 betald.", "§ 12 2024-03-12 KS.", "Protokoll 2024-03-12 § 45",
    "Version 0.1.2.3.4.5.6", "SFS 2018:1937", "lagen (2009:724)", "Dir. 2024:0312", "ISO 9001:2015", "ISO 26000", "EAN 7312345678901.", "OCR 1234 5678 9012 3456",
    # numbers of organisations, accounts of money, books
    "556012-3704", "Org.nr 899999-0008.", "16556012-3704", "SE556012370401", "802400-1234", "Bankgiro 123-4567.", "Bankgiro 5555-1234", "BG 900-1234", "Plusgiro 12 34 56-7.", "PG 90 19 50-6", "Swish 123 456 78 90", "Swish 1234567890",
    "ISBN 978-91-0-012345-6", "ISBN 91-7000-150-7", "ISSN 0028-0836", "IBAN SE45 5000 0000 0583 9825 7466",
    # amounts, sizes, counts, places
    "Det kostade 40 000 kr.", "Beloppet 1 250 000 kr delades.", "1 000 000 besök.", "Budget 036 000 kr.", "0,5 timmar och 0.5 l.", "0,25 0,50 0,75", "Kostnad 0:50, 1:00", "100 000–250 000 kr", "Storlek 36-38, 40-42 och 44", "Storlek 098/104",
    "Rum 036.", "Lokal A 0312.", "Sal 0701", "Lgh 1001-1104", "Port 08, 10 och 12", "Kod 0000.", "Postnummer 553 12 Jönköping.", "551 89 Jönköping", "Box 443, 551 16 Jönköping", "Koordinater 57.7826 14.1618.", "57.0826, 14.0618", "Temperatur −5 till +25 grader.",
    "Resultat 3–2, 4-1 och 10–0.", "Set 0-6 6-4 6-7 6-3", "Åldern 10–12, 13-15 och 16+.", "0–3 år, 4–6 år.", "Busslinje 1, 2, 3, 4, 5, 6 och 7.", "Linje 0, 1, 2, 3, 4, 5, 6, 7, 8, 9", "Steg 1 2 3 4 5 6 7 8 9 10.", "Serien 10 20 30 40 50 60.",
    "12 350 deltagare 2024.", "I maj 2024 0 kr.", "880320-0017", "881320-0016", "880332-0016", "7312345678901", "880320", "skala 1:10000", "90x200, 120x200", "+1 000 000", "1-2-3-4-5-6-7-8-9", "0 1 2 3 4 5 6 7",
    # words that lead nowhere, public numbers, accounts of organisations
    "Ring 112.", "Ring 1177", "Ring 113 13 vid olyckor", "Ring 116 111 (Bris)", "Ring 114 14", "Ring oss gärna.", "Tel finns på webben.", "Telefontid 9–11", "Vi är hos example.org", "Läs mer hos example.org", "Look at example.org", "Anmälan hos example.org",
    "Köp biljett hos biljett.nu", "(at) och [at] nämns.", "Vi ses @ kvartersgården", "Instagram @lyktan.", "instagram.com/lyktan", "https://www.facebook.com/groups/123456789012345", "https://www.facebook.com/profile.php?id=100064512345678",
    "https://example.org/@lyktan", "@vatterhem", "facebook.com/exempelforeningen", "Från A till Ö.", "#lyktan", "fil_a_x.pdf", "/bilder/lyktan_2024.jpg", "@torsdag", "@anna.klubben", "08.00 1985", "08.00 2085", "e-post", "Snabel-a heter tecknet",
]
# fmt: on
