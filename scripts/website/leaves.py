"""The pages that are not in the menu: one a record, a recipient, a reason. They are most of the site.

MkDocs knows where they lie, so that an authored page can link to them, but makes nothing of them: each is rendered,
framed and written here, and many are written at the same time, in processes beside each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from ctypes import c_ulong
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.sharedctypes import RawValue

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from pages.page import Page as MadePage
from register.progress import ProgressCallback

from website.background import Worker, chunks, cores
from website.frames import ThemeCache
from website.generated_pages import GeneratedFile, ReadyPage, write_page
from website.link_check import PageLinks, noted
from website.open_data_step import HeadMetadata
from website.search_index import Indexing, PageSender, WordList, told

_PAUSE = 0.2  # seconds between two looks at how far the others have come
_HELD = 1000  # pages that wait in memory to be written
# With fewer pages than this, another process costs more than it saves.
_WORTH_SHARING = 200


@dataclass(slots=True)
class Written:
    """What is remembered of pages that were written: their links by address, and their words."""

    links: dict[str, PageLinks] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Count:
    """How many of its pages a process has written: `done`, which it shares with this one, of `of`."""

    done: c_ulong
    of: int


@dataclass(slots=True)
class OffNavPages:
    """Writes pages that are not in the menu.

    Those whose source is in `apart` are framed each by itself. `indexing` is told of them all.
    """

    files: Files
    config: MkDocsConfig
    frames: ThemeCache
    heads: HeadMetadata | None
    indexing: Indexing | None
    apart: Collection[str | None] = ()
    _above: dict[str, Page] = field(default_factory=dict)
    _parts: list[Worker[Written]] = field(default_factory=list)
    _own: list[Written] = field(default_factory=list)
    _counts: Sequence[_Count] = ()

    def begin(self, pages: Sequence[MadePage]) -> None:
        """Begin to write the pages, in other processes where they are many."""
        parts = [] if len(pages) < _WORTH_SHARING or cores() == 1 else chunks(pages, cores())
        mouths = self.indexing.begin(len(parts)) if self.indexing else [None] * len(parts)
        if not parts:
            self.write(pages)
            return
        for first in {page.kind: page for page in pages}.values():
            self.frames.render_cached(self._ready(first))  # compiles the templates, while there is one process to do it
        self._counts = [_Count(RawValue("L", 0), len(part)) for part in parts]
        for hand in zip(parts, mouths, self._counts, strict=True):
            self._parts.append(Worker(partial(self._write_and_tell, *hand)))

    def write(self, pages: Sequence[MadePage]) -> None:
        """Write the pages, one after the other, in this process."""
        self._own.append(self._write(pages, self.indexing.take if self.indexing else None))

    def written(self, tell: ProgressCallback) -> Iterator[Written]:
        """What is remembered of the pages, when they are written; meanwhile says how far that has come."""
        yield from self._own
        for part in self._parts:
            while not part.ready(_PAUSE):
                done, of = sum(count.done.value for count in self._counts), sum(count.of for count in self._counts)
                tell("Skriver sidorna", done, of)
            yield part.result()

    def _write_and_tell(self, pages: Sequence[MadePage], mouth: PageSender | None, count: _Count) -> Written:
        """The same in another process."""
        if mouth is None:
            return self._write(pages, None, None, count)
        return self._write(pages, lambda page: mouth.tell(told(page)), mouth.end, count)

    def _write(
        self,
        pages: Sequence[MadePage],
        tell: Callable[[Page], None] | None,
        end: Callable[[], None] | None = None,
        count: _Count | None = None,
    ) -> Written:
        """Pagefind hears of a page some time before it is written: it is the last to be done, and need not wait."""
        written, vocabulary = Written(), WordList()
        ready = deque[ReadyPage]()

        def write() -> None:
            page = ready.popleft()
            html = self.frames.whole(page) if page.made.source in self.apart else self.frames.render_cached(page)
            content = page.content or ""
            write_page(self.config.site_dir, page.url, html)
            written.links[page.url] = noted(content, page.made.source or f"Sidan /{page.url}")
            vocabulary.take(content)
            if count is not None:
                count.done.value += 1

        for made in pages:
            ready.append(self._ready(made))
            if tell is not None:
                tell(ready[-1])
            if len(ready) > _HELD:
                write()
        if end is not None:
            end()
        while ready:
            write()
        written.words = vocabulary.words
        return written

    def _ready(self, made: MadePage) -> ReadyPage:
        page = self._placed(made)
        page.read_source(self.config)
        page.render(self.config, self.files)
        page.file.page = None  # it is not kept longer than it is needed
        if self.heads is not None:
            self.heads.tell(page)
        return page

    def _placed(self, made: MadePage) -> ReadyPage:
        """The page, below the one that is above it."""
        file = self.files.get_file_from_path(f"{made.path}.md")
        assert isinstance(file, GeneratedFile)  # noqa: S101  # put there when the files were gathered
        page = ReadyPage(file, self.config)
        if made.parent is not None:
            page.parent = self._parent(made.parent, made)  # type: ignore[assignment]  # any item may stand above another
        return page

    def _parent(self, path: str, below: MadePage) -> Page:
        if path not in self._above:
            file = self.files.get_file_from_path(f"{path}.md")
            if file is None:
                raise PluginError(f"Sidan {below.address} ska stå under {path}, som inte finns.")
            if isinstance(file, GeneratedFile) and not file.in_menu:
                self._above[path] = self._placed(file.made)
            elif file.page is not None:
                self._above[path] = file.page
        return self._above[path]
