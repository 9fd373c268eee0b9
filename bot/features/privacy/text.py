"""Replies to `/privacy` in one language: what is kept about a person and why, and what erasing does."""

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import data_controller, own_notice, stamp
from bot.core.people import Participant
from bot.core.programme import Administration, Workshop
from bot.features.privacy.model import PersonalData
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def notice(_: Phrases, workshop: Workshop) -> str:
    """The privacy notice that people read when they join."""
    return "\n".join([_("What I keep about you, and why: /privacy show."), *own_notice(_, workshop)])


def overview(
    _: Phrases,
    f: Formats,
    workshop: Workshop,
    data: PersonalData,
    administration: Administration | None,
    earlier: Sequence[str] = (),
) -> list[str]:
    """What is kept, who sees it, who is responsible, for how long, and what the person can do.

    `administration`: None if they have none, or if it is no longer in the workshop file. `earlier`: what is kept from
    earlier editions.
    """
    blocks = [
        _kept(_, workshop, data, administration, is_all=not earlier),
        *earlier,
        _seen_by(_, workshop, data),
        _answers_for(_, workshop),
        _retention(_, f, workshop, data),
    ]
    return [*filter(None, blocks), "\n".join([_rights(_), *own_notice(_, workshop)])]


def _answers_for(_: Phrases, workshop: Workshop) -> str:
    lines = data_controller(_, workshop)
    return "\n".join([_("**Who is responsible for it**"), *(f"- {line}" for line in lines)]) if lines else ""


def _kept(
    _: Phrases, workshop: Workshop, data: PersonalData, administration: Administration | None, *, is_all: bool
) -> str:
    """What is kept. `is_all`: nothing is kept from earlier editions."""
    lines = [_("**What I keep about you, and what for**")]
    if data.participant:
        lines.append("- " + registration(_, data.participant, administration))
    elif is_all:
        lines.append("- " + _("You have not joined a group, so I keep no name and no attendance."))
    else:
        lines.append("- " + _("You have not joined a group of this edition."))
    if data.email:
        lines.append(
            "- " + _("Your e-mail address %(email)s, which the organisers gave me.", email=escape_inline(data.email))
        )
    lines.append("- " + _("What you chose with /language, to answer you as you like."))
    if data.count("direct_messages"):
        lines.append("- " + _direct_messages(_, data))
    lines.append("- " + attendance(_, data))
    lines.append("- " + answers(_, data))
    lines.append(
        "- "
        + _(
            "Anonymous answers: kept without your name. Once they are closed, nobody, including me, can tell "
            "which are yours."
        )
    )
    if _knows_key_messages(workshop, data):
        lines.append("- " + key_messages(_, data))
    lines.append("- " + _("A log of what organisers and facilitators do, for example when they correct attendance."))
    return "\n".join(lines)


def registration(_: Phrases, who: Participant, administration: Administration | None) -> str:
    """`administration`: None if it is no longer in the workshop file. Then its code is shown."""
    return _(
        "Your registration: your name (%(name)s), your Discord id, your group (%(administration)s), "
        "your language. It says for whom you speak.",
        name=escape_inline(who.name),
        administration=_.of(administration.name) if administration else who.administration,
    )


def _direct_messages(_: Phrases, data: PersonalData) -> str:
    return _.n(
        "%(count)s direct message to you, and whether it was delivered, so that none is sent twice.",
        "%(count)s direct messages to you, and whether they were delivered, so that none is sent twice.",
        data.count("direct_messages"),
    )


def attendance(_: Phrases, data: PersonalData) -> str:
    return _.n(
        "Your attendance: %(count)s time at which you came and left, for the record of the meeting.",
        "Your attendance: %(count)s times at which you came and left, for the record of the meeting.",
        data.count("presences"),
    )


def answers(_: Phrases, data: PersonalData) -> str:
    count = data.count("answers") + data.count("evaluations")
    return _.n(
        "%(count)s answer that you gave under your name, for the report.",
        "%(count)s answers that you gave under your name, for the report.",
        count,
    )


def key_messages(_: Phrases, data: PersonalData) -> str:
    return _.n(
        "%(count)s version of a key message that you wrote. Key messages are official statements of your "
        "group: they are kept.",
        "%(count)s versions of key messages that you wrote. Key messages are official statements of your "
        "group: they are kept.",
        data.count("key_messages"),
    )


def _knows_key_messages(workshop: Workshop, data: PersonalData) -> bool:
    """Whether the workshop has key messages, or had any by this person."""
    return workshop.desk is not None or data.count("key_messages") > 0


