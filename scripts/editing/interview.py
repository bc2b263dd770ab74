"""Asking for a record at a terminal, a question at a time; each answer is checked before the next is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from register.problem import Problem
from register.swedish import day as in_words

from editing import prompts as asking
from editing import suggestions
from editing.draft_check import DraftCheck
from editing.questions import (
    ORGANISATION_NUMBER,
    Kind,
    Question,
    criteria_questions,
    decision_day,
    questions,
    value_at,
    with_value,
    without,
)
from editing.swedish_input import parse_date

Data = dict[str, Any]
# Optional fields that are asked for about every record; the other ones only of who wants to fill in more
_FIRST = {"mottagare.namn", ORGANISATION_NUMBER, "mottagare.webbplats", "beslut.diarienummer"}
_REPORTS = {"planering": "Planering", "delrapport": "Delrapport", "slutrapport": "Slutrapport"}


class Interview:
    """The questions about one record. `data` is what is known, and grows with each answer.

    What is in `proposed` is suggested as the answer; the recipient and what is continued are taken as they are.
    """

    def __init__(self, trial: DraftCheck, data: Data, proposed: Data) -> None:
        self.trial = trial
        self.proposed = proposed
        taken: Data = {name: proposed[name] for name in ("mottagare", "ersatter") if name in proposed}
        self.data = {**taken, **data}

    def ask(self) -> Data:
        """Ask for all that is missing. Raises Aborted when the person does not want to go on."""
        known = "mottagare" in self.proposed
        asked = questions(self.trial.examined.schemas["record"], self.trial.names)
        later = {question.name: question for question in asked if not question.required and question.name not in _FIRST}
        for question in asked:
            if question.name not in later and not (known and question.name.startswith("mottagare.")):
                self._about(question)
            if question.name == "mottagare.namn" and not known:
                known = self._is_known_recipient()
            if question.name == ORGANISATION_NUMBER and ORGANISATION_NUMBER.partition(".")[2] not in (
                self.data.get("mottagare") or {}
            ):
                self._about(later.pop("mottagare.typ"))
        fill_in_policy(self.trial, self.data)
        day = decision_day(self.data)
        version = self.trial.context.criteria_on(day) if day else None
        for question in criteria_questions(version) if version else ():
            self._about(question)
        if later and asking.confirm("Vill du fylla i mer: ansökan, hur man är med, mål?", default=False):
            for question in later.values():
                self._about(question)
        self._continues()
        self._follow_ups()
        return self.data

    def name(self) -> str:
        """The name of the record's file."""
        year = (decision_day(self.data) or self.trial.today).year
        proposed = suggestions.free_name(self.trial.context, year, str(self.data.get("titel", "")))
        print("\nNamnet blir en del av adressen på webbplatsen: små bokstäver a–z, siffror och bindestreck.")
        return asking.text("Filens namn", default=proposed, check=lambda name: self._unusable(f"{year}/{name}"))

    def _unusable(self, identity: str) -> str | None:
        if identity in self.trial.context.records:
            return f"Det finns redan en post med namnet {identity}. Välj ett annat."
        path = f"partnerships/{identity}.yaml"
        return _said([problem for problem in self.trial.problems({path: "-"}) if problem.code in ("R106", "R107")])

    def _about(self, question: Question) -> None:
        """Ask, unless there is an answer already that the check accepts."""
        default = self._default(question)
        known = value_at(self.data, question.pointer)
        if known is not None:
            default = ", ".join(known) if isinstance(known, list) else str(known)
            fault = self._check(question)(default)
            if fault is None:
                return
            print(f"\n{fault}")
        print(f"\n{question.help}")
        if question.kind is Kind.CHOICE:
            skip = [] if question.required else [("", "Hoppa över")]
            answer: Any = asking.choose(question.title, [*question.choices.items(), *skip]) or None
        else:
            if question.kind is Kind.CODES:
                print(f"Välj en eller flera, med komma emellan: {', '.join(question.choices.values())}.")
            title = question.title if question.required else f"{question.title} (tomt om det saknas)"
            given = asking.text(title, default=default, check=self._check(question))
            answer = question.answer(given) if given else None
        if answer is not None:
            self.data = with_value(self.data, question.pointer, answer)
        elif known is not None:
            self.data = without(self.data, question.pointer)

    def _check(self, question: Question) -> asking.Check:
        def fault(given: str) -> str | None:
            if not given:
                return "Här behövs ett svar." if question.required else None
            try:
                answer = question.answer(given)
            except ValueError as error:
                return str(error)
            data = with_value(self.data, question.pointer, answer)
            return _said(self.trial.problems_at(self._path(data), data, question.pointer))

        return fault

    def _path(self, data: Data) -> str:
        """Where the record would lie; its name is not known yet."""
        return f"partnerships/{(decision_day(data) or self.trial.today).year}/namnet-som-fragas-efter-sist.yaml"

    def _default(self, question: Question) -> str:
        proposed = value_at(self.proposed, question.pointer)
        if question.name == "avtal.slut" and proposed is not None:
            proposed = None if self.data["avtal"]["start"] != self.proposed["avtal"]["start"] else proposed
        if proposed is not None:
            return ", ".join(proposed) if isinstance(proposed, list) else str(proposed)
        if question.name == "beslut.datum":
            return self.trial.today.isoformat()
        if question.name == "beslut.beslutsfattare":
            return suggestions.usual_decider(self.trial.context)
        if question.name == "avtal.slut":
            start = value_at(self.data, ("avtal", "start"))
            return suggestions.agreement_end(date.fromisoformat(start)).isoformat()
        return ""

    def _is_known_recipient(self) -> bool:
        """Whether the register knows the recipient; then its number and website are taken from there."""
        known = suggestions.recipients(self.trial.context).get(self.data["mottagare"]["namn"])
        if known is None:
            return False
        recipient = self.trial.context.documents[known.id].data["mottagare"]
        self.data = {**self.data, "mottagare": {**recipient, **self.data["mottagare"]}}
        print(f"Mottagaren finns i registret. Organisationsnummer och webbplats hämtas från {known.id}.")
        return True

    def _continues(self) -> None:
        if "ersatter" in self.data:
            return
        start = date.fromisoformat(self.data["avtal"]["start"])
        earlier = suggestions.can_be_continued(self.trial.context, self.data["mottagare"]["namn"], start)
        if not earlier:
            return
        print("\nMottagaren har haft samarbeten tidigare. Är det här en fortsättning på något av dem?")
        choices = [("", "Nej, det är ett nytt samarbete"), *((record.id, record.title) for record in earlier)]
        chosen = asking.choose("Fortsätter", choices)
        if chosen:
            self.data["ersatter"] = chosen

    def _follow_ups(self) -> None:
        if "uppfoljning" in self.data:
            return
        start, end = (date.fromisoformat(self.data["avtal"][key]) for key in ("start", "slut"))
        proposed = suggestions.follow_ups(start, end)
        print("\nDet här ska mottagaren redovisa. Ändra datumen om avtalet har andra.")
        self.data["uppfoljning"] = []
        for item in proposed:
            self._report(item["typ"], item["senast"])
        while asking.confirm("Finns det fler redovisningar i avtalet?", default=False):
            self._report(
                asking.choose("Vad", [(key, label) for key, label in _REPORTS.items() if key != "slutrapport"]), ""
            )
        self.data["uppfoljning"].sort(key=lambda item: item["senast"])

    def _report(self, kind: str, proposed: str) -> None:
        earlier = self.data["uppfoljning"]

        def fault(given: str) -> str | None:
            try:
                written = parse_date(given).isoformat()
            except ValueError as error:
                return str(error)
            data = {**self.data, "uppfoljning": [*earlier, {"typ": kind, "senast": written}]}
            return _said(self.trial.problems_at(self._path(data), data, ("uppfoljning", len(earlier))))

        given = asking.text(f"{_REPORTS[kind]}, senast", default=proposed, check=fault)
        self.data["uppfoljning"] = [*earlier, {"typ": kind, "senast": parse_date(given).isoformat()}]


def fill_in_policy(trial: DraftCheck, data: Data) -> None:
    """Put in the version of the policy that was in force on the day of the decision, where it is not given."""
    day = decision_day(data)
    policy = trial.context.policy_on(day) if day else None
    if policy is not None and isinstance(data.get("beslut"), dict):
        data["beslut"].setdefault("policy", policy.in_force.isoformat())


def fill_in_follow_ups(data: Data) -> list[str]:
    """Put in the suggested dates where none are given; a sentence for each."""
    agreement = data.get("avtal")
    if "uppfoljning" in data or not isinstance(agreement, dict):
        return []
    try:
        start, end = (date.fromisoformat(agreement[key]) for key in ("start", "slut"))
    except (KeyError, TypeError, ValueError):
        return []
    data["uppfoljning"] = suggestions.follow_ups(start, end)
    return [
        f"{_REPORTS[item['typ']]} ska lämnas senast {in_words(date.fromisoformat(item['senast']))} (föreslaget)."
        for item in data["uppfoljning"]
    ]


def _said(problems: list[Problem]) -> str | None:
    return "\n".join(f"{problem.message} {problem.hint}" for problem in problems) or None
