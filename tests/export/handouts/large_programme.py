"""A workshop that is hard to print: many days, many sessions, long titles, and groups named in other scripts."""

from datetime import UTC, date, datetime, timedelta

from bot.core.programme import Administration, Channels, Day, Registration, Session, Workshop

FRENCH = "Une séance dont le titre est vraiment très long, car elle traite de tout ce qui compte et du reste"
ENGLISH = "A session whose title is really very long, since it is about all that matters and all the rest of it"
ARABIC = "هيئة الجمارك العامة"
FIRST = date(2027, 2, 26)


def large(days: int, sessions: int, groups: int = 1, registration: Registration = Registration.CODE) -> Workshop:
    """`sessions` a day, from 07:00 in Brussels on, half an hour each."""
    return Workshop(
        id="large",
        timezone="Europe/Brussels",
        languages=("fr", "en"),
        title={"fr": FRENCH, "en": ENGLISH},
        days=tuple(_day(number, sessions) for number in range(1, days + 1)),
        administrations=tuple(_group(number) for number in range(groups)),
        registration=registration,
        channels=Channels(announcements={"fr": "annonces-" + "x" * 80, "en": "123456789012345678"}),
        link="https://example.org/" + "meeting-" * 12,
    )


def _day(number: int, sessions: int) -> Day:
    on = FIRST + timedelta(days=number - 1)
    first = datetime(on.year, on.month, on.day, 6, tzinfo=UTC)
    return Day(number, on, {"fr": FRENCH, "en": ENGLISH}, tuple(_session(number, it, first) for it in range(sessions)))


def _session(day: int, number: int, first: datetime) -> Session:
    return Session(
        id=f"d{day}-s{number}",
        title={"fr": f"{day}.{number} {FRENCH}", "en": f"{day}.{number} {ENGLISH}"},
        start=first + timedelta(minutes=30 * number),
        duration=timedelta(minutes=30),
        speakers=("Someone with a long name, of a long institution", "Ælfgifu Þórsdóttir") if number % 2 else (),
        link="https://example.org/" + "a" * 90 if number % 5 == 4 else None,
    )


def _group(number: int) -> Administration:
    if number == 0:
        return Administration("AR", {"fr": ARABIC, "en": ARABIC}, "en", "Asia/Kathmandu")
    name = "The office for everything and all the rest of it"
    return Administration(f"G-{number}", {"fr": f"{name} {number}", "en": f"{name} {number}"}, "fr", "Pacific/Auckland")
