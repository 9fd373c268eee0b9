"""The key messages, each in every language it has."""

from collections.abc import Iterator

from bot.export.store import ExportStore, KeyMessage
from bot.export.table import Row, Table, booleans, in_each_language, instants, numbers, text, words
from bot.features.key_messages.model import reference_of


def key_messages(store: ExportStore) -> Table:
    workshop = store.workshop
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
        translations = store.translations()
        for it in _in_order(store):
            texts = {**translations.get((it.administration, it.number, it.version), {}), it.language: it.text}
            head = (reference_of(it.administration, it.number), it.administration, it.theme, it.language)
            yield (*head, *words(workshop, texts), *it[5:])  # from the status on, the columns are those of `KeyMessage`

    return Table("key_messages", columns, rows)


def _in_order(store: ExportStore) -> list[KeyMessage]:
    """The messages in the file's order of administrations."""
    place = {administration.code: number for number, administration in enumerate(store.workshop.administrations)}
    return sorted(store.key_messages(), key=lambda it: place.get(it.administration, len(place)))
