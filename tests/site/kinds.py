"""One page of each kind, for the tests that look at all of them."""

from __future__ import annotations

KINDS = {
    "start": "",
    "samarbete": "samarbeten/2024/laxhjalp-raslatt/",
    "samarbete med slutrapport som saknas": "samarbeten/2025/starta-eget-raslatt/",
    "hitta": "samarbeten/",
    "stadsdelar": "stadsdelar/",
    "stadsdel": "stadsdelar/raslatt/",
    "mottagare": "mottagare/",
    "en mottagare": "mottagare/899999-0008/",
    "år": "ar/2025/",
    "policy": "policy/",
    "kriterier": "kriterier/",
    "motiveringar": "kriterier/2023-08-30/trygghet/",
    "ansök": "ansok/",
    "blankett": "ansok/blankett-ansokan/",
    "uppföljning": "uppfoljning/",
    "jämför": "jamfor/",
    "statistik": "statistik/",
    "statistik för ett år": "statistik/2025/",
    "öppna data": "oppna-data/",
    "regler": "regler/",
    "om": "om/",
    "tillgänglighet": "om/tillganglighet/",
    "säkerhet": "om/sakerhet/",
    "rättelser": "om/rattelser/",
    "lättläst": "lattlast/",
    "engelska": "english/",
    "tillbakadragen": "samarbeten/2025/danskvallar-centrum/",
    "finns inte": "404.html",
}
