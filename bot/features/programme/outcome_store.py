"""SQL of the outcomes of sessions, as facilitators wrote them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from bot.core.instants import format_utc
from bot.core.people import Person
from bot.core.programme import Workshop
from bot.features.programme.outcome_model import Outcome, current_outcome
from bot.storage import actors
from bot.storage.transaction import Transaction


def all_outcomes(tx: Transaction, workshop: Workshop) -> dict[str, Outcome]:
    """The outcome of each session that has one, in the order of the programme."""
    written: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tx.rows("select session, language, text from outcomes where workshop = ?", (workshop.id,)):
        written[row["session"]][row["language"]] = row["text"]
    found = {it.id: current_outcome(it, written.get(it.id, {}), workshop.languages) for it in workshop.sessions}
    return {session: outcome for session, outcome in found.items() if outcome}


def save(tx: Transaction, workshop: str, session: str, texts: Mapping[str, str], author: Person, at: datetime) -> None:
    """Insert or replace the text in each language."""
    tx.executemany(
        "insert into outcomes (workshop, session, language, text, author, author_participant, author_discord,"
        " written_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, session, language) do update set text = excluded.text, author = excluded.author,"
        " author_participant = excluded.author_participant, author_discord = excluded.author_discord,"
        " written_at = excluded.written_at",
        [
            (workshop, session, language, text, *actors.actor(tx, workshop, author), format_utc(at))
            for language, text in texts.items()
        ],
    )
