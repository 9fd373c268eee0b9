"""A small meeting with something in every table: what the reports are tested on."""

from datetime import timedelta

from bot.core.instants import format_utc
from bot.core.programme import Workshop
from tests.export.builder import WorkshopDatabase, at, both, workshop

PEOPLE = (
    ("Chikondi Banda", "MW"),
    ("Tiwonge Phiri", "MW"),
    ("Moussa Traoré", "ML"),
    ("Aïssata Keïta", "ML"),
    ("Sita Gurung", "NP"),
    ("Never Seen", "NP"),
)
OPTIONS = [
    {"id": "t", "text": both("Transparence", "Transparency")},
    {"id": "a", "text": both("Automatisation", "Automation")},
    {"id": "c", "text": both("Code de conduite", "Code of conduct")},
]
SCALE = {"low": both("pas du tout", "not at all"), "high": both("tout à fait", "very much")}
UNANIMOUS = "The programme is needed more than ever."


def fill_with_meeting(db: WorkshopDatabase) -> Workshop:
    """Fill `book` with the meeting; returns its workshop, whose last session was never held."""
    ids = [db.person(name, code, "fr" if code == "ML" else "en") for name, code in PEOPLE]
    db.held("opening", at(15, 10, 3), at(15, 11, 5))
    db.held("lessons", at(15, 11, 30), at(15, 12, 30))
    _attend(db, ids)
    _answer(db, ids)
    _send_messages(db)
    for number, (value, words) in enumerate([(4, "Échanger 🤝"), (5, None), (3, "Share\nmore"), (4, None), (5, None)]):
        db.evaluated(f"hash{number}", value, words)
    db.announced("opening/opening", "opening", "opening")
    db.announced("opening/closing", "closing", "opening", status="late")
    return workshop()


def _attend(db: WorkshopDatabase, ids: list[int]) -> None:
    start, hour = at(15, 10, 3), timedelta(hours=1)
    for who in ids[:4]:
        db.was_there(who, "opening", start, start + hour)
    db.was_there(ids[4], "opening", start + hour / 3, start + hour, "button")
    for who in (ids[0], ids[2]):
        db.was_there(who, "lessons", at(15, 11, 31), at(15, 12, 30), uncertain=who == ids[2])
    db.was_there(ids[1], "lessons", at(15, 12), at(15, 12, 10))
    db.add(
        "marks",
        session="lessons",
        participant=ids[3],
        standing="excused",
        reason="At the bedside of a relative",
        actor="Anne",
        marked_at=format_utc(at(15, 13)),
    )


def _answer(db: WorkshopDatabase, ids: list[int]) -> None:
    db.asked("expectations", "opening", {})
    for who, (_, code) in list(zip(ids, PEOPLE, strict=True))[:3]:
        said = "=1+1 <b>Échanger</b>" if code == "ML" else "- more exchange\n- more time"
        db.answered(
            "expectations", str(who), participant=who, administration=code, language="en", text=said, edited_at=None
        )
    db.asked("factor", "lessons", {"kind": "multiple", "text": both("Par où ?", "Where to begin?"), "options": OPTIONS})
    for who, (_, code), picked in zip(ids, PEOPLE, ("t;a", "t", "a", "c"), strict=False):
        db.answered("factor", str(who), participant=who, administration=code, option_ids=picked)
    db.asked(
        "doubts",
        "lessons",
        {"kind": "scale", "anonymous": True, "text": both("Doutez-vous ?", "Do you doubt?"), "scale": SCALE},
    )
    db.answered_by_nobody("doubts", *({"value": value} for value in (1, 2, 2, 5, 5, 5)))


def _send_messages(db: WorkshopDatabase) -> None:
    db.message("MW", 1, ("en", UNANIMOUS), status="published")
    db.translated("MW", 1, 1, "fr", "Le programme est plus nécessaire que jamais.")
    db.endorsed("MW", 1, "ML", "NP")
    db.message("ML", 1, ("fr", "Davantage d’échanges."), status="submitted", on_behalf=1)
    db.endorsed("ML", 1, "MW")
