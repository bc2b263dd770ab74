"""Mark the tables of a page for its styles."""

from __future__ import annotations

import re

_WIDE = 4  # columns
_TABLE = re.compile(r'<table( class="table--wide")?>(.*?</table>)', re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>")
_TAG = re.compile(r"<[^>]*>")


def mark_tables(content: str) -> str:
    """Put a class on every table.

    On a phone the rows of a wide table are cards, so each of its cells has its column's heading as `data-label`. A
    table is wide by its number of columns, or because its template says so.
    """
    return _TABLE.sub(_marked, content)


def _marked(table: re.Match[str]) -> str:
    head, end, body = table[2].rpartition("</thead>")
    labels = [_TAG.sub("", label).replace('"', "&quot;") for label in _HEADING.findall(head)]
    if len(labels) < _WIDE and not table[1]:
        return f'<table class="table">{table[2]}'
    return f'<table class="table table--wide">{head}{end}{_ROW.sub(lambda row: _labelled(row[0], labels), body)}'


def _labelled(row: str, labels: list[str]) -> str:
    """Give the cells of a row the headings of their columns; the first names the row and has none."""
    names = iter(labels)

    def cell(tag: re.Match[str]) -> str:
        label = next(names, "")
        return f'<td data-label="{label}"{tag[2]}>' if tag[1] == "td" else tag[0]

    return _CELL.sub(cell, row)
