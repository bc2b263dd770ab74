"""What must never be stopped: texts that look like something else, and other ways to write the same record."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import yaml

# fmt: off
TITLES = [
    'Läxhjälp «på» Råslätt',
    'Läxhjälp & lek på Råslätt',
    'Läxhjälp på Råslätt 🎉',
    'Läxhjälp ❤️ Råslätt',
    'Läxhjälp 👨\u200d👩\u200d👧 Råslätt',
    'Läxhjälp 👍🏽 på Råslätt',
    'Läxhjälp på Råslätt – hösten',
    'Läxhjälp på Råslätt: hösten',
    'Läxhjälp #1 på Råslätt',
    'Läxhjälp\xa0på Råslätt',
    '"Läxhjälp" på Råslätt',
    "Läxhjälpar'n på Råslätt",
    'Läxhjälp 2024 på Råslätt',
    'Läxhjälp 2024–2025',
    'Läxhjälp 2024-2025 på Råslätt',
    'SFI på Råslätt',
    'IT för äldre',
    'Läxhjälp med SFI IT LUTA',
    'SFI, IT och LUTA på Råslätt',
    'SFI, IT, LUTA',
    'Café Råslätt',
    'Testa på idrott',
    'Ett test av läxhjälp',
    'Läxhjälp 100 %',
    'Läxhjälp < 12 år',
    'Läxhjälp (öppen)',
    'Läxhjälp [öppen]',
    'Läxhjälp {öppen}',
    'Läxhjälp * Råslätt',
    'Läxhjälp/lek',
    'Todos läxhjälp',
    'Lådbilar XXL på Råslätt',
    'Lax och hjälp',
    'Läxhjälp…',
    'Läxhjälp för 1–3:or',
    '3D-skrivare på Råslätt',
    '1177 på Råslätt',
    'Léa och José läser på Ærø',
    'Zażółć gęślą jaźń',
    'Läxhjälp på عربى',
    'Läxhjälp ½ dag',
    'Läxhjälp 1️⃣',
    'Läxhjälp 🇸🇪',
    'Läxhjälp \U0001fae8',
    'Läxhjälp ™ ® ©',
    'Läxhjälp € 100',
    'IFK Råslätt',
    'KFUM och ABF',
    'Råslätts SK',
    'HBTQI-kafé',
    'Världens läxhjälp m.m.',
    'MÅN–FRE',
]
TEXTS = [
    'Kl 18:30 öppnar vi.',
    'Det kostade 40\xa0000 kr.',
    'Perioden 2024-01-01–2024-12-31 gällde.',
    'Dnr 2024-031.',
    'Dnr 2024-0312-7.',
    'Se https://example.org/a?b=1&c=2#d.',
    'Se www.example.org.',
    'Skriv till oss.',
    '553 12 Jönköping, 2024-03-12.',
    'Vecka 12, 13 och 14.',
    'Vi testar mycket.',
    'Ett test gjordes.',
    'Fyll i anmälan på webbplatsen.',
    'Text här och där.',
    'Man får skriva här.',
    'Okänt antal saknas.',
    'Vad saknas? Ingenting.',
    'Alla kom.',
    'SFI och IT i LUTA.',
    'OBS! Ta med mat.',
    'NATO och EU, FN, WHO.',
    'BRIS RFSL UNICEF hjälper.',
    'ABF, NBV, SISU och KFUM deltog.',
    'USB TV PC.',
    'A, B, C och D-laget.',
    'DJ MC VJ.',
    'Pris: 50 kr/person.',
    '«Vi lär oss», sa ledaren.',
    'Barn & unga < 18 år.',
    '50 % flickor.',
    'x och y.',
    'Storlek XXL.',
    'Antal 070.',
    'Linje 0–9.',
    'Plats 57.78, 14.16.',
]
ADDRESSES = [
    'https://example.org',
    'https://example.org/',
    'https://www.example.org/lyktan?a=b&c=d#e',
    'https://xn--rsltt-gra3r.se/',
    'https://råslätt.se/',
    'https://sub.sub2.example.co.uk/~x/',
    'https://example.org/a_b-c.d',
    'https://example.org/@lyktan',
    'https://www.facebook.com/groups/123456789012345',
    'https://www.facebook.com/profile.php?id=100064512345678',
    'https://example.museum/x',
    'https://EXAMPLE.org/',
]
CASE_NUMBERS = [
    '2024-031',
    'KS 2024/0312',
    '2024/031',
    'VH-2024-0031',
    'Dnr 2024:31',
    'HÅLL-2024-12',
    'VÄTTERHEM 2024/12',
]
# fmt: on


def _data(text: str) -> Any:
    """The record with its dates as text, as YAML writes them unquoted or quoted at will."""
    return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat))


def _dumped(text: str, **how: Any) -> str:
    written = yaml.safe_dump(_data(text), allow_unicode=True, **how)
    return re.sub(r"""!!int ['"](\d+)['"]""", r"\1", written)


def _without(field: str, text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.strip().startswith(f"{field}:"))


REWRITTEN = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no line break at the end": lambda text: text.rstrip("\n"),
    "empty lines at the end": lambda text: text + "\n\n\n",
    "a document start": lambda text: f"---\n{text}",
    "a document end": lambda text: f"{text}...\n",
    "comments": lambda text: f"# Läxhjälp\n#\n\n{text}# TODO: inget kvar\n",
    "a comment beside a value": lambda text: text.replace("85000", "85000  # enligt beslut § 14, 2024"),
    "blanks at the end of a line": lambda text: text.replace("85000", "85000   "),
    "dates quoted": lambda text: re.sub(r": (\d{4}-\d\d-\d\d)", r': "\1"', text),
    "dates in single quotes": lambda text: re.sub(r": (\d{4}-\d\d-\d\d)", r": '\1'", text),
    "literal texts": lambda text: text.replace(">-", "|"),
    "folded and kept": lambda text: text.replace(">-", ">+"),
    "dumped": lambda text: _dumped(text),
    "sorted keys, long lines": lambda text: _dumped(text, sort_keys=True, width=1000),
    "the keys backwards": lambda text: yaml.safe_dump(dict(reversed(_data(text).items())), sort_keys=False),
    "flow style": lambda text: _dumped(text, default_flow_style=True),
    "all in double quotes": lambda text: _dumped(text, default_style='"'),
    "all in single quotes": lambda text: _dumped(text, default_style="'"),
    "JSON": lambda text: json.dumps(_data(text), ensure_ascii=False, indent=2),
    "JSON in ASCII": lambda text: json.dumps(_data(text)),
    **{
        f"without {field}": lambda text, field=field: _without(field, text)
        for field in ("webbplats", "diarienummer", "andel_flickor_kvinnor", "tillfallen", "deltagare", "ersatter")
    },
    "a list below its key": lambda text: text.replace("[barn, unga]", "\n- barn\n- unga"),
    "corrected": lambda text: text + "rattelser:\n  - {datum: 2024-06-01, text: Beloppet var felskrivet.}\n",
    "interrupted": lambda text: text + "avbrutet: {datum: 2024-09-01, skal: Föreningen hade inga ledare.}\n",
    "another report": lambda text: text.replace(
        "  - typ: slutrapport", "  - typ: delrapport\n    senast: 2024-10-01\n  - typ: slutrapport"
    ),
}
