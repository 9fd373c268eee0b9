"""Each administration's key messages, in every language there is of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.core.instants import parse_utc
from bot.export.table import Row, Table, booleans, in_each_language, instants, numbers, text
from bot.export.tables.source import Source
from bot.features.key_messages.model import reference_of

# The latest version is the message, and only who endorsed that one stands behind it; its author's name goes with
# the author, when erased.
_MESSAGES = """
    select message.*, latest.version, latest.language, latest.theme, latest.text,
        iif(participants.name = '', '', latest.author) as author,
        (select count(*) from endorsements e where e.workshop = message.workshop
            and e.administration = message.administration and e.number = message.number
            and e.version = latest.version) as endorsements
    from key_messages message
    join key_message_versions latest using (workshop, administration, number)
    left join participants on participants.id = latest.participant
    where message.workshop = ? and latest.version = (select max(version) from key_message_versions v
        where v.workshop = message.workshop and v.administration = message.administration
            and v.number = message.number)
    order by message.administration, message.number
"""
_TRANSLATIONS = """
    select administration, number, version, language, text from translations where workshop = ? order by revision
"""
_ENDORSEMENTS = """
    select administration, number, endorsed_by from endorsements e where workshop = ?
    and version = (select max(version) from key_message_versions v
        where (v.workshop, v.administration, v.number) = (e.workshop, e.administration, e.number))
"""
_OVERRIDDEN = """
    select administration, number from publications join key_messages using (workshop, administration, number)
    where workshop = ? and uncleared and status = 'published'
"""

_Key = tuple[str, int, int]


def key_messages(source: Source) -> Table:
    workshop = source.workshop
    columns = (
        *text("message_id", "administration", "theme", "language"),
        *in_each_language(workshop, "text"),
        *text("status"),
        *numbers("version"),
        *text("author"),
        *booleans("on_behalf"),
        *instants("submitted_at"),
        *numbers("endorsements"),
    )

    def rows() -> Iterator[Row]:
        translations = _translations(source)
        for row in _by_administration(source):
            texts = _texts(row, translations)
            yield (
                reference_of(row["administration"], row["number"]),
                row["administration"],
                row["theme"],
                row["language"],
                *(texts.get(language) for language in workshop.languages),
                row["status"],
                row["version"],
                row["author"],
                bool(row["on_behalf"]),
                parse_utc(row["submitted_at"]),
                row["endorsements"],
            )

    return Table("key_messages", columns, rows)


def _by_administration(source: Source) -> list[sqlite3.Row]:
    """The messages in the file's order of administrations."""
    place = {administration.code: number for number, administration in enumerate(source.workshop.administrations)}
    return sorted(source.rows(_MESSAGES), key=lambda row: place.get(row["administration"], len(place)))


def _translations(source: Source) -> Mapping[_Key, dict[str, str]]:
    """Message and version to its translations, the last revision of each; one of an earlier version is none of this."""
    found: dict[_Key, dict[str, str]] = defaultdict(dict)
    for code, number, version, language, words in source.rows(_TRANSLATIONS):
        found[code, number, version][language] = words
    return found


def _texts(row: sqlite3.Row, translations: Mapping[_Key, dict[str, str]]) -> dict[str, str]:
    key = row["administration"], row["number"], row["version"]
    return {**translations.get(key, {}), row["language"]: row["text"]}


def endorsers(source: Source) -> dict[str, frozenset[str]]:
    """Each endorsed message's reference, and the administrations behind it as it now reads."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in source.rows(_ENDORSEMENTS):
        found[reference_of(row["administration"], row["number"])].add(row["endorsed_by"])
    return {reference: frozenset(codes) for reference, codes in found.items()}


def overridden(source: Source) -> frozenset[str]:
    """References of what stands in public as it reads, without having been cleared."""
    rows = source.rows(_OVERRIDDEN)
    return frozenset(reference_of(row["administration"], row["number"]) for row in rows)
