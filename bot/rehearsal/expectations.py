"""What the exported tables should contain after a rehearsal, recorded while people act, and the comparison of both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core.answers import MIN_GROUP
from bot.core.programme import AttendanceRule
from bot.rehearsal.expected_attendance import ExpectedAttendance

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""The exported JSON: table to its rows, each column to value."""


@dataclass
class Expectations:
    """What the export should contain. `faults` describes everything that did not go as expected."""

    joined: dict[str, str] = field(default_factory=dict)
    """Name to administration."""
    attendance: ExpectedAttendance = field(default_factory=ExpectedAttendance)
    answers: dict[tuple[str, str], object] = field(default_factory=dict)
    """(prompt, who answered) to the answer. Who answered is a name or an administration."""
    key_messages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Reference, such as `MW-2`, to language and text."""
    on_behalf: set[str] = field(default_factory=set)
    """References of messages that the organiser entered."""
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    """Reference to language to translated text."""
    endorsements: dict[str, set[str]] = field(default_factory=dict)
    """Reference to the administrations that endorse it."""
    evaluation_answers: dict[tuple[str, str, str], object] = field(default_factory=dict)
    """(evaluation, name, question) to the answer."""
    faults: list[str] = field(default_factory=list)

    def check(self, condition: object, fault: str) -> bool:
        """Record `fault` unless `condition` is true. Returns `condition`."""
        if not condition:
            self.faults.append(fault)
        return bool(condition)

    def compare(self, tables: Tables, rule: AttendanceRule) -> None:
        """Record a fault for everything that is missing, unexpected or different in the exported tables."""
        people = {row["name"]: row["administration"] for row in tables["participants"]}
        self._same("participants", self.joined, people)
        sessions = {str(row["session_id"]): row for row in tables["sessions"]}
        self.faults += self.attendance.compare(tables["attendance"], sessions, self.joined, rule)
        self._compare_answers(tables)
        self._compare_key_messages(tables)
        self._compare_evaluations(tables)

    def _compare_answers(self, tables: Tables) -> None:
        asked = {row["prompt_id"]: row for row in tables["prompts"]}
        found: dict[tuple[str, str], object] = {}
        for number, row in enumerate(tables["answers"]):
            prompt = asked[row["prompt_id"]]
            who = _answerer(prompt, row, number)
            found[row["prompt_id"], who] = _value(row)
        named = {key: value for key, value in self.answers.items() if not asked.get(key[0], {}).get("anonymous")}
        kept = {key: value for key, value in found.items() if not asked[key[0]]["anonymous"]}
        self._same("answers", named, kept)
        self._compare_anonymous(asked, tables)

    def _compare_anonymous(self, asked: Mapping[str, Mapping[str, Any]], tables: Tables) -> None:
        for id, prompt in asked.items():
            if prompt["anonymous"]:
                said = sorted(str(value) for (asked_id, _), value in self.answers.items() if asked_id == id)
                kept = sorted(str(_value(row)) for row in tables["answers"] if row["prompt_id"] == id)
                self.check(len(said) == prompt["answers"], f"{id}: said {len(said)}, counted {prompt['answers']}")
                shown = said if len(said) >= MIN_GROUP else []
                self.check(shown == kept, f"anonymous answers to {id}: said {len(said)}, exported {len(kept)}")

    def _compare_evaluations(self, tables: Tables) -> None:
        """The export has no names here: compare the responses as a multiset."""
        said: dict[tuple[str, str], dict[str, object]] = {}
        for (evaluation, name, question), value in self.evaluation_answers.items():
            said.setdefault((evaluation, name), {})[question] = value
        kept: dict[tuple[str, str], dict[str, object]] = {}
        for row in tables["evaluations"]:
            kept.setdefault((row["evaluation_id"], row["response_id"]), {})[row["question_id"]] = _value(row)
        few = {id for id, count in Counter(id for id, _ in said).items() if count < MIN_GROUP}
        few -= {id for id, _ in kept}  # an anonymous evaluation with few responses is not exported
        said = {key: found for key, found in said.items() if key[0] not in few}
        of_all = [sorted(str(sorted(each.items())) for each in found.values()) for found in (said, kept)]
        self.check(of_all[0] == of_all[1], f"evaluations: said {len(said)}, kept {len(kept)}, or not the same")

    def _compare_key_messages(self, tables: Tables) -> None:
        found = {}
        for row in tables["key_messages"]:
            found[row["message_id"]] = (row["language"], row[f"text_{row['language']}"])
        self._same("key messages", self.key_messages, found)
        rows = {str(row["message_id"]): row for row in tables["key_messages"]}
        kept = {ref: {code: rows[ref][f"text_{code}"] for code in said} for ref, said in self.translations.items()}
        self._same("translations", self.translations, kept)
        behind = {ref: len(codes) for ref, codes in self.endorsements.items() if codes}
        self._same("endorsements", behind, {ref: r["endorsements"] for ref, r in rows.items() if r["endorsements"]})
        self.check(
            self.on_behalf == {ref for ref, row in rows.items() if row["on_behalf"]}, "on behalf: not as entered"
        )

    def _same(self, what: str, expected: Mapping[Any, object], found: Mapping[Any, object]) -> None:
        for key in expected.keys() - found.keys():
            self.faults.append(f"{what}: {key} was lost")
        for key in found.keys() - expected.keys():
            self.faults.append(f"{what}: {key} came from nowhere")
        for key in expected.keys() & found.keys():
            self.check(expected[key] == found[key], f"{what}: {key}: {expected[key]!r} became {found[key]!r}")


def _answerer(prompt: Mapping[str, Any], row: Mapping[str, Any], number: int) -> str:
    if prompt["anonymous"]:
        return str(number)
    return str(row["administration"] if prompt["by"] == "administration" else row["name"])


def _value(row: Mapping[str, Any]) -> object:
    return row["text"] or row["value"] or row.get("option_ids")
