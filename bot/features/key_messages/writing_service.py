"""Writes key messages. Every version is kept. A form that is sent twice has one effect."""

import hashlib
from datetime import timedelta

from bot.core.errors import NotAnOption, TextEmpty, TextTooLong, UnknownAdministration
from bot.core.people import Actor, Participant, Person
from bot.core.programme import Desk
from bot.core.text import is_blank
from bot.features.key_messages import store
from bot.features.key_messages.desk_service import check_open, require_desk
from bot.features.key_messages.errors import NotYours, TextChanged, TooManyMessages, TooManyVersions
from bot.features.key_messages.model import KeyMessage, MessageKey, NewVersion, known_theme, reference_of, state_of
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

FIRST_VERSION = 1
MAX_VERSIONS = 50
"""Most versions of one message. People who work on a text for a day write about ten."""
MAX_VERSIONS_NOW, NOW = 6, timedelta(minutes=1)
"""The most versions of one message in this time, so that a script cannot use up all versions at once."""


async def write(
    context: WorkshopContext,
    author: Participant,
    text: str,
    *,
    language: str,
    theme: str | None,
    reference: str | None = None,
    seen: int | None = None,
    form: str | None = None,
) -> KeyMessage:
    """Save a new message of `author`'s administration, or a new version of `reference`.

    `seen` is the version that the form showed. `form` is the number of a new message's form: a text sent twice from it
    counts once.
    If nothing changed, nothing is saved. Raises `NotAnOption`, and with the text `DeskClosed`, `TooManyMessages`,
    `NotYours`, `TextEmpty`, `TextTooLong`, `TooManyVersions`, or `TextChanged` if someone saved another version since
    `seen`.
    """
    theme = known_theme(context.workshop, theme)
    version = NewVersion(text, _language(context, language), theme, _as_actor(author))
    return await context.write_together(_write, context, author.administration, version, reference, seen, form)


def _write(
    tx: Transaction,
    context: WorkshopContext,
    administration: str,
    version: NewVersion,
    reference: str | None,
    seen: int | None,
    form: str | None,
) -> KeyMessage:
    desk = check_open(tx, context, administration, version.text)
    _check_text(desk, version.text)
    if reference is not None:
        return _edit(tx, context, administration, reference, seen, version)
    return _add(tx, context, desk, administration, form, version)


async def number_of_next_form(context: WorkshopContext, author: Participant | Person, administration: str) -> int:
    """The number of the form in which `author` writes the administration's next message.

    It stays the same until the form is sent, so that a phone keeps the typed text (see `chat/custom_ids.py`).
    """
    actor = _as_actor(author) if isinstance(author, Participant) else _who_enters(context, author)
    return await context.read(store.new_messages_by, context.id, administration, actor)


def _as_actor(author: Participant) -> Actor:
    return Actor(author.name, author.id, None)


def _who_enters(context: WorkshopContext, person: Person) -> Actor:
    participant = context.participant(person.discord_id)
    return _as_actor(participant) if participant else Actor(person.name, None, person.discord_id)


async def write_on_behalf(
    context: WorkshopContext,
    actor: Person,
    administration: str,
    text: str,
    *,
    language: str,
    theme: str | None,
    form: str | None = None,
) -> KeyMessage:
    """Save a message that an organiser writes for an administration. The desk may be closed.

    Raises `UnknownAdministration`, `NotAnOption`, and with the text `TooManyMessages`, `TextEmpty`, `TextTooLong`,
    `NoDesk`.
    """
    desk = require_desk(context, text)
    if context.workshop.administration(administration) is None:
        raise UnknownAdministration(administration)
    _check_text(desk, text)
    theme = known_theme(context.workshop, theme)
    version = NewVersion(text, _language(context, language), theme, _who_enters(context, actor), on_behalf=True)
    return await context.write(_write_on_behalf, context, actor, desk, administration, form, version)


def _write_on_behalf(
    tx: Transaction,
    context: WorkshopContext,
    actor: Person,
    desk: Desk,
    administration: str,
    form: str | None,
    version: NewVersion,
) -> KeyMessage:
    message = _add(tx, context, desk, administration, form, version)
    audit.record(tx, context.id, context.now(), actor, "synthesis enter", message.reference)
    return message


def _add(
    tx: Transaction,
    context: WorkshopContext,
    desk: Desk,
    administration: str,
    form: str | None,
    version: NewVersion,
) -> KeyMessage:
    """Add a message. If this text was sent before from the same form, edit the message that it created."""
    form = form and _form_and_text(administration, form, version)
    known = store.find_by_form(tx, context.id, form) if form else None
    if known:
        return _edit(tx, context, administration, reference_of(*known), FIRST_VERSION, version)
    limit = desk.per_administration
    if store.message_counts(tx, context.id).get(administration, 0) >= limit:
        raise TooManyMessages(limit, version.text, on_behalf=version.on_behalf)
    key = store.add_message(tx, context.id, administration, context.now(), form)
    return _add_version(tx, context, key, version)


def _form_and_text(administration: str, form: str, version: NewVersion) -> str:
    """A hash of one text from one form. The author may have the same form open on two devices, with two texts."""
    _name, *who = version.author
    return hashlib.sha256(repr([administration, form, who, version.text]).encode()).hexdigest()


def _edit(
    tx: Transaction,
    context: WorkshopContext,
    administration: str,
    reference: str,
    seen: int | None,
    version: NewVersion,
) -> KeyMessage:
    message = store.find_message(tx, context.id, reference)
    if message.administration != administration:
        raise NotYours(version.text)
    if (message.text, message.theme, message.language) == (version.text, version.theme, version.language):
        return message
    erases_theme = version.theme is None and message.theme is not None
    if seen is not None and message.version != seen and (message.text != version.text or erases_theme):
        raise TextChanged(message.text, version.text)
    return _add_version(tx, context, message.key, version)


def _add_version(tx: Transaction, context: WorkshopContext, key: MessageKey, version: NewVersion) -> KeyMessage:
    """Add the next version. Its state is reset, because its translations are missing. Raises `TooManyVersions`."""
    _check_versions(tx, context, key, version.text)
    store.add_version(tx, context.id, key, version, context.now())
    message = store.find_message(tx, context.id, reference_of(*key))
    store.set_state(tx, context.id, key, state_of(message, context.workshop.languages))
    return store.find_message(tx, context.id, message.reference)


def _check_versions(tx: Transaction, context: WorkshopContext, key: MessageKey, text: str) -> None:
    if store.count_versions(tx, context.id, key) >= MAX_VERSIONS:
        raise TooManyVersions(MAX_VERSIONS, text, again_soon=False)
    if store.count_versions(tx, context.id, key, since=context.now() - NOW) >= MAX_VERSIONS_NOW:
        raise TooManyVersions(MAX_VERSIONS_NOW, text, again_soon=True)


def _check_text(desk: Desk, text: str) -> None:
    if is_blank(text):
        raise TextEmpty(text)
    if len(text) > desk.max_length:
        raise TextTooLong(desk.max_length, text)


def _language(context: WorkshopContext, language: str) -> str:
    if language not in context.workshop.languages:
        raise NotAnOption
    return language
