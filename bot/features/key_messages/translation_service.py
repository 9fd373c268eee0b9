"""Translates key messages. A translation belongs to one version of the original."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.errors import TextEmpty, TextTooLong
from bot.core.people import Person
from bot.core.text import is_blank
from bot.features.key_messages import service, store
from bot.features.key_messages.desk_service import require_desk
from bot.features.key_messages.errors import Outdated, TextChanged
from bot.features.key_messages.model import KeyMessage, max_translation_length, state_of
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

RESERVED_FOR = timedelta(minutes=15)
"""A message given to one translator is not offered to another for this long, unless no other message is left."""


@dataclass
class TranslationQueue:
    """Gives each translator a different message. Reservations are kept in memory only; a restart forgets them."""

    _reserved: dict[tuple[str, str, int], tuple[int, datetime]] = field(default_factory=dict)
    """Workshop, reference and version -> the translator's Discord id, and since when."""

    async def next(self, context: WorkshopContext, person: Person) -> KeyMessage | None:
        """The message that has waited longest for a translation. None if no message waits."""
        waiting = await untranslated(context)
        if not waiting:
            return None
        free = [message for message in waiting if not self._is_with_another(context, person, message)]
        found = (free or waiting)[0]
        self._reserved[context.id, found.reference, found.version] = (person.discord_id, context.now())
        return found

    def _is_with_another(self, context: WorkshopContext, person: Person, message: KeyMessage) -> bool:
        reserved = self._reserved.get((context.id, message.reference, message.version))
        if reserved is None:
            return False
        translator, at = reserved
        return translator != person.discord_id and context.now() - at < RESERVED_FOR


async def untranslated(context: WorkshopContext) -> list[KeyMessage]:
    """Messages whose current version lacks a translation, oldest version first."""
    messages = await service.all_messages(context)
    waiting = [message for message in messages if message.missing_languages(context.workshop.languages)]
    return sorted(waiting, key=lambda message: message.written_at)


async def translate(
    context: WorkshopContext, actor: Person, reference: str, texts: Mapping[str, str], *, version: int, revisions: int
) -> KeyMessage:
    """Save translations (language -> text) of that version. A changed translation has to be cleared again.

    `version` and `revisions` are those of the message that the form showed. Raises `UnknownMessage`, and with the
    texts: `Outdated` if the original has changed since, `TextChanged` if someone else saved a translation since,
    `TextEmpty`, `TextTooLong`, `NoDesk`.
    """
    typed = "\n\n".join(texts.values())
    _check(context, texts, typed)

    def write(tx: Transaction) -> KeyMessage:
        message = store.find_message(tx, context.id, reference)
        if message.version != version:
            raise Outdated(message.text, typed)
        saved = {language: translation.text for language, translation in message.translations.items()}
        new = {code: text for code, text in texts.items() if code != message.language and saved.get(code) != text}
        if message.revisions != revisions and new.keys() & saved.keys():
            raise TextChanged("\n\n".join(saved[code] for code in new if code in saved), typed)
        return _save(tx, context, actor, message, new) if new else message

    return await context.write(write)


def _save(
    tx: Transaction, context: WorkshopContext, actor: Person, message: KeyMessage, texts: Mapping[str, str]
) -> KeyMessage:
    for language, text in texts.items():
        store.add_translation(tx, context.id, message, language, text, actor, context.now())
    translated = store.find_message(tx, context.id, message.reference)
    store.set_state(tx, context.id, message.key, state_of(translated, context.workshop.languages))
    detail = f"version {message.version}: {' '.join(texts)}"
    audit.record(tx, context.id, context.now(), actor, "synthesis translate", message.reference, detail)
    return store.find_message(tx, context.id, message.reference)


def _check(context: WorkshopContext, texts: Mapping[str, str], typed: str) -> None:
    limit = max_translation_length(require_desk(context, typed).max_length)
    if not texts or any(map(is_blank, texts.values())):
        raise TextEmpty(typed)
    if any(len(text) > limit for text in texts.values()):
        raise TextTooLong(limit, typed)
