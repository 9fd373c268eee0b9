"""What `run` logs once it is connected: the bot's servers, how to invite it, and why a workshop waits."""

from collections.abc import Mapping, Sequence

from bot.chat.permissions import invitation, named
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext

PUBLIC = (
    "Anyone can add this bot to a server of theirs: switch Public Bot off in Discord's developer portal, under Bot."
)


def facts(application: int, servers: Mapping[int, str], contexts: Sequence[WorkshopContext]) -> list[str]:
    """Facts for the log. `servers`: the names of the servers that the bot is in, by id."""
    over = [context.id for context in contexts if context.workshop.ends < context.now()]
    return [
        *([f"The bot is in {listed(servers)}"] if servers else []),
        f"To add the bot to a server, open {invitation(application)}",
        *(f"The workshop {id} is over: it announces nothing" for id in over),
    ]


def faults(
    application: int, servers: Mapping[int, str], contexts: Sequence[WorkshopContext], *, public: bool
) -> list[str]:
    """What prevents a workshop from running, and what to do. Workshops that are over are left out."""
    if not servers:
        return [f"The bot is in no server yet. Whoever may manage the server adds it with {invitation(application)}"]
    waiting = [it for it in contexts if it.guild not in servers and it.workshop.ends >= it.now()]
    return [*(_why_it_waits(context, servers) for context in waiting), *([PUBLIC] if public else [])]


def _why_it_waits(context: WorkshopContext, servers: Mapping[int, str]) -> str:
    """One sentence for a workshop whose server the bot is not in."""
    if context.workshop.guild is not None:
        return (
            f"The workshop {context.id} waits: its file names the server {context.guild}, and the bot is not in it but "
            f"in {listed(servers)}. Correct `guild:` and start again, or add the bot to that server."
        )
    if context.guild is not None:
        return (
            f"The workshop {context.id} waits: it was set up in the server {context.guild}, and the bot is no longer "
            "in it. Add it there again, or write another server's id as `guild:` in the file and start again."
        )
    if len(servers) > 1:
        return (
            f"The workshop {context.id} waits: its file names no server, and the bot is in {listed(servers)}. Write "
            "the id of the right one as `guild:` in the file and start again."
        )
    return f"The workshop {context.id} waits for an organiser to use /workshop setup in {listed(servers)}."


def lacking_permissions(application: int, server: str, lacking: Sequence[str], languages: Sequence[str]) -> str:
    """Each permission by the name that Discord's settings show, in the workshop's languages."""
    each = ([named(phrases(language), [one])[0] for language in languages] for one in lacking)
    names = ", ".join(" / ".join(dict.fromkeys(translated)) for translated in each)
    return (
        f"In the server {server} the bot lacks these permissions: {names}. Give them to its role in the server's "
        f"settings, or open {invitation(application)} again."
    )


def listed(servers: Mapping[int, str]) -> str:
    """Names and ids, each on the same line."""
    return ", ".join(f"{' '.join(name.split())} ({id})" for id, name in servers.items())
