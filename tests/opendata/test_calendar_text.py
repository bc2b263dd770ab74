from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from opendata.calendar_text import component, day, line, moment, text

TEXTS = st.text(st.sampled_from("\\,;:nNå€\U0001f600 \n\r"), max_size=200) | st.text(max_size=100)


@given(TEXTS)
@example(f"{'x' * 66};")
@example(f"{'x' * 64}\\\\")
@example(f"{'x' * 65}\\\\")
def test_a_text_comes_back_from_lines_that_are_short_enough_and_break_no_escape(given_text: str) -> None:
    written = text("SUMMARY", given_text)
    lines = written.removesuffix("\r\n").split("\r\n")
    assert written.endswith("\r\n")
    for part in lines:
        assert len(part.encode("utf-8")) <= 75
        assert "\n" not in part
        assert "\r" not in part
    assert all(re.search(r"(?<!\\)(\\\\)*\Z", part) for part in lines)
    whole = lines[0] + "".join(part.removeprefix(" ") for part in lines[1:])
    name, _, value = whole.partition(":")
    found = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)
    assert (name, found) == ("SUMMARY", re.sub("\r\n?", "\n", given_text))
    assert not re.search(r"(?<!\\)(\\\\)*[,;]", value)


def test_what_is_written_is_what_a_library_for_calendars_writes() -> None:
    told = "En rad; och en till, som är så lång att den bryts \\ «Åsa»\noch en ny rad som också är mycket lång, ja"
    wanted = component(
        "VCALENDAR",
        [
            line("VERSION", "2.0"),
            text("PRODID", "-//Prov//SV"),
            component(
                "VEVENT",
                [
                    text("SUMMARY", told),
                    day("DTSTART", date(2026, 1, 2)),
                    moment("DTSTAMP", datetime(2026, 1, 2, 1, 30, tzinfo=timezone(timedelta(hours=2)))),
                    line("UID", "ett"),
                    moment("LAST-MODIFIED", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
                    line("URL", f"https://register.example.net/{'lang-' * 20}adress/"),
                ],
            ),
        ],
    )
    assert "DTSTAMP:20260101T233000Z\r\n" in wanted
    assert Calendar.from_ical(wanted).to_ical().decode("utf-8") == wanted
