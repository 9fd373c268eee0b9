"""Proposed changes of the programme, stored as drafts until they are confirmed or discarded."""

import json
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.programme.model import Proposal, ProposedAction, StoredProposal
from bot.storage import drafts
from bot.storage.transaction import Transaction


def add(tx: Transaction, workshop: str, author: int, stored: StoredProposal, at: datetime) -> int:
    """Store a proposal of the person with the Discord id `author`; returns the draft's id."""
    proposal = stored.proposal
    payload = {
        "verb": proposal.action.value,
        "session": proposal.session,
        "minutes": proposal.minutes,
        "cascade": proposal.cascade,
        "start": format_utc(proposal.start),
        "seen": stored.fingerprint,
    }
    return drafts.add(tx, workshop, drafts.CHANGE, author, json.dumps(payload), at)


def find(tx: Transaction, workshop: str, id: int) -> StoredProposal | None:
    """The stored proposal; None if it was confirmed or discarded."""
    text = drafts.one(tx, workshop, drafts.CHANGE, id)
    if text is None:
        return None
    it = json.loads(text)
    action = ProposedAction(it["verb"])
    return StoredProposal(
        Proposal(action, it["session"], it["minutes"], it["cascade"], parse_utc(it["start"])), it["seen"]
    )


def remove(tx: Transaction, workshop: str, id: int) -> None:
    drafts.take(tx, workshop, drafts.CHANGE, id)