def _seen_by(_: Phrases, workshop: Workshop, data: PersonalData) -> str:
    lines = [
        _("**Who sees it**"),
        "- " + _("The organisers can see all of it and download it."),
        "- " + _("The facilitators see answers and attendance."),
    ]
    if _knows_key_messages(workshop, data):
        group = _("Your group sees its own key messages and what it answers together.")
        everyone = _("Everyone sees key messages once they are published, results that are shown, and the floor.")
    else:
        group = _("Your group sees what it answers together.")
        everyone = _("Everyone sees results that are shown, and the floor.")
    return "\n".join([*lines, f"- {group}", f"- {everyone}"])


def _retention(_: Phrases, f: Formats, workshop: Workshop, data: PersonalData) -> str:
    kept_for = until(_, f, data)
    if data.purge_at:
        kept_for += f" {kept_after_purge(_, workshop)}"
    return "\n".join([_("**Until when**"), kept_for])


def until(_: Phrases, f: Formats, data: PersonalData) -> str:
    """When personal data are erased."""
    if data.purge_at is None:
        return _("No date has been set: it is kept until you or the organisers have it erased.")
    return _(
        "On %(day)s (%(when)s), names, Discord ids, addresses and what people wrote in their answers are erased "
        "automatically.",
        day=f.day(data.purge_at),
        when=stamp(data.purge_at, "R"),
    )


def kept_after_purge(_: Phrases, workshop: Workshop) -> str:
    if workshop.desk:
        return _("Key messages, what groups answered together and the figures are kept.")
    return _("What groups answered together and the figures are kept.")


def _rights(_: Phrases) -> str:
    return "\n".join(
        [
            _("**What you can do**"),
            "- " + _("/privacy export: get a copy of all of it, as a file."),
            "- " + _("/privacy erase: have your name and your Discord id erased."),
            "- " + _("Is something wrong? Tell the organisers: they will correct it."),
        ]
    )


def erase_warning(_: Phrases, workshop: Workshop) -> list[str]:
    """What will be deleted, what is kept, and what the bot cannot delete. It is shown above the confirming button."""
    return [
        "\n".join(
            [
                _("**Erase what I keep about you? This cannot be undone.**"),
                _("This will be erased:"),
                "- " + _("your name, your Discord id and your e-mail address, in the log too"),
                "- " + _("your choices of /language, and what you have not sent yet"),
                "- " + _("which direct messages were sent to you"),
                "- " + _("the link to your answers: they stay without an author, and your name is removed from them"),
                "- " + _("the reasons that organisers noted with your attendance"),
                "- " + _("your membership of the group, and your role"),
            ]
        ),
        "\n".join(
            [
                _("This will be kept:"),
                "- " + _your_groups_words(_, workshop),
                "- " + _("when someone from your group was there, without your name, to keep the figures right"),
                "- " + _("anonymous answers: nobody can tell which are yours"),
                "- " + _("the fact that the organisers removed you, if they did, without your name or your Discord id"),
            ]
        ),
        "\n".join(
            [
                _("I cannot erase:"),
                "- " + _("what has been said in the channels and in announcements, your name included"),
                "- " + _("what others wrote, for example in their own answers, even where they name you"),
                "- " + _("files that the organisers have already downloaded, and backups that they keep elsewhere"),
                _("Ask the organisers about those."),
            ]
        ),
        _(
            "If you join again before the workshop is over, I recognise your Discord account, so that "
            "nobody counts twice: your attendance continues as before, and what you answer again replaces "
            "your first answer."
        ),
    ]


def _your_groups_words(_: Phrases, workshop: Workshop) -> str:
    if workshop.desk:
        return _("your group's key messages, its answers and its endorsements, without your name")
    return _("your group's answers, without your name")


def erased(_: Phrases, in_use: int) -> str:
    """`in_use` is the number of backups that could not be changed yet."""
    elsewhere = _(
        "I cannot erase what was said in the channels, downloaded files and copies kept elsewhere; ask the "
        "organisers about those. If you like, join again with /join."
    )
    if not in_use:
        return "\n".join([_("Done: your name and your Discord id are erased here, and from my backups."), elsewhere])
    waiting = _.n(
        "%(count)s backup is in use just now: I erase you from it as soon as it is free, and try until then.",
        "%(count)s backups are in use just now: I erase you from them as soon as they are free, and try until then.",
        in_use,
    )
    return "\n".join([_("Done: your name and your Discord id are erased here."), waiting, elsewhere])


def exported(_: Phrases) -> str:
    return _(
        "Here is all that I keep about you: one file to read (html) and one for programs (json). Your "
        "anonymous answers are not in it: nobody can tell which are yours."
    )
