"""The synthesis: one message entered on behalf, one late, a translation gone stale, then all of it published."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random

from bot.core.opening_times import desk_closes, desk_opens
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.lines import KEY_MESSAGES, say, translated
from bot.rehearsal.playbill import Play
from fakecord import Form, Message

FAST = 60.0
"""The clock's pace while posts wait for Discord's rate limits."""
MOST_TO_TRANSLATE = 1_000


def cue(play: Play) -> None:
    opens, closes = desk_opens(play.director.schedule), desk_closes(play.director.schedule)
    if play.workshop.desk is None or opens is None or closes is None:
        return
    leads, forms = play.cast.leads(), list[Form]()
    unreachable, late = away(play)
    end = closes - timedelta(minutes=10)
    play.director.cue(end - timedelta(minutes=5), partial(_remind, play))
    if unreachable:
        play.director.cue(end, partial(_enter, play, unreachable, play.dice()))
    if len(play.workshop.languages) > 1:
        play.director.cue(end + timedelta(minutes=2), partial(_go_stale, play, leads[0], play.dice()))
    if late:
        text = say(KEY_MESSAGES, late.language, play.dice())
        play.director.cue(closes - timedelta(minutes=1), partial(_begin, play, late, forms))
        play.director.cue(closes + timedelta(minutes=1), partial(_too_late, play, late, forms, text))
        play.director.cue(closes + timedelta(minutes=3), partial(_reopen, play, late, text))
    play.director.cue(closes + timedelta(minutes=10), partial(_translate, play), FAST)
    play.director.cue(closes + timedelta(minutes=60), partial(_publish, play), FAST)
    play.director.cue(closes + timedelta(minutes=120), partial(_endorse, play, play.dice()), FAST)


def away(play: Play) -> tuple[Coordinator | None, Coordinator | None]:
    """Who cannot reach Discord on the last day, and who comes too late to the desk; none where few take part."""
    leads = play.cast.leads()
    return (leads[-1], leads[-2]) if len(leads) > 3 else (None, None)


async def _remind(play: Play) -> None:
    await play.does(play.cast.organiser, "synthesis status")
    await play.does(play.cast.organiser, "synthesis remind")


async def _enter(play: Play, it: Coordinator, dice: Random) -> None:
    """The organiser writes what an administration sent by other means."""
    code = it.administration.code
    opened = await play.does(play.cast.organiser, "synthesis enter", administration=code)
    text = say(KEY_MESSAGES, it.language, dice)
    if opened and opened.form:
        sent = await play.submits(play.cast.organiser, opened.form, {"text": text, "language": [it.language]})
        if sent and play.book.expect(f"{code}-1" in sent.text, f"nothing was entered for {code}"):
            play.book.key_messages[f"{code}-1"] = (it.language, text)
            play.book.on_behalf.add(f"{code}-1")


async def _go_stale(play: Play, it: Coordinator, dice: Random) -> None:
    """While the organiser translates a message its author changes it: the translation is refused and given back."""
    reference = f"{it.administration.code}-1"
    translating = await play.does(play.cast.organiser, "synthesis translate", message=reference)
    editing = await play.does(it.person, "keymessage write", message=reference)
    if not (translating and translating.form and editing and editing.form):
        play.book.expect(False, f"no form for {reference}")
        return
    text = say(KEY_MESSAGES, it.language, dice) + "\n" + reference
    if await play.submits(it.person, editing.form, {"text": text}):
        play.book.key_messages[reference] = (it.language, text)
    stale = f"({reference})"
    values = {field.custom_id: stale for field in translating.form.fields}
    refused = await play.submits(play.cast.organiser, translating.form, values)
    play.book.expect(refused and stale in refused.text, f"a stale translation of {reference} was not given back")


async def _begin(play: Play, it: Coordinator, forms: list[Form]) -> None:
    opened = await play.does(it.person, "keymessage write")
    if opened and opened.form:
        forms.append(opened.form)


async def _too_late(play: Play, it: Coordinator, forms: list[Form], text: str) -> None:
    refused = await play.submits(it.person, forms[0], {"text": text}) if forms else None
    play.book.expect(refused and text in refused.text, f"{it.name} came too late and did not get her text back")


async def _reopen(play: Play, it: Coordinator, text: str) -> None:
    code = it.administration.code
    await play.does(play.cast.organiser, "synthesis reopen", administration=code)
    opened = await play.does(it.person, "keymessage write")
    sent = await play.submits(it.person, opened.form, {"text": text}) if opened and opened.form else None
    if play.book.expect(sent and f"{code}-1" in sent.text, f"the desk did not reopen for {it.name}"):
        play.book.key_messages[f"{code}-1"] = (it.language, text)


async def _translate(play: Play) -> None:
    """One after the other, until the queue is empty."""
    organiser = play.cast.organiser
    await play.does(organiser, "synthesis publish")
    for _ in range(MOST_TO_TRANSLATE):
        opened = await play.does(organiser, "synthesis translate")
        if not (opened and opened.form):
            return
        reference = opened.form.custom_id.split(":")[2]
        language, text = play.book.key_messages[reference]
        texts = {f.custom_id: translated(text, language, f.custom_id) for f in opened.form.fields}
        if not await play.submits(organiser, opened.form, texts):
            return
        play.book.translations[reference] = texts


async def _publish(play: Play) -> None:
    organiser = play.cast.organiser
    for reference in sorted(play.book.key_messages):
        await play.does(organiser, "synthesis clear", message=reference)
    await play.does(organiser, "synthesis publish")
    wanted = len(play.book.key_messages)
    await play.stage.server.until(lambda: len(_posts(play)) >= wanted, 60, "the key messages in their channel")


async def _endorse(play: Play, dice: Random) -> None:
    """All stand behind two messages; the others find some support, and one voice is taken back."""
    posts = _posts(play)
    common = sorted(posts, key=lambda reference: (not _says_what_all_say(play, reference), reference))[:2]
    for it in play.cast.leads():
        others = [reference for reference in sorted(posts) if not _is_of(reference, it)]
        chosen = {*(set(common) & set(others)), *dice.sample(others, min(2, len(others)))}
        for reference in sorted(chosen):
            if await play.presses(it.person, posts[reference], 0):
                play.book.endorsements.setdefault(reference, set()).add(it.administration.code)
    await _change_of_mind(play, posts, common)
    first = play.cast.leads()[0]
    await play.does(first.person, "keymessage list")


async def _change_of_mind(play: Play, posts: dict[str, Message], common: list[str]) -> None:
    """The last to endorse a message that is not common to all takes it back, with the same button."""
    for it in reversed(play.cast.leads()):
        for reference, codes in play.book.endorsements.items():
            if reference not in common and it.administration.code in codes:
                if await play.presses(it.person, posts[reference], 0):
                    codes.discard(it.administration.code)
                return


def _posts(play: Play) -> dict[str, Message]:
    """Each published message's post, by its reference."""
    found = {}
    for message in play.cast.organiser.sees(play.channel("key_messages")):
        for button in message.buttons:
            feature, action, *rest = str(button.get("custom_id")).split(":")
            if (feature, action) == ("keymessage", "endorse"):
                found[rest[0]] = message
    return found


def _says_what_all_say(play: Play, reference: str) -> bool:
    """That the programme is needed more than ever."""
    language, text = play.book.key_messages[reference]
    return text.startswith(KEY_MESSAGES.get(language, KEY_MESSAGES["en"])[0])


def _is_of(reference: str, it: Coordinator) -> bool:
    return reference.rpartition("-")[0] == it.administration.code
