"""SQL of the progress on published key messages. `workshop` is the edition in which they were published."""

import json
from datetime import datetime

from bot.core.instants import format_utc
from bot.features.key_messages import publication_store
from bot.features.key_messages.model import MessageKey
from bot.features.key_messages.progress_model import FollowedMessage, Progress, ProgressStatus
from bot.storage.transaction import Transaction


def followed(tx: Transaction, workshop: str) -> list[FollowedMessage]:
    """Every published message of an edition, by administration's code and number."""
    rows = tx.rows("select * from message_progress where workshop = ?", (workshop,))
    progress = {
        MessageKey(row["administration"], row["number"]): Progress(
            ProgressStatus(row["status"]), json.loads(row["notes"])
        )
        for row in rows
    }
    published = publication_store.all_published(tx, workshop)
    return [FollowedMessage(message, progress.get(message.key)) for message in published]


def save(tx: Transaction, workshop: str, key: MessageKey, progress: Progress, at: datetime) -> None:
    """Insert or replace the progress on a message."""
    tx.execute(
        "insert into message_progress (workshop, administration, number, status, notes, written_at)"
        " values (?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number) do update set"
        " status = excluded.status, notes = excluded.notes, written_at = excluded.written_at",
        (workshop, *key, progress.status, json.dumps(dict(progress.notes), ensure_ascii=False), format_utc(at)),
    )
