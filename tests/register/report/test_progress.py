"""Progress is one line, written over while a stage goes on and left behind when it ends; a pipe gets nothing."""

from __future__ import annotations

import io
from contextlib import suppress

from register.progress import no_progress, progress


class Terminal(io.StringIO):
    """What is written to a terminal. `shown` is what each writing left on the lines, the last one last."""

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> list[str]:
        return self.getvalue().replace("\u00a0", " ").split("\r\033[K")[1:]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_stage_shows_its_count_and_time_and_leaves_a_line() -> None:
    screen, clock = Terminal(), Clock()
    with progress(screen, clock) as update:
        update("Läser samarbeten", 0, 10_000)
        clock.now += 3.5
        update("Läser samarbeten", 1_200, 10_000)
        clock.now += 1
        update("Läser samarbeten", 10_000, 10_000)
        update("Gör sökindex", 0, 0)
        clock.now += 61
    assert screen.shown == [
        "Läser samarbeten  0 av 10 000, 0 s",
        "Läser samarbeten  1 200 av 10 000, 3 s",
        "Läser samarbeten  10 000 av 10 000, 4 s",
        "Läser samarbeten  10 000 av 10 000, 4 s\n",
        "Gör sökindex …",
        "Gör sökindex  61 s\n",
    ]


def test_the_line_is_written_ten_times_a_second_at_most_but_the_last_count_is_left() -> None:
    screen, clock = Terminal(), Clock()
    with progress(screen, clock) as update:
        for done in range(1, 4097):
            update("Skriver sidor", done, 4096)
            clock.now += 1 / 1024
    assert 38 <= len(screen.shown) <= 42
    assert screen.shown[-1] == "Skriver sidor  4 096 av 4 096, 4 s\n"


def test_the_line_is_written_a_tenth_of_a_second_after_the_last() -> None:
    screen, clock = Terminal(), Clock()
    clock.now = 0.0
    with progress(screen, clock) as update:
        for clock.now in (0.0, 0.09, 0.1):
            update("Skriver sidor", int(clock.now * 100), 10)
        assert [line.split()[2] for line in screen.shown] == ["0", "10"]


def test_a_count_without_a_whole_is_shown_by_itself() -> None:
    screen = Terminal()
    with progress(screen) as update:
        update("Läser historik", 1234, 0)
    assert screen.shown == ["Läser historik  1 234, 0 s", "Läser historik  1 234, 0 s\n"]


def test_what_follows_starts_on_a_line_of_its_own_even_after_an_interruption() -> None:
    screen = Terminal()
    with suppress(KeyboardInterrupt), progress(screen) as update:
        update("Läser samarbeten", 7, 10)
        raise KeyboardInterrupt
    assert screen.shown[-1] == "Läser samarbeten  7 av 10, 0 s\n"


def test_a_terminal_gets_nothing_when_nothing_is_told() -> None:
    screen = Terminal()
    with progress(screen):
        pass
    assert screen.getvalue() == ""


def test_a_pipe_gets_not_one_byte() -> None:
    pipe = io.StringIO()
    with progress(pipe) as update:
        update("Läser samarbeten", 0, 2)
        update("Läser samarbeten", 2, 2)
        update("Gör sökindex", 0, 0)
        assert update is no_progress
    assert pipe.getvalue() == ""


def test_the_first_line_of_a_stage_is_written_whatever_the_clock_says() -> None:
    for tenths in range(10_000):
        screen, clock = Terminal(), Clock()
        clock.now = tenths / 10
        with progress(screen, clock) as update:
            update("Läser samarbeten", 0, 3)
            assert screen.shown == ["Läser samarbeten  0 av 3, 0 s"], clock.now
