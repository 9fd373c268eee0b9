"""The synthesis of key messages: entered by the organiser, sent too late, translated, published and endorsed."""

from datetime import timedelta
from functools import partial
from random import Random

from bot.core.opening_times import desk_closes, desk_opens
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.words import KeyMessage
from fakecord import Form, Message

FAST = 60.0
"""The clock's speed while posts wait for Discord's rate limits."""
MAX_TRANSLATIONS = 1_000


def add_actions(play: PlayContext) -> None:
    opens, closes = desk_opens(play.timeline.schedule), desk_closes(play.timeline.schedule)
    if play.workshop.desk is None or opens is None or closes is None:
        return
    leads, forms = play.cast.leads(), list[Form]()
    unreachable, late = absent_leads(play)
    end = closes - timedelta(minutes=10)
    play.timeline.add(end - timedelta(minutes=5), partial(_remind, play))
    if unreachable:
        play.timeline.add(end, partial(_enter, play, unreachable, play.words.key_message()))
    if len(play.workshop.languages) > 1:
        play.timeline.add(end + timedelta(minutes=2), partial(_translate_stale, play, leads[0], play.new_rng()))
    if late:
        text = play.words.key_message().text(late.language)[: play.workshop.desk.max_length]
        play.timeline.add(closes - timedelta(minutes=1), partial(_open_form, play, late, forms))
        play.timeline.add(closes + timedelta(minutes=1), partial(_too_late, play, late, forms, text))
        play.timeline.add(closes + timedelta(minutes=3), partial(_reopen, play, late, text))
    play.timeline.add(closes + timedelta(minutes=10), partial(_translate, play), FAST)
    play.timeline.add(closes + timedelta(minutes=60), partial(_publish, play), FAST)
    play.timeline.add(closes + timedelta(minutes=120), partial(_endorse, play, play.new_rng()), FAST)


def absent_leads(play: PlayContext) -> tuple[Coordinator | None, Coordinator | None]:
    """One lead who is offline on the last day, and one who writes too late. Empty if few administrations attend."""
    leads = play.cast.leads()
    return (leads[-1], leads[-2]) if len(leads) > 3 else (None, None)


async def _remind(play: PlayContext) -> None:
    await play.run_command(play.cast.organiser, "synthesis status")
    await play.run_command(play.cast.organiser, "synthesis remind")


async def _enter(play: PlayContext, coordinator: Coordinator, message: KeyMessage) -> None:
    """The organiser enters a message that an administration sent by other means."""
    code = coordinator.administration.code
    opened = await play.run_command(play.cast.organiser, "synthesis enter", administration=code)
    if opened and opened.form:
        text = message.text(coordinator.language)[: opened.form.field("text").component["max_length"]]
        sent = await play.submit(play.cast.organiser, opened.form, {"text": text, "language": [coordinator.language]})
        if sent and play.expectations.check(f"{code}-1" in sent.text, f"nothing was entered for {code}"):
            play.expectations.key_messages[f"{code}-1"] = (coordinator.language, text)
            play.expectations.on_behalf.add(f"{code}-1")


async def _translate_stale(play: PlayContext, coordinator: Coordinator, rng: Random) -> None:
    """The author edits a message while the organiser translates it.

    The bot refuses the translation and gives it back.
    """
    reference = f"{coordinator.administration.code}-1"
    translating = await play.run_command(play.cast.organiser, "synthesis translate", message=reference)
    editing = await play.run_command(coordinator.person, "keymessage write", message=reference)
    if not (translating and translating.form and editing and editing.form):
        play.expectations.check(False, f"no form for {reference}")
        return
    language, before = play.expectations.key_messages[reference]
    most = editing.form.field("text").component["max_length"]
    text = f"{before}\n{play.words.addition(language, rng, before)}"[:most]
    if await play.submit(coordinator.person, editing.form, {"text": text}):
        play.expectations.key_messages[reference] = (language, text)
    stale = {f.custom_id: play.words.translate(before, language, f.custom_id) for f in translating.form.fields}
    refused = await play.submit(play.cast.organiser, translating.form, stale)
    is_given_back = refused and all(text in refused.text for text in stale.values())
    play.expectations.check(is_given_back, f"a stale translation of {reference} was not given back")


