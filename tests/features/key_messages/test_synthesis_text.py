"""What organisers read about the state of the messages, and what is sent to those who have written nothing."""

from bot.features.key_messages import synthesis_text
from bot.features.key_messages.model import DeskInvitation, MessageState, Translation, overview_of
from bot.features.key_messages.publication_model import PublicationResult
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import CLOSES, OPENS, workshop
from tests.features.key_messages.helpers import key_message

_ = phrases("en")
F = Formats("en", workshop().zone)
INVITATION = DeskInvitation(list(workshop().administrations[:2]), [], CLOSES)


def test_the_overview_lists_states_themes_and_what_to_do() -> None:
    translated = key_message(state=MessageState.TRANSLATED, translations={"fr": Translation("Un")})
    entered = key_message("ML", theme="audit", on_behalf=True, author="Secrétariat")
    overview = overview_of(workshop(), [translated, entered])
    coverage, states, themes, on_behalf, untranslated = synthesis_text.overview(_, F, workshop(), overview)
    assert coverage.startswith("**2/3**")
    assert states == "**By state**\n- submitted: 1 (ML-1)\n- translated: 1 (MW-1)\n- cleared: 0\n- published: 0"
    assert themes == "**By theme**\n- Audit (en): 1\n- No theme: 1"
    assert on_behalf == "Entered on behalf of its group (by whom): ML-1 (Secrétariat)."
    assert untranslated == "1 message waits for a translation: see it with /synthesis translate."
    assert len(synthesis_text.overview(_, F, workshop(), overview_of(workshop(), []))) == 1


def test_a_sentence_names_forty_messages_and_counts_the_rest() -> None:
    names = [f"MW-{number}" for number in range(1, 43)]
    assert synthesis_text.references(_, names).endswith("MW-40 and 2 more")
    assert synthesis_text.references(_, names[:2]) == "MW-1, MW-2"


def test_a_publication_says_what_is_new_changed_overridden_and_lapsed() -> None:
    def lines(result: PublicationResult) -> list[str]:
        return synthesis_text.publication(_, result, "#messages").split("\n")

    assert lines(PublicationResult([], [], [], [], 0)) == ["There is no key message to publish yet."]
    [nothing_new] = lines(PublicationResult([], [], [], [], 4))
    assert nothing_new == "Everything is already published in #messages: nothing has changed since."
    result = PublicationResult(["MW-1", "MW-2"], ["ML-1"], ["MW-2"], ["ML-1"], 4)
    new, changed, overridden, lapsed = lines(result)
    assert new == "2 messages are published in #messages: MW-1, MW-2."
    assert changed == "Brought up to date in #messages: ML-1."
    assert overridden.endswith("recorded in the audit log): MW-2.")
    assert lapsed.endswith("must be given again: ML-1.")


def test_a_direct_message_has_no_button_to_write_with() -> None:
    in_channel = synthesis_text.reminder(_, F, INVITATION)
    direct = synthesis_text.reminder(_, F, INVITATION, direct=True)
    assert "2 groups have sent no key message yet." in in_channel
    assert "This is for your group." in direct
    assert [text for text in (in_channel, direct) if "Mali" in text] == []  # nobody late is named in public
    assert ("button" in in_channel, "button" in direct) == (True, False)


def test_a_reopening_names_those_it_is_for_to_the_organiser_alone_who_reads_nothing_of_writing() -> None:
    for_all = synthesis_text.reopened(_, F, INVITATION, for_all=True).split("\n")
    for_some = synthesis_text.reopened(_, F, INVITATION, for_all=False).split("\n")
    organiser = synthesis_text.reopened_for_organiser(_, F, INVITATION, for_all=False).split("\n")
    title, how, closes = for_all
    assert for_some == [title, "It is open again for 2 groups.", how, closes]
    assert organiser == [title, "For: Malawi (en) and Mali (en).", closes]


def test_the_last_translation_leads_to_clearing() -> None:
    assert synthesis_text.translated(_, key_message(), 0).endswith("Next: /synthesis clear.")
    assert synthesis_text.translated(_, key_message(), 2).endswith("2 more wait: /synthesis translate.")


def test_before_the_desk_opens_nobody_is_missing() -> None:
    assert synthesis_text.overview(_, F, workshop(), overview_of(workshop(), []), OPENS) == [
        f"The key-message desk opens <t:{OPENS.timestamp():.0f}:R>."
    ]
    sent = overview_of(workshop(), [key_message()])
    assert synthesis_text.overview(_, F, workshop(), sent, OPENS)[0].startswith("**1/3**")
