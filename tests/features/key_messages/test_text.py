"""What the people of an administration read about their messages and those that are published."""

from datetime import timedelta

import pytest

from bot.features.key_messages import text
from bot.features.key_messages.model import MessageState, MessageVersion, Translation, coverage_of
from bot.features.key_messages.publication_model import EndorsementOutcome, EndorsementResult
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import OPENS, workshop
from tests.features.key_messages.helpers import key_message, published_message

_ = phrases("en")
F = Formats("en", workshop().zone)


def test_a_receipt_has_reference_version_time_and_the_full_text() -> None:
    first, quoted = text.receipt(_, F, key_message(text="Keep it\nalive"))
    assert first.split("\n")[0] == "Your key message is received: MW-1, version 1."
    assert F.time(OPENS) in first
    assert quoted == "> Keep it\n> alive"
    edited, _text = text.receipt(_, F, key_message(version=2))
    assert edited.split("\n")[0] == "Version 2 of MW-1 is received."


def test_a_message_is_shown_with_its_texts_and_its_earlier_versions() -> None:
    first = MessageVersion(1, "en", None, "Keep", "Awa", False, OPENS)
    second = MessageVersion(2, "en", "audit", "Keep it", "*Koffi*", True, OPENS + timedelta(minutes=1))
    message = key_message(
        version=2,
        theme="audit",
        author="*Koffi*",
        on_behalf=True,
        state=MessageState.TRANSLATED,
        translations={"fr": Translation("Gardez-le")},
    )
    title, heading, original, translation, versions, one, two = text.own_messages(
        _, F, workshop(), [message], {1: [first, second]}
    )
    assert title == "**Our key messages**"
    assert heading == r"**MW-1**, version 2, translated, entered on its behalf by \*Koffi\* · Audit (en)"
    assert original == "*English, original*\n> Keep it"
    assert translation == "*français, traduction*\n> Gardez-le"
    assert versions == "Versions of this message:"
    assert one.endswith("by Awa: first version\n> Keep")
    assert two.endswith("the text changed and the theme changed")


def test_an_administration_without_messages_reads_how_to_write_one() -> None:
    [only] = text.own_messages(_, F, workshop(), [], {})
    assert "/keymessage write" in only


def test_an_erased_author_has_no_name() -> None:
    assert "by someone whose name was erased" in text.heading(_, workshop(), key_message(author=""))


def test_published_messages_show_their_endorsements_and_ones_own() -> None:
    assert text.published_messages(_, workshop(), [], "ML", frozenset()) == ["No key message is published yet."]
    represented = frozenset({"MW", "ML"})
    title, first, original, translation = text.published_messages(
        _, workshop(), [published_message(endorsers=frozenset({"ML"}))], "ML", represented
    )
    assert title == "**Published key messages**"
    assert first == (
        "**MW-1** · Malawi (en)\nEndorsed by 1 other group. Unanimous: every group represented stands behind it."
    )
    assert original.startswith("*English, original*")
    assert translation.endswith("\nYour group endorses it.")


@pytest.mark.parametrize(
    ("outcome", "name", "sentence"),
    [
        (EndorsementOutcome.GIVEN, None, "Your group now endorses MW-1."),
        (EndorsementOutcome.ALREADY_GIVEN, "Awa", "Your group already endorses MW-1, by Awa."),
        (EndorsementOutcome.ALREADY_GIVEN, "", "Your group already endorses MW-1."),
        (EndorsementOutcome.WITHDRAWN, None, "Your group no longer endorses MW-1."),
        (EndorsementOutcome.NOT_GIVEN, None, "Your group does not endorse MW-1."),
    ],
)
def test_each_outcome_of_an_endorsement_has_its_sentence(
    outcome: EndorsementOutcome, name: str | None, sentence: str
) -> None:
    reply = text.endorsement_reply(_, EndorsementResult(outcome, published_message(), name), frozenset())
    quoted = "> " + published_message().texts["en"]
    assert reply == [f"{sentence}\nNo other group has endorsed it yet.", quoted]


def test_coverage_names_the_missing_administrations() -> None:
    some, everyone = coverage_of(workshop(), {"ML": 2}), coverage_of(workshop(), {"MW": 1, "ML": 1, "NE": 1})
    assert text.coverage_line(_, F, some) == ("**1/3** · 2 key messages received. Missing: Malawi (en) and Niger (en).")
    assert text.coverage_line(_, F, everyone) == ("**3/3** · 3 key messages received. Every group has sent one.")
