"""Translating key messages: a queue, and translations that hold for one version alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.errors import TextEmpty, TextTooLong
from bot.core.people import Person
from bot.core.text import is_blank
from bot.features.key_messages import store as kept
from bot.features.key_messages.desk import desk
from bot.features.key_messages.errors import Outdated, TextChanged
from bot.features.key_messages.model import KeyMessage, longest_translation, needs_translation, state_of
from bot.features.key_messages.reading import everyone, find_in
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

OFFERED_FOR = timedelta(minutes=15)
"""How long a message given to one translator is given to another only where there is no other left."""


@dataclass
class TranslationQueue:
    """Remembers who was given what, so that two translators do not take the same one. A restart may forget it."""

    _given: dict[tuple[str, str, int], tuple[int, datetime]] = field(default_factory=dict)

    async def next(self, context: WorkshopContext, person: Person) -> KeyMessage | None:
        """The message that has waited longest for a translation; None where none does."""
        waiting = await untranslated(context)
        if not waiting:
            return None
        free = [it for it in waiting if not self._is_with_another(context, person, it)]
        found = (free or waiting)[0]
        self._given[context.id, found.reference, found.version] = (person.discord_id, context.now())
        return found

    def _is_with_another(self, context: WorkshopContext, person: Person, message: KeyMessage) -> bool:
        who, at = self._given.get((context.id, message.reference, message.version), (person.discord_id, context.now()))
        return who != person.discord_id and context.now() - at < OFFERED_FOR


async def untranslated(context: WorkshopContext) -> list[KeyMessage]:
    """Messages that lack a translation of their current version, those that have waited longest first."""
    waiting = [it for it in await everyone(context) if needs_translation(it, context.workshop.languages)]
    return sorted(waiting, key=lambda it: it.written_at)


async def translate(
    context: WorkshopContext, actor: Person, reference: str, texts: Mapping[str, str], *, version: int, revisions: int
) -> KeyMessage:
    """Keep translations of that version; one there is already is corrected, and the message cleared anew.

    `version` and `revisions` are what stood when the form was opened. Raises `Outdated` where the original has
    changed since, `TextChanged` where someone else translated it meanwhile, `TextEmpty`, `TextTooLong`; each gives
    the text back.
    """
    typed = "\n\n".join(texts.values())
    _check(context, texts, typed)

    def write(tx: Transaction) -> KeyMessage:
        stands = find_in(tx, context, reference)
        if stands.version != version:
            raise Outdated(stands.text, typed)
        there = {code: it.text for code, it in stands.translations.items()}
        fresh = {code: text for code, text in texts.items() if code != stands.language and there.get(code) != text}
        if stands.revisions != revisions and fresh.keys() & there.keys():
            raise TextChanged("\n\n".join(there[code] for code in fresh if code in there), typed)
        if not fresh:
            return stands
        key = (stands.administration, stands.number)
        for code, text in fresh.items():
            kept.add_translation(tx, context.id, *key, version, code, text, actor.name, context.now())
        translated = find_in(tx, context, reference)
        kept.set_status(tx, context.id, *key, state_of(translated, context.workshop.languages).value)
        audit.record(
            tx,
            context.id,
            context.now(),
            actor.name,
            "synthesis translate",
            reference,
            f"version {version}: {' '.join(fresh)}",
        )
        return find_in(tx, context, reference)

    return await context.write(write)


def _check(context: WorkshopContext, texts: Mapping[str, str], typed: str) -> None:
    most = longest_translation(desk(context, typed).max_length)
    if not texts or any(map(is_blank, texts.values())):
        raise TextEmpty(typed)
    if any(len(text) > most for text in texts.values()):
        raise TextTooLong(most, typed)
