"""Sets up Atelier for a measure: workshops of realistic size, people who have joined, an open session."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.testbed import ROOT, TestBed
from bot.core.instants import format_utc
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from fakecord import Guild, Message, Permission, Person

Json = dict[str, Any]
ADMINISTRATIONS, DAYS, SESSIONS_A_DAY, LANGUAGES = 200, 3, 6, ("fr", "en")
CHANNELS = ("announcements", "plenary", "organisers", "key-messages")
"""The channels that `/workshop setup` creates. Within Discord's rate limits, 200 setups would take minutes."""
SETTLE_WITHIN_S = 60


def workshop(id: str, guild: int | None, administrations: int = ADMINISTRATIONS, *, begun: bool = False) -> Json:
    """The file of a workshop of three days from today, with an open key-message desk and a question.

    Its first session begins within two hours; with `begun` it began within the last hour.
    """
    zone, today = _zone_at_ten_o_clock()
    days = [_day(today + timedelta(days=number), number + 1) for number in range(DAYS)]
    days[0]["sessions"][0] |= {"prompts": [_question()], **({"start": "10:00", "duration": "90m"} if begun else {})}
    return {
        "id": id,
        "guild": guild,
        "timezone": zone,
        "languages": list(LANGUAGES),
        "title": text("Annual coordinators’ meeting"),
        "registration": "open",
        "reminders": ["1d", "1h", "10m"],
        "administrations": [_administration(number) for number in range(administrations)],
        "days": days,
        "key_messages": {"opens": f"{today}T00:00", "closes": f"{today + timedelta(days=2)}T18:00",
                         "per_administration": 20},
    }  # fmt: skip


def _zone_at_ten_o_clock() -> tuple[str, date]:
    """A time zone where it is between 10:00 and 11:00, and the date there: no session of today crosses midnight."""
    now = datetime.now(UTC)
    ahead = 10 - now.hour
    ahead = ahead + 24 if ahead < -12 else ahead
    return f"Etc/GMT{-ahead:+d}", (now + timedelta(hours=ahead)).date()


def _day(on: date, number: int) -> Json:
    sessions = [
        {
            "id": f"d{number}-s{place}",
            "title": text(f"Practices and lessons learned ({number}.{place})"),
            "description": text("What the administrations have done this year, and what others can use of it."),
            "start": f"{12 + place}:00",
            "duration": "45m",
            "speakers": ["Malawi Revenue Authority", "Direction générale des douanes"],
        }
        for place in range(SESSIONS_A_DAY)
    ]
    return {"date": on, "title": text(f"Day {number}"), "sessions": sessions}


def _administration(number: int) -> Json:
    name = f"Administration of customs number {number}"
    language = LANGUAGES[number % 2]
    return {"code": f"A{number}", "name": text(name), "language": language, "timezone": "Africa/Blantyre"}


def _question() -> Json:
    ends = {"low": text("not at all"), "high": text("entirely")}
    return {"id": "useful", "kind": "scale", "text": text("Was the year useful?"), "scale": ends}


def text(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": words}


def atelier_script() -> list[str]:
    return [str(ROOT / "run.py"), "run"]


async def prepare(testbed: TestBed, *, administrations: int = ADMINISTRATIONS, begun: bool = False) -> None:
    """Write a workshop for each guild of `testbed`, and insert its people as participants."""
    for number, guild in enumerate(testbed.guilds):
        write_file(testbed.folder, workshop(f"w{number}", guild.id, administrations, begun=begun))
        if begun:
            create_channels(guild)
    await join(testbed, administrations)


def create_channels(guild: Guild) -> None:
    """Create the channels that `/workshop setup` would create."""
    for name in CHANNELS:
        guild.new_channel(name)
    organisers = guild.channel("organisers")  # one that everyone sees would not be used
    organisers.set_overwrite(guild.me, allow=Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES)
    organisers.set_overwrite(guild.everyone, deny=Permission.VIEW_CHANNEL)


def write_file(folder: Path, described: Json) -> None:
    target = folder / "config" / "workshops" / f"{described['id']}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8")


async def join(testbed: TestBed, administrations: int = ADMINISTRATIONS) -> None:
    now = format_utc(datetime.now(UTC))
    database = await Database.open(testbed.folder / "data" / "atelier.db")
    try:

        def write(tx: Transaction) -> None:
            for number, (guild, people) in enumerate(zip(testbed.guilds, testbed.people, strict=True)):
                tx.execute(
                    "insert into workshops (workshop, guild, loaded_at) values (?, ?, ?)", (f"w{number}", guild.id, now)
                )
                tx.executemany(
                    "insert into participants (workshop, discord_id, name, administration, language, registered_at)"
                    " values (?, ?, ?, ?, ?, ?)",
                    [(f"w{number}", p.id, p.name, f"A{n % administrations}", LANGUAGES[n % 2], now)
                     for n, p in enumerate(people)],
                )  # fmt: skip

        await database.write(write)
    finally:
        await database.close()


async def open_session(testbed: TestBed) -> Message:
    """Set up the first guild and begin its first session. Returns the opening, which has the button to sign in."""
    guild = testbed.guilds[0]
    owner = testbed.server.owner(guild)
    await run_command(owner, "workshop setup")
    await run_command(owner, "session start")
    channel = guild.channel("announcements")
    await testbed.server.until(lambda: any(it.buttons for it in channel.messages), SETTLE_WITHIN_S, "an opening")
    return next(message for message in channel.messages if message.buttons)


async def post_button(testbed: TestBed, text: str) -> Message:
    """Let the bare bot post `text` with its button."""
    guild = testbed.guilds[0]
    await testbed.server.owner(guild).slash("post", text=text)
    return next(message for channel in guild.channels.values() for message in channel.messages if message.buttons)


async def ask(testbed: TestBed) -> Message:
    """Ask the question. Returns its message, which has a button for each value."""
    await run_command(testbed.server.owner(testbed.guilds[0]), "prompt ask", prompt="useful")
    return testbed.guilds[0].channel("plenary").messages[-1]


async def run_command(person: Person, command: str, **options: Any) -> None:
    await (await person.slash(command, **options)).settled(SETTLE_WITHIN_S)


async def atelier(
    folder: Path, people: int, guilds: int = 1, administrations: int = ADMINISTRATIONS, *, begun: bool = False
) -> TestBed:
    """A test bed with Atelier connected, where everybody has joined."""
    testbed = await TestBed.open(folder, atelier_script(), people, guilds)
    await prepare(testbed, administrations=administrations, begun=begun)
    await testbed.start()
    return testbed


async def bare(folder: Path, people: int, guilds: int = 1) -> TestBed:
    testbed = await TestBed.open(folder, [str(ROOT / "benchmarks" / "bare_bot.py")], people, guilds)
    await testbed.start()
    return testbed


async def both(folder: Path, people: int) -> tuple[TestBed, TestBed]:
    """The bare bot and Atelier, each with `people` people."""
    return await bare(folder / "bare", people), await atelier(folder / "atelier", people)
