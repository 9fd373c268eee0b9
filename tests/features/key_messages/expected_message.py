"""The history of one message under random edits, and what must therefore be true of it."""

from dataclasses import dataclass, field

from bot.features.key_messages.model import KeyMessage, MessageState
from bot.features.key_messages.publication_model import EndorsementOutcome

ALLOWED = {
    MessageState.SUBMITTED: {MessageState.SUBMITTED, MessageState.TRANSLATED},
    MessageState.TRANSLATED: {MessageState.SUBMITTED, MessageState.TRANSLATED, MessageState.CLEARED},
    MessageState.CLEARED: {MessageState.SUBMITTED, MessageState.TRANSLATED, MessageState.PUBLISHED},
    MessageState.PUBLISHED: {MessageState.SUBMITTED, MessageState.TRANSLATED, MessageState.PUBLISHED},
}
"""The states that may follow each state without an override: none is skipped."""


@dataclass
class ExpectedMessage:
    versions: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Text, language and theme of each version."""
    translations: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    """Version and language -> every revision of the text."""
    state: MessageState = MessageState.SUBMITTED
    overridden: bool = False
    published: tuple[int, dict[str, str]] | None = None
    """The published version and its texts."""
    endorsements: dict[str, int] = field(default_factory=dict)
    """Administration -> the version that it endorsed."""

    def texts(self) -> dict[str, str]:
        """The current version in each of its languages."""
        current = len(self.versions)
        text, language, _ = self.versions[-1]
        others = {code: texts[-1] for (version, code), texts in self.translations.items() if version == current}
        return {language: text, **others}

    def add_version(self, message: KeyMessage, version: tuple[str, str, str | None]) -> None:
        self.versions.append(version)
        assert message.version == len(self.versions)
        assert message.state is MessageState.SUBMITTED
        self.state = MessageState.SUBMITTED

    def move_to(self, state: MessageState) -> None:
        assert state in ALLOWED[self.state], f"{self.state} led to {state}"
        self.state = state

    def endorse(self, administration: str, outcome: EndorsementOutcome) -> None:
        assert self.published
        given = self.endorsements.get(administration) == self.published[0]
        match outcome:
            case EndorsementOutcome.GIVEN:
                assert not given, "an endorsement was counted twice"
                self.endorsements[administration] = self.published[0]
            case EndorsementOutcome.ALREADY_GIVEN:
                assert given
            case EndorsementOutcome.WITHDRAWN:
                assert given
                del self.endorsements[administration]
            case EndorsementOutcome.NOT_GIVEN:
                assert not given
