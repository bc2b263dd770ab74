"""Ask for a new record at a terminal, a question at a time; each answer is checked before the next question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from register.company import COMPANY
from register.swedish import day as in_words

from editing import prompts as asking
from editing import suggestions
from editing.draft_check import DraftCheck, joined
from editing.questions import (
    ALLOCATION,
    ORGANISATION_NUMBER,
    REPORTS,
    AnswerKind,
    Data,
    Question,
    criteria_questions,
    decision_day,
    groups,
    question_at,
    questions,
    value_at,
    with_value,
    without,
)
from editing.swedish_input import parse_date

_NO_NAME = "enskild-naringsidkare"  # a recipient whose name and number are those of a person
_WITHOUT_NUMBER = (_NO_NAME, "informell-grupp")
_OLD = 365  # days
_NOT_GIVEN = ("", "Anges inte")


class Interview:
    """The questions about one record. `data` is what is known, and grows with each answer; `save` is given it then.

    What is in `proposed` is suggested as the answer; the recipient and what is continued are taken as they are.
    `unfinished` has an answer that was being typed, and when the interview is interrupted the one that is.
    """

    def __init__(
        self,
        check: DraftCheck,
        data: Data,
        proposed: Data,
        save: Callable[[Data], None],
        unfinished: Mapping[str, str] | None = None,
    ) -> None:
        self.check = check
        self.unfinished = dict(unfinished or {})
        self.schema = check.examined.schemas["record"]
        self.proposed = dict(proposed)
        taken: Data = {name: proposed[name] for name in ("mottagare", "ersatter") if name in proposed}
        self.data = {**taken, **data}
        self.save = save
        self._passed = {"mottagare." + part for part in taken.get("mottagare", ())}  # not to be asked again
        self._policy_given = value_at(data, ("beslut", "policy")) is not None

    def ask(self) -> Data:
        """Ask for all that is missing, and return the record. Raises Aborted when the person does not go on."""
        for question in self._fields():
            if self._is_asked(question):
                self._about(question)
        fill_in_policy(self.check, self.data)
        for question in self._criteria():
            self._about(question)
        self._ask_continuation()
        self._ask_reports()
        return self.data

    def name(self) -> str:
        """Ask for the name of the record's file."""
        year = (decision_day(self.data) or self.check.today).year
        proposed = suggestions.free_name(self.check.context, year, str(self.data.get("titel", "")))
        print("\nNamnet blir en del av adressen på webbplatsen: små bokstäver a–z, siffror och bindestreck.")
        return asking.text("Filens namn", default=proposed, check=lambda name: self._unusable(f"{year}/{name}"))

    def change(self) -> None:
        """Ask which answer to change, and for the new one. Raises Aborted when none is chosen."""
        asked = {question.name: question for question in [*self._fields(), *self._criteria()]}
        choices = [(name, f"{question.title}: {self._short(question)}") for name, question in asked.items()]
        choices += [
            (f"uppfoljning.{index}", f"{REPORTS.get(item.get('typ'), 'Redovisning')}, senast: {item.get('senast')}")
            for index, item in enumerate(self.data.get("uppfoljning", []))
        ]
        choices.append(("", "Inget: spara som utkast och avsluta"))
        chosen = asking.choose("Vilket svar vill du ändra?", choices)
        if not chosen:
            raise asking.Aborted
        self.ask_again([tuple(int(step) if step.isdigit() else step for step in chosen.split("."))])

    def ask_again(self, pointers: list[tuple[str | int, ...]]) -> bool:
        """Ask once more for the answers at these paths, and what follows from them. Return whether there were any."""
        asked = [*self._fields(), *self._criteria()]
        again = [question for question in asked if any(_overlap(question.pointer, pointer) for pointer in pointers)]
        for question in again:
            self._about(question, again=True)
        reports = any(pointer[:1] == ("uppfoljning",) for pointer in pointers)
        if reports:
            self.proposed = {**self.proposed, "uppfoljning": self.data["uppfoljning"]}
        if reports or any(question.name in ("avtal.start", "avtal.slut") for question in again):
            self._set("uppfoljning", None)
        if not self._policy_given and value_at(self.data, ("beslut", "policy")):
            self.data = without(self.data, ("beslut", "policy"))
        self.ask()
        return bool(again) or reports

    def _fields(self) -> Iterator[Question]:
        """Return the questions about the fields, with the kind of recipient before its name."""
        asked = questions(self.schema, self.check.names)
        names = [question.name for question in asked]
        if "mottagare.typ" in names:
            asked.insert(names.index("mottagare.namn"), asked.pop(names.index("mottagare.typ")))
        for question in asked:
            if question.name == ORGANISATION_NUMBER:
                kind = value_at(self.data, ("mottagare", "typ"))
                yield replace(question, required=kind not in _WITHOUT_NUMBER)
            else:
                yield question
            if question.name == "beslut.belopp":
                yield from self._allocation()

    def _allocation(self) -> Iterator[Question]:
        """Return the questions about the part of each neighbourhood, where the decision may give them."""
        places = self.data.get("stadsdelar", [])
        if ALLOCATION.partition(".")[2] not in self.schema["properties"]["beslut"]["properties"] or len(places) < 2:
            return
        for place in places:
            question = question_at(self.schema, self.check.names, f"{ALLOCATION}.{place}")
            label = self.check.names.get("stadsdelar", {}).get(place, place)
            yield Question(
                name=question.name,
                title=f"Del till {label}",
                help="",
                kind=question.kind,
                required=True,
                group=ALLOCATION,
            )

    def _criteria(self) -> list[Question]:
        """Return the questions about the criteria in force at the decision, unless none are to be answered."""
        day = decision_day(self.data)
        version = self.check.context.criteria_on(day) if day else None
        return criteria_questions(version) if version and not value_at(self.data, ("beslut", "underlag")) else []

    def _is_asked(self, question: Question) -> bool:
        """Return whether a question is put: those of an optional group only when the group is wanted."""
        if question.name in ("mottagare.namn", "mottagare.organisationsnummer", "mottagare.webbplats"):
            return value_at(self.data, ("mottagare", "typ")) != _NO_NAME and question.name not in self._passed
        if question.name == "beslut.underlag":
            day = decision_day(self.data)  # decisions older than the register were made long ago
            return day is not None and (self.check.today - day).days > _OLD and question.name not in self._passed
        if not question.group or question.name in self._passed:
            return question.name not in self._passed
        if value_at(self.data, tuple(question.group.split("."))) is None and question.group not in self._passed:
            self._passed.add(question.group)
            if not asking.confirm(self._group_question(question.group), default=False):
                self._passed |= {other.name for other in self._fields() if other.group == question.group}
                return False
        return True

    def _group_question(self, group: str) -> str:
        if group == ALLOCATION:
            return f"Anger beslutet hur beloppet fördelas mellan {COMPANY.stadsdelarna}?"
        schema = groups(self.schema)[group]
        parts = [content["title"] for content in schema["properties"].values()]
        return f"Vill du ange {schema['title']} ({', '.join(parts)})?"

    def _unusable(self, identity: str) -> str | None:
        if identity in self.check.context.records:
            return f"Det finns redan en post med namnet {identity}. Välj ett annat."
        path = f"partnerships/{identity}.yaml"
        return joined([problem for problem in self.check.problems({path: "-"}) if problem.code in ("R106", "R107")])

    def _about(self, question: Question, *, again: bool = False) -> None:
        """Ask, unless there is an answer already that the check accepts, or the question has been passed over."""
        default = self._default(question)
        known = value_at(self.data, question.pointer)
        if known is not None:
            default = question.written(known)
            fault = self._fault(question, default)
            if fault is None and not again:
                return
            if fault:
                asking.show(f"\n{fault}")
        print(f"\n{question.help}" if question.help else "")
        answer = self._answer(question, default)
        if answer is None:
            self._passed.add(question.name)
        self._set(question.name, answer)
        if question.name == "mottagare.namn" and answer is not None:
            self._use_known_recipient()
        if answer is not None:
            self._settle_conflicts(question)

    def _answer(self, question: Question, default: str) -> Any:
        title = question.title if question.required else f"{question.title} (tomt om det saknas)"
        if question.kind is AnswerKind.CHOICE:
            choices = [*question.choices.items()] if question.required else [_NOT_GIVEN, *question.choices.items()]
            return asking.choose(question.title, choices) or None
        if question.kind is AnswerKind.CODES:
            print(f"Välj en eller flera, med komma emellan: {', '.join(question.choices.values())}.")
        begun = self.unfinished.pop(question.name, "") or default
        try:
            given = asking.text(title, default=begun, check=lambda text: self._fault(question, text))
        except asking.Aborted as error:
            if error.typed and error.typed != default:
                self.unfinished = {question.name: error.typed}
            raise
        return question.answer(given) if given else None

    def _fault(self, question: Question, given: str) -> str | None:
        """Return what the check has against an answer, or None."""
        if not given:
            return "Här behövs ett svar." if question.required else None
        try:
            answer = question.answer(given)
        except ValueError as error:
            return str(error)
        if question.name == "mottagare.namn":
            answer = suggestions.known_name(self.check.context, answer)
        data = with_value(self.data, question.pointer, answer)
        before = without(self.data, question.pointer)
        return joined(self.check.problems_of_answer(self._path(data), data, question.pointer, before)[0])

    def _settle_conflicts(self, question: Question) -> None:
        """Let the person choose which answer to change, where the new one does not agree with an earlier one."""
        before = without(self.data, question.pointer)
        _, found = self.check.problems_of_answer(self._path(self.data), self.data, question.pointer, before)
        asked = [question, *self._fields(), *self._criteria()]
        others = [other for pointer, _ in found for other in asked[1:] if other.pointer == pointer]
        if not others:
            return
        asking.show(f"\n{joined([problem for _, problem in found])}")
        choices = {other.name: f"{other.title}: {self._short(other)}" for other in [question, *others]}
        chosen = asking.choose("Vilket svar ska ändras?", list(choices.items()))
        self._about(next(other for other in asked if other.name == chosen), again=True)

    def _set(self, name: str, answer: Any) -> None:
        """Put an answer into the record, or take it out, and save the draft."""
        pointer = tuple(name.split("."))
        if answer is not None:
            self.data = with_value(self.data, pointer, answer)
        elif value_at(self.data, pointer) is not None:
            self.data = without(self.data, pointer)
        self.save(self.data)

    def _path(self, data: Data) -> str:
        """Return a path that the record could have; its name is not known yet."""
        return f"partnerships/{(decision_day(data) or self.check.today).year}/namnet-som-fragas-efter-sist.yaml"

    def _default(self, question: Question) -> str:
        proposed = value_at(self.proposed, question.pointer)
        start = value_at(self.data, ("avtal", "start"))
        if question.name == "avtal.slut" and proposed is not None and start != self.proposed["avtal"]["start"]:
            proposed = None
        if proposed is not None:
            return question.written(proposed)
        if question.name == "beslut.datum":
            return self.check.today.isoformat()
        if question.name == "beslut.beslutsfattare":
            return suggestions.usual_decider(self.check.context)
        if question.name == "avtal.slut":
            return suggestions.agreement_end(date.fromisoformat(start)).isoformat()
        return ""

    def _short(self, question: Question) -> str:
        known = value_at(self.data, question.pointer)
        text = "anges inte" if known is None else question.choices.get(str(known), question.written(known))
        return f"{text[:60]}…" if len(text) > 61 else text

    def _use_known_recipient(self) -> None:
        """Take the spelling, number and website of a recipient that the register knows from there."""
        name = suggestions.known_name(self.check.context, self.data["mottagare"]["namn"])
        known = suggestions.recipients(self.check.context).get(name)
        if known is None:
            return
        recipient = self.check.context.documents[known.id].data["mottagare"]
        self.data = {**self.data, "mottagare": {**self.data["mottagare"], **recipient}}
        self._passed |= {f"mottagare.{part}" for part in ("organisationsnummer", "webbplats")}
        asking.show(f"Mottagaren finns i registret som {name}. Uppgifterna om den hämtas från {known.id}.")
        self.save(self.data)

    def _ask_continuation(self) -> None:
        name = value_at(self.data, ("mottagare", "namn"))
        if "ersatter" in self.data or "ersatter" in self._passed or name is None:
            return
        self._passed.add("ersatter")
        start = date.fromisoformat(self.data["avtal"]["start"])
        earlier = suggestions.can_be_continued(self.check.context, name, start)
        if not earlier:
            return
        print("\nMottagaren har haft samarbeten tidigare. Är det här en fortsättning på något av dem?")
        choices = [("", "Nej, det är ett nytt samarbete"), *((record.id, record.title) for record in earlier)]
        self._set("ersatter", asking.choose("Fortsätter", choices) or None)

    def _ask_reports(self) -> None:
        """Ask for what is to be accounted for, and when; nothing is put in until all is answered."""
        if "uppfoljning" in self.data:
            return
        print("\nDet här ska mottagaren redovisa. Ändra datumen om avtalet har andra.")
        reports: list[Data] = []
        for item in self.proposed.pop("uppfoljning", None) or suggestions.follow_ups(self.data):
            reports.append(self._report(item["typ"], item["senast"], reports))
        kinds = [(kind, label) for kind, label in REPORTS.items() if kind != "slutrapport"]
        while asking.confirm("Finns det fler redovisningar i avtalet?", default=False):
            reports.append(self._report(asking.choose("Vilken sort?", kinds), "", reports))
        self.data["uppfoljning"] = sorted(reports, key=lambda item: item["senast"])
        self.save(self.data)

    def _report(self, kind: str, proposed: str, earlier: list[Data]) -> Data:
        def fault(given: str) -> str | None:
            try:
                written = parse_date(given).isoformat()
            except ValueError as error:
                return str(error)
            data = {**self.data, "uppfoljning": [*earlier, {"typ": kind, "senast": written}]}
            before = {**self.data, "uppfoljning": earlier} if earlier else self.data
            return joined(
                self.check.problems_of_answer(self._path(data), data, ("uppfoljning", len(earlier)), before)[0]
            )

        given = asking.text(f"{REPORTS[kind]}, senast", default=proposed, check=fault)
        return {"typ": kind, "senast": parse_date(given).isoformat()}


def fill_in_policy(check: DraftCheck, data: Data) -> None:
    """Put in the version of the policy that was in force on the day of the decision, where it is not given."""
    day = decision_day(data)
    policy = check.context.policy_on(day) if day else None
    if policy is not None and isinstance(data.get("beslut"), dict):
        data["beslut"].setdefault("policy", policy.in_force.isoformat())


def fill_in_follow_ups(data: Data) -> list[str]:
    """Put in the suggested dates where none are given; return a sentence for each."""
    proposed = suggestions.follow_ups(data)
    if "uppfoljning" in data or not proposed:
        return []
    data["uppfoljning"] = proposed
    return [
        f"{REPORTS[item['typ']]} ska lämnas senast {in_words(date.fromisoformat(item['senast']))} (föreslaget)."
        for item in data["uppfoljning"]
    ]


def _overlap(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    """Return whether one path leads to the other."""
    shorter = min(len(one), len(other))
    return shorter > 0 and one[:shorter] == other[:shorter]
