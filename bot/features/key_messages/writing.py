"""Writing key messages: each version kept, none overwritten, each form counted once however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import NotAnOption, TextEmpty, TextTooLong, UnknownAdministration
from bot.core.people import Participant, Person
from bot.core.programme import Desk
from bot.core.text import is_blank
from bot.features.key_messages import store as kept
from bot.features.key_messages.desk import desk, require_open_in
from bot.features.key_messages.errors import NotYours, TextChanged, TooManyMessages
from bot.features.key_messages.model import KeyMessage, parse_reference, reference_of, state_of
from bot.features.key_messages.reading import find_in
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

FIRST = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form holds, and who sent it."""

    text: str
    language: str
    theme: str | None
    author: str
    participant: int | None
    on_behalf: bool = False


async def write(
    context: WorkshopContext,
    who: Participant,
    text: str,
    *,
    language: str,
    theme: str | None,
    reference: str | None = None,
    seen: int | None = None,
    form: str | None = None,
) -> KeyMessage:
    """Keep a message of `who`'s administration: a new one, or a new version of `reference`.

    `seen` is the version that was in the form; `form` names the form of a new one, so that it counts once. Nothing
    new is kept where nothing changed. Raises `DeskClosed`, `TooManyMessages`, `NotYours`, `TextEmpty`, `TextTooLong`,
    and `TextChanged` where someone wrote another version meanwhile; each gives the text back.
    """
    entry = Entry(text, _language(context, language), _theme(context, theme), who.name, who.id)

    def keep(tx: Transaction) -> KeyMessage:
        rules = require_open_in(tx, context, who.administration, text)
        _check(rules, text)
        if reference is not None:
            return _edit(context, tx, who.administration, reference, seen, entry)
        return _begin(context, tx, rules, who.administration, form, entry)

    return await context.write_together(keep)


async def enter(
    context: WorkshopContext,
    actor: Person,
    administration: str,
    text: str,
    *,
    language: str,
    theme: str | None,
    form: str | None = None,
) -> KeyMessage:
    """Keep a message that organisers write on an administration's behalf, also while the desk is closed.

    Raises `UnknownAdministration`, `TooManyMessages`, `TextEmpty`, `TextTooLong`, `DeskClosed` where there is no desk.
    """
    rules = desk(context, text)
    if context.workshop.administration(administration) is None:
        raise UnknownAdministration(administration)
    _check(rules, text)
    own = context.participant(actor.discord_id)
    entry = Entry(
        text, _language(context, language), _theme(context, theme), actor.name, own.id if own else None, on_behalf=True
    )

    def work(tx: Transaction) -> KeyMessage:
        kept_as = _begin(context, tx, rules, administration, form, entry)
        audit.record(tx, context.id, context.now(), actor.name, "synthesis enter", kept_as.reference)
        return kept_as

    return await context.write(work)


def _begin(
    context: WorkshopContext, tx: Transaction, rules: Desk, administration: str, form: str | None, entry: Entry
) -> KeyMessage:
    """A new message; where its form has come before, that message."""
    known = kept.by_form(tx, context.id, form) if form else None
    if known:
        return _edit(context, tx, administration, reference_of(*known), FIRST, entry)
    limit = rules.per_administration
    number = kept.add(tx, context.id, administration, context.now(), limit=limit, form=form)
    if number is None:
        raise TooManyMessages(limit, entry.text, on_behalf=entry.on_behalf)
    return _add_version(context, tx, administration, number, entry)


def _edit(
    context: WorkshopContext,
    tx: Transaction,
    administration: str,
    reference: str,
    seen: int | None,
    entry: Entry,
) -> KeyMessage:
    stands = find_in(tx, context, reference)
    if stands.administration != administration:
        raise NotYours(entry.text)
    if (stands.text, stands.theme, stands.language) == (entry.text, entry.theme, entry.language):
        return stands
    if seen is not None and stands.version != seen and stands.text != entry.text:
        raise TextChanged(stands.text, entry.text)
    return _add_version(context, tx, *parse_reference(stands.reference), entry)


def _add_version(
    context: WorkshopContext, tx: Transaction, administration: str, number: int, entry: Entry
) -> KeyMessage:
    """The next version; the message waits for its translation again."""
    kept.add_version(
        tx,
        context.id,
        administration,
        number,
        language=entry.language,
        theme=entry.theme,
        text=entry.text,
        author=entry.author,
        participant=entry.participant,
        on_behalf=entry.on_behalf,
        at=context.now(),
    )
    fresh = find_in(tx, context, reference_of(administration, number))
    kept.set_status(tx, context.id, administration, number, state_of(fresh, context.workshop.languages).value)
    return find_in(tx, context, fresh.reference)


def _check(rules: Desk, text: str) -> None:
    if is_blank(text):
        raise TextEmpty(text)
    if len(text) > rules.max_length:
        raise TextTooLong(rules.max_length, text)


def _language(context: WorkshopContext, language: str) -> str:
    if language not in context.workshop.languages:
        raise NotAnOption
    return language


def _theme(context: WorkshopContext, theme: str | None) -> str | None:
    """The theme, where the workshop still has it: a form may have been opened before the file changed."""
    return theme if theme and context.workshop.theme(theme) else None
