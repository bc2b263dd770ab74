"""An examination that begins with what the last one kept finds the same as one from scratch, and makes no more anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from register.check import CheckResult, check
from register.loading import CheckCache
from register.schema import SchemaError

from .cases import RECORD, TODAY
from .memory import Files, MemoryTree, base_files, edited

OTHER = "partnerships/2024/odling-samset.yaml"
NAMES = [RECORD, OTHER, "partnerships/2024/sang.yaml", "partnerships/2023/Fel Namn.yaml", "partnerships/2024/a.pdf"]
SCHEMA = "schemas/record.schema.json"
CONTENT = sorted(path for path in base_files() if path.startswith("content/"))
# Each an edit that somewhere changes what is found: text that stands in some file, and what it becomes
EDITS = [
    ("belopp: 85000", "belopp: 85000000"),
    ("belopp: 85000", "belopp: 86000"),
    ("titel: ", "titel: TODO "),
    ("titel: ", "titel: 'oavslutad "),
    ("sammanfattning: ", "samanfattning: "),
    ("namn: Exempelföreningen", "namn: Exempelforeningen"),
    ("datum: 2024", "datum: 2025"),
    ("raslatt", "rasslatt"),
    ("inkom: ", "inkom: 2042-01-01 #"),
    ("jav: provat", "jav: provat\nersatter: 2024/odling-samset"),
    ("jav: provat", "jav: provat # ring 070-174 06 58"),
    ("galler_fran: 2023", "galler_fran: 2024"),
    ("revideras_senast: 2026", "revideras_senast: 2028"),
    ("- id: ", "- id: ny-"),
    ("belopp_hogst: ", "belopp_hogst: 1 #"),
    ("oppnar: ", "oppnar: 2029-01-01 #"),
]
SCHEMA_EDITS = [('"maxLength": 80', '"maxLength": 8'), ('"beslut", ', ""), ('"provat", ', "")]


def found(files: Files, today: date, kept: CheckCache | None) -> dict[str, Any] | str:
    """All that an examination finds, or why it cannot be done."""
    try:
        return plain(check(MemoryTree(files), today, cache=kept))
    except SchemaError as error:
        return str(error)


def plain(examined: CheckResult) -> dict[str, Any]:
    """All that an examination found, with documents as their data and places."""
    context = examined.context
    return {
        "problems": examined.problems,
        "advice": examined.advice,
        "records": {identity: repr_of(record) for identity, record in context.records.items()},
        "documents": {path: (one.data, one.values, one.keys, one.comments) for path, one in context.by_path.items()},
        "terms": [repr_of(part) for part in (context.lists, context.policies, context.criteria, context.rounds)],
        "settings": repr_of(context.settings),
        "rest": (context.today, context.continued, context.unread, examined.record_paths, examined.schemas),
    }


def repr_of(value: Any) -> Any:
    """A value with its parts; an absent field, which must not be read, is left out."""
    if isinstance(value, dict):
        return {key: repr_of(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [repr_of(inner) for inner in value]
    slots = getattr(type(value), "__slots__", None)
    if not slots:
        return value
    return {slot: repr_of(object.__getattribute__(value, slot)) for slot in slots if is_there(value, slot)}


def is_there(value: object, slot: str) -> bool:
    try:
        object.__getattribute__(value, slot)
    except AttributeError:
        return False
    return True


class Editing(RuleBasedStateMachine):
    """Somebody works in the repository, and after each step it is examined with what was kept."""

    @initialize()
    def begin(self) -> None:
        good = base_files()
        self.files = dict(good)
        self.today = TODAY
        self.kept = CheckCache()
        self.good = good

    @rule(path=st.sampled_from([*NAMES, *CONTENT]), edit=st.sampled_from(EDITS))
    def change(self, path: str, edit: tuple[str, str]) -> None:
        text = self.files.get(path, b"").decode("utf-8", "replace").replace(*edit)
        self.put(path, text.encode())

    @rule(edit=st.sampled_from(SCHEMA_EDITS))
    def change_the_schema(self, edit: tuple[str, str]) -> None:
        self.put(SCHEMA, self.good[SCHEMA].decode().replace(*edit).encode())

    @rule(words=st.sampled_from(["Ring oss.", "Fråga 880320-0016.", "Fråga\u200b."]))
    def write_a_page(self, words: str) -> None:
        self.put("content/om.md", f"# Om\n\n{words}\n".encode())

    @rule(edit=st.sampled_from(EDITS))
    def change_everywhere(self, edit: tuple[str, str]) -> None:
        for path in list(self.files):
            self.files[path] = self.files[path].decode("utf-8", "replace").replace(*edit).encode()

    @rule(
        path=st.sampled_from([*NAMES, *CONTENT, SCHEMA]),
        junk=st.sampled_from([b"", b"\xff", b"titel: [", b"a: 1\na: 2\n"]),
    )
    def break_it(self, path: str, junk: bytes) -> None:
        self.put(path, junk)

    @rule(path=st.sampled_from([*NAMES, *CONTENT, SCHEMA]))
    def mend(self, path: str) -> None:
        self.put(path, self.good.get(path, self.good[RECORD]))

    @rule(path=st.sampled_from([*NAMES, *CONTENT]))
    def remove(self, path: str) -> None:
        self.files.pop(path, None)

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, old: str, new: str) -> None:
        if old in self.files:
            self.files[new] = self.files.pop(old)

    @rule(days=st.sampled_from([-900, -1, 1, 400]))
    def another_day(self, days: int) -> None:
        self.today += timedelta(days=days)

    def put(self, path: str, content: bytes) -> None:
        self.files[path] = content

    @rule()
    def nothing(self) -> None:
        """The same again."""

    @invariant()
    def what_is_found_is_what_is_there(self) -> None:
        assert found(self.files, self.today, self.kept) == found(self.files, self.today, None)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=12, stateful_step_count=10, suppress_health_check=list(HealthCheck))


def records(examined: CheckResult) -> dict[str, object]:
    return dict(examined.context.records)


def test_a_record_that_has_not_changed_is_the_same_object() -> None:
    kept = CheckCache()
    files = {**base_files(), OTHER: base_files()[RECORD].replace(b"R\xc3\xa5sl\xc3\xa4tt", b"Samset")}
    before = records(check(MemoryTree(files), TODAY, cache=kept))
    files[RECORD] = edited("belopp: 85000", "belopp: 86000")[RECORD]
    after = records(check(MemoryTree(files), TODAY, cache=kept))
    assert [identity for identity in before if before[identity] is not after[identity]] == ["2024/laxhjalp-raslatt"]


def test_an_edit_of_the_policy_makes_no_record_anew() -> None:
    kept = CheckCache()
    before = records(check(MemoryTree(base_files()), TODAY, cache=kept))
    after = records(
        check(
            MemoryTree(edited("revideras_senast: 2026", "revideras_senast: 2028", "content/policy/2023-08-30.md")),
            TODAY,
            cache=kept,
        )
    )
    assert before
    assert all(before[identity] is after[identity] for identity in before)
