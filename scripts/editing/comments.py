"""The comments in a YAML file, each with the value that it belongs to, so that rewriting a file loses none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import yaml
from register.document import Document, Pointer

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_END: Pointer = ()


def comments_of(text: str, document: Document) -> dict[Pointer, list[str]]:
    """The comments of `text`, by what stands on their line or else below them; `()` for those that stand last."""
    found: dict[Pointer, list[str]] = defaultdict(list)
    if "#" not in text:
        return found
    starts = sorted(
        (line, len(pointer), pointer) for pointer, (line, _) in {**document.values, **document.keys}.items() if pointer
    )
    for line, alone, comment in _comments(text):
        wanted = (at for at in starts if (at[0] > line if alone else at[0] >= line))
        _, _, pointer = next(wanted, (0, 0, _END))
        found[pointer].append(comment)
    return found


def _comments(text: str) -> Iterator[tuple[int, bool, str]]:
    """Line (from 1), whether nothing stands before it, and the comment with its #."""
    scalars = [token for token in yaml.scan(text, Loader=yaml.SafeLoader) if isinstance(token, yaml.ScalarToken)]
    position = 0
    for token in [*scalars, None]:
        gap_end = token.start_mark.index if token else len(text)
        yield from _in_gap(text, position, gap_end)
        if token is None:
            return
        header = _BLOCK_HEADER.match(text, token.start_mark.index) if not token.plain else None
        if header and token.style in ("|", ">"):
            yield token.start_mark.line + 1, False, header[1].rstrip()
        position = token.end_mark.index


def _in_gap(text: str, start: int, end: int) -> Iterator[tuple[int, bool, str]]:
    while (hash_sign := text.find("#", start, end)) != -1:
        line_start = text.rfind("\n", 0, hash_sign) + 1
        line_end = text.find("\n", hash_sign)
        line_end = len(text) if line_end == -1 else line_end
        alone = not text[line_start:hash_sign].strip()
        yield text.count("\n", 0, hash_sign) + 1, alone, text[hash_sign:line_end].rstrip()
        start = line_end
