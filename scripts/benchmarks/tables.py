"""The findings in words and tables: in columns for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.aims import Verdict
from benchmarks.contest import Result
from benchmarks.findings import Findings

Row = tuple[str, ...]

HEADS = ("task", "records", "program", "what it does", "pages", "seconds", "processor", "memory", "ours of it")
AIM_HEADS = ("aim", "at most", "found", "verdict")
_NUMBERS = {"records", "pages", "seconds", "processor", "memory", "ours of it", "at most", "found"}


def text_of(facts: dict[str, Any], findings: Findings, verdicts: Sequence[Verdict]) -> str:
    """All of it for a terminal."""
    return _said(facts, findings, verdicts, _columns)


def written(facts: dict[str, Any], findings: Findings, verdicts: Sequence[Verdict]) -> str:
    """All of it as Markdown."""
    return _said(facts, findings, verdicts, _markdown)


def _said(
    facts: dict[str, Any], findings: Findings, verdicts: Sequence[Verdict], form: Callable[[Row, Sequence[Row]], str]
) -> str:
    rows = [_row(each, findings) for each in findings.results]
    judged = [(each.aim, each.shown(each.limit), each.shown(each.found), _WORDS[each.met]) for each in verdicts]
    parts = [
        _conditions(facts),
        form(HEADS, rows) if rows else "",
        form(AIM_HEADS, judged) if judged else "",
        *(f"Not measured: {reason}" for reason in findings.unmeasured),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


_WORDS = {True: "met", False: "missed"}


def _columns(heads: Row, rows: Sequence[Row]) -> str:
    """Rows for a terminal, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = []
    for row in (heads, *rows):
        cells = [
            cell.rjust(width) if head in _NUMBERS else cell.ljust(width)
            for head, cell, width in zip(heads, row, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _markdown(heads: Row, rows: Sequence[Row]) -> str:
    """Rows as a table in Markdown, numbers to the right."""
    rule = tuple("--:" if head in _NUMBERS else "---" for head in heads)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def _conditions(facts: dict[str, Any]) -> str:
    """A sentence on where and with what it was measured."""
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    commit = f"at commit {facts['commit']}" if facts["commit"] else "outside Git"
    return (
        f"Measured with `{facts['command']}` on {facts['date']}, {commit}{', changed since' * facts['changed_since']}: "
        f"{facts['cores']} cores, {facts['memory_bytes'] / 1024**3:.0f} GiB of memory, {facts['system']}, "
        f"Python {facts['python']}, {versions}."
    )


def _row(each: Result, findings: Findings) -> Row:
    median = each.median
    memory = f"{median.memory / 1024**2:,.0f} MiB"
    if median.indexer:
        memory += f" + {median.indexer / 1024**2:,.0f}"
    ratio = "" if each is findings.ours(each.task, each.records) else f"{findings.ratio(each):.3f}"
    return (
        each.task,
        f"{each.records:,}",
        each.program,
        each.does,
        f"{each.pages:,}" if each.pages else "",
        f"{median.seconds:.2f}",
        f"{median.work:.2f}",
        memory,
        ratio,
    )
