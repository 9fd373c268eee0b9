"""What is kept about a person and why, in their language."""

from __future__ import annotations

from bot.chat.escaping import escape_inline
from bot.chat.wording import stamp
from bot.core.programme import Administration
from bot.features.privacy.service import Own
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def notice(_: Phrases) -> str:
    """What everyone is told when they join."""
    return "\n".join([_("What I keep about you, and why: /privacy show."), no_channel(_)])


def no_channel(_: Phrases) -> str:
    return _("This bot is no channel for reporting corruption: please use your country's official channels for that.")


def show(_: Phrases, f: Formats, own: Own, administration: Administration | None) -> list[str]:
    return [_kept(_, own, administration), _seen(_), _time(_, f, own), _rights(_)]


def _kept(_: Phrases, own: Own, administration: Administration | None) -> str:
    lines = [_("**What I keep about you, and what for**")]
    if own.who and administration:
        lines.append(
            "- "
            + _(
                "Your registration: the name %(name)s, your Discord id, the delegation %(administration)s, your "
                "language. It says for whom you speak.",
                name=escape_inline(own.who.name),
                administration=_.of(administration.name),
            )
        )
    else:
        lines.append("- " + _("You have not joined a delegation, so I keep no name and no attendance."))
    if own.email:
        lines.append(
            "- " + _("Your e-mail address %(email)s, which the organisers gave me.", email=escape_inline(own.email))
        )
    lines.append("- " + _("What you chose with /language, to answer you as you like."))
    if own.count("letters"):
        lines.append("- " + _n_letters(_, own))
    lines.append("- " + _n_attendance(_, own))
    lines.append("- " + _n_answers(_, own))
    lines.append("- " + _("Anonymous answers: without your name. Nobody can tell which are yours, not even I."))
    lines.append("- " + _n_messages(_, own))
    lines.append("- " + _("A log of what organisers and facilitators do, for example when they correct attendance."))
    return "\n".join(lines)


def _n_letters(_: Phrases, own: Own) -> str:
    return _.n(
        "%(count)s direct message to you, and whether it arrived, so that none comes twice.",
        "%(count)s direct messages to you, and whether they arrived, so that none comes twice.",
        own.count("letters"),
    )


def _n_attendance(_: Phrases, own: Own) -> str:
    return _.n(
        "Your attendance: %(count)s time at which you came and left, for the record of the meeting.",
        "Your attendance: %(count)s times at which you came and left, for the record of the meeting.",
        own.count("presences"),
    )


def _n_answers(_: Phrases, own: Own) -> str:
    count = own.count("answers") + own.count("evaluations")
    return _.n(
        "%(count)s answer that you gave under your name, for the report.",
        "%(count)s answers that you gave under your name, for the report.",
        count,
    )


def _n_messages(_: Phrases, own: Own) -> str:
    return _.n(
        "%(count)s version of a key message that you wrote. Key messages are your administration's official word: "
        "they stay.",
        "%(count)s versions of key messages that you wrote. Key messages are your administration's official word: "
        "they stay.",
        own.count("key_messages"),
    )


def _seen(_: Phrases) -> str:
    return "\n".join(
        [
            _("**Who sees it**"),
            "- " + _("The organisers see all of it, and can take it away as files."),
            "- " + _("The facilitators see answers and attendance."),
            "- " + _("Your delegation sees its own key messages and what it answers together."),
            "- " + _("Everyone sees key messages once they are published, results that are shown, and the floor."),
        ]
    )


def _time(_: Phrases, f: Formats, own: Own) -> str:
    lines = [_("**Until when**")]
    if own.goes_at is None:
        lines.append(_("No date has been set: it is kept until you or the organisers have it erased."))
    else:
        lines.append(
            _(
                "On %(day)s (%(when)s), names, Discord ids, addresses and what people wrote in answers and evaluations "
                "go by themselves. Key messages, what administrations answered, and numbers stay.",
                day=f.day(own.goes_at),
                when=stamp(own.goes_at, "R"),
            )
        )
    return "\n".join(lines)


def _rights(_: Phrases) -> str:
    return "\n".join(
        [
            _("**What you can do**"),
            "- " + _("/privacy export: take all of it with you, as a file."),
            "- " + _("/privacy erase: have your name and your Discord id erased."),
            "- " + _("Something is wrong? Tell the organisers: they correct it."),
            no_channel(_),
        ]
    )


def about_to_erase(_: Phrases) -> list[str]:
    """What will go, what will stay, and what is out of reach; read before the button is pressed."""
    return [
        "\n".join(
            [
                _("**Erase what I keep about you? This cannot be undone.**"),
                _("These go:"),
                "- " + _("your name, your Discord id and your e-mail address, in the log too"),
                "- " + _("your choices of /language, and what you have not sent yet"),
                "- " + _("which direct messages were sent to you"),
                "- " + _("whose answers yours were: they stay as nobody's; your name is taken out of their text"),
                "- " + _("the reasons that organisers noted with your attendance"),
                "- " + _("your membership of the delegation, and your role"),
            ]
        ),
        "\n".join(
            [
                _("These stay:"),
                "- " + _("your administration's key messages, its answers and its endorsements, without your name"),
                "- " + _("when someone of your administration was there, without your name, so that the counts hold"),
                "- " + _("anonymous answers: nobody can tell which are yours"),
            ]
        ),
        "\n".join(
            [
                _("These are out of my reach:"),
                "- " + _("what has been said in the channels and in announcements, your name included"),
                "- " + _("files that the organisers have taken away, and backups made before today"),
                _("Ask the organisers about those. You can join again later, as someone new."),
            ]
        ),
    ]


def erased(_: Phrases) -> str:
    return _(
        "Done: your name and your Discord id are erased here. What was said in the channels, files taken away and "
        "backups are out of my reach; the organisers can see to those. If you like, join again with /join."
    )


def taken(_: Phrases) -> str:
    return _(
        "Here is all that I keep about you, to read (html) and for programs (json). Your anonymous answers are not in "
        "it: nobody can tell which are yours."
    )