async def _open_form(play: PlayContext, coordinator: Coordinator, forms: list[Form]) -> None:
    opened = await play.run_command(coordinator.person, "keymessage write")
    if opened and opened.form:
        forms.append(opened.form)


async def _too_late(play: PlayContext, coordinator: Coordinator, forms: list[Form], text: str) -> None:
    refused = await play.submit(coordinator.person, forms[0], {"text": text}) if forms else None
    play.expectations.check(
        refused and text in refused.text, f"{coordinator.name} came too late and did not get her text back"
    )


async def _reopen(play: PlayContext, coordinator: Coordinator, text: str) -> None:
    code = coordinator.administration.code
    await play.run_command(play.cast.organiser, "synthesis reopen", administration=code)
    opened = await play.run_command(coordinator.person, "keymessage write")
    sent = await play.submit(coordinator.person, opened.form, {"text": text}) if opened and opened.form else None
    if play.expectations.check(sent and f"{code}-1" in sent.text, f"the desk did not reopen for {coordinator.name}"):
        play.expectations.key_messages[f"{code}-1"] = (coordinator.language, text)


async def _translate(play: PlayContext) -> None:
    """Translate one message after the other, until none is left."""
    organiser = play.cast.organiser
    await play.run_command(organiser, "synthesis publish")
    for _ in range(MAX_TRANSLATIONS):
        opened = await play.run_command(organiser, "synthesis translate")
        if not (opened and opened.form):
            return
        reference = opened.form.custom_id.split(":")[3]
        language, text = play.expectations.key_messages[reference]
        texts = {f.custom_id: play.words.translate(text, language, f.custom_id) for f in opened.form.fields}
        if not await play.submit(organiser, opened.form, texts):
            return
        play.expectations.translations[reference] = texts


async def _publish(play: PlayContext) -> None:
    organiser = play.cast.organiser
    for reference in sorted(play.expectations.key_messages):
        await play.run_command(organiser, "synthesis clear", message=reference)
    await play.run_command(organiser, "synthesis publish")
    wanted = len(play.expectations.key_messages)
    await play.environment.server.until(lambda: len(_posts(play)) >= wanted, 60, "the key messages in their channel")


async def _endorse(play: PlayContext, rng: Random) -> None:
    """Every administration endorses two common messages and two others; one endorsement is withdrawn."""
    posts = _posts(play)
    common = sorted(posts, key=lambda reference: (not _is_common(play, reference), reference))[:2]
    for coordinator in play.cast.leads():
        own = f"{coordinator.administration.code}-"
        others = [reference for reference in sorted(posts) if not reference.startswith(own)]
        chosen = {*(set(common) & set(others)), *rng.sample(others, min(2, len(others)))}
        for reference in sorted(chosen):
            if await play.press(coordinator.person, posts[reference], 0):
                play.expectations.endorsements.setdefault(reference, set()).add(coordinator.administration.code)
    await _withdraw_endorsement(play, posts, common)
    first = play.cast.leads()[0]
    await play.run_command(first.person, "keymessage list")


async def _withdraw_endorsement(play: PlayContext, posts: dict[str, Message], common: list[str]) -> None:
    """The last administration that endorsed a message outside of `common` presses the button again."""
    for coordinator in reversed(play.cast.leads()):
        for reference, codes in play.expectations.endorsements.items():
            if reference not in common and coordinator.administration.code in codes:
                if await play.press(coordinator.person, posts[reference], 0):
                    codes.discard(coordinator.administration.code)
                return


def _posts(play: PlayContext) -> dict[str, Message]:
    """Reference to the post of each published message."""
    found = {}
    for message in play.cast.organiser.sees(play.channel("key_messages")):
        for button in message.buttons:
            _workshop, feature, action, *rest = str(button.get("custom_id")).split(":")
            if (feature, action) == ("keymessage", "endorse"):
                found[rest[0]] = message
    return found


def _is_common(play: PlayContext, reference: str) -> bool:
    _language, text = play.expectations.key_messages[reference]
    return play.words.is_common(text)
