"""What `/privacy` says about earlier editions, in one language."""

from collections.abc import Sequence

from bot.core.programme import Workshop
from bot.features.privacy import text
from bot.features.privacy.model import PersonalData
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def kept(_: Phrases, f: Formats, workshop: Workshop, data: PersonalData, *, recognised: bool) -> str:
    """What is kept from one edition, why, and until when. `recognised`: they can join again with one press."""
    lines = [_("**What I keep from “%(workshop)s”**", workshop=_.of(workshop.title))]
    administration = workshop.administration(data.participant.administration) if data.participant else None
    if data.participant and administration:
        lines.append("- " + text.registration(_, data.participant, administration))
        lines += [f"- {line}" for line in (text.attendance(_, data), text.answers(_, data))]
    if data.count("key_messages"):
        lines.append("- " + text.key_messages(_, data))
    if recognised:
        lines.append("- " + _("By your Discord id I recognise you, so that you join your group again in one press."))
    return "\n".join([*lines, "- " + text.until(_, f, data)])


def exported(_: Phrases, workshop: Workshop) -> str:
    return _("And what I keep about you from “%(workshop)s”.", workshop=_.of(workshop.title))


def erased_too(_: Phrases, f: Formats, workshops: Sequence[Workshop]) -> str:
    """Added to the list of what will be erased from this edition."""
    titles = f.joined([f"**{_.of(each.title)}**" for each in workshops])
    return _("The same is erased, and the same is kept, from the editions before: %(titles)s.", titles=titles)
