"""Texts about joining, and for organisers about delegations; in one language."""

from collections.abc import Iterable, Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import first_names
from bot.core.people import Membership, Participant
from bot.core.programme import Administration, Workshop
from bot.features.roster.model import RosterImport
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_NAMES = 30
"""How many people a sentence names."""


def some_names(_: Phrases, f: Formats, people: Sequence[Participant]) -> str:
    """Their names joined. If there are too many, the first ones and the number of the others."""
    names = [escape_inline(p.name) for p in f.sorted(people, lambda p: p.name)]
    return first_names(_, f, names, MAX_NAMES)


def without_group(_: Phrases, f: Formats, people: Sequence[Participant]) -> str:
    """The people whose group is no longer in the workshop file."""
    names = some_names(_, f, people)
    return _.n(
        "Without a group, since the file no longer has it: %(names)s. To add this person to one: /roster assign.",
        "Without a group, since the file no longer has it: %(names)s. To add these people to one: /roster assign.",
        len(people),
        names=names,
    )


def heading(_: Phrases, f: Formats, people: Sequence[Participant], workshop: Workshop) -> str:
    """How many people have joined, the administrations without anyone, and the requests to approve."""
    joined = [p for p in people if p.status is Membership.JOINED]
    with_people, administrations = {p.administration for p in joined}, workshop.administrations
    missing = [_.of(a.name) for a in f.sorted(administrations, lambda a: _.of(a.name)) if a.code not in with_people]
    lines = [
        f"**{group_word.many(_, workshop)}**",
        _.n("%(count)s person has joined.", "%(count)s people have joined.", len(joined)),
    ]
    if missing:
        lines.append(_("No members yet: %(names)s.", names=f.joined(missing)))
    waiting = [escape_inline(p.name) for p in f.sorted(people, lambda p: p.name) if p.status is Membership.PENDING]
    if waiting:
        lines.append(_("Waiting for /roster approve: %(names)s.", names=f.joined(waiting)))
    if lost := [p for p in people if workshop.administration(p.administration) is None]:
        lines.append(without_group(_, f, lost))
    return "\n".join(lines)


def delegations(
    _: Phrases, f: Formats, people: Sequence[Participant], administrations: Iterable[Administration]
) -> list[str]:
    """One line for each administration that has people."""
    lines = []
    for administration in f.sorted(administrations, lambda a: _.of(a.name)):
        own = f.sorted((p for p in people if p.administration == administration.code), lambda p: p.name)
        if own:
            names = ", ".join(_name(_, p) for p in own)
            lines.append(f"- **{_.of(administration.name)}**{_(':')} {names}")
    return lines


def _name(_: Phrases, p: Participant) -> str:
    if p.status is Membership.PENDING:
        return _("%(name)s (waits)", name=escape_inline(p.name))
    if p.discord_id is None:
        return _("%(name)s (guest)", name=escape_inline(p.name))
    return escape_inline(p.name)


def welcome(_: Phrases, workshop: Workshop, administration: Administration, *, moved: bool) -> str:
    """The reply to `/join`."""
    group, name = group_word.one(_, workshop), _.of(administration.name)
    if moved:
        # Translators: %(group)s is the word for a group, such as “Hospital”, and %(name)s which one
        return _("Done. %(group)s: %(name)s.", group=group, name=name)
    title = _.of(workshop.title)
    return "\n".join(
        [
            _("Welcome to “%(workshop)s”. %(group)s: %(name)s.", workshop=title, group=group, name=name),
            _("To see the agenda: /programme. To see what you can do: /help."),
        ]
    )


def request(_: Phrases, workshop: Workshop, participant: Participant, administration: Administration) -> str:
    """Ask the organisers to approve a request to join."""
    return _(
        "**%(name)s** asks to join. %(group)s: %(administration)s.",
        name=escape_inline(participant.name),
        group=group_word.one(_, workshop),
        administration=_.of(administration.name),
    )


def approved(_: Phrases, workshop: Workshop, administration: Administration) -> str:
    """Tell a person that they were approved."""
    return _(
        "Your request to join “%(workshop)s” is accepted. %(group)s: %(name)s. To see the agenda: /programme.",
        workshop=_.of(workshop.title),
        group=group_word.one(_, workshop),
        name=_.of(administration.name),
    )


def belongs(_: Phrases, participant: Participant, administration: Administration) -> str:
    """Tell the organiser that a person was assigned or approved."""
    name = escape_inline(participant.name)
    return _("%(name)s belongs to %(administration)s.", name=name, administration=_.of(administration.name))


def removed(_: Phrases, participant: Participant) -> str:
    # Translators: “they” is this one person
    return _(
        "%(name)s no longer takes part, and cannot join again by themselves. What they did until now is "
        "kept. To add them again: /roster assign.",
        name=escape_inline(participant.name),
    )


def imported(_: Phrases, f: Formats, result: RosterImport) -> str:
    lines = [_("**The roster is imported**")]
    if result.new:
        lines.append("- " + _.n("%(count)s person is new", "%(count)s people are new", len(result.new)))
    if result.moved:
        names = f.joined([escape_inline(p.name) for p in f.sorted(result.moved, lambda p: p.name)])
        lines.append("- " + _("changed to another group, or approved: %(names)s", names=names))
    if result.readmitted:
        names = f.joined([escape_inline(p.name) for p in f.sorted(result.readmitted, lambda p: p.name)])
        lines.append("- " + _("removed earlier, and added again since the file names them: %(names)s", names=names))
    if result.unchanged:
        unchanged = _.n("%(count)s was there already", "%(count)s were there already", len(result.unchanged))
        lines.append("- " + unchanged)
    return "\n".join(lines)
