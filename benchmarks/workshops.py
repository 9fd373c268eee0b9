"""Atelier on a stand: workshops of realistic size, their people joined beforehand, the first session open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.stand import ROOT, Stand
from bot.core.instants import format_utc
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from fakecord import Guild, Message, Person

Json = dict[str, Any]
ADMINISTRATIONS, DAYS, SESSIONS_A_DAY, LANGUAGES = 200, 3, 6, ("fr", "en")
CHANNELS = ("announcements", "plenary", "organisers", "key-messages")
"""What setup would make: two hundred servers would wait minutes for it, within Discord's limits."""
SETTLED_S = 60


def workshop(id: str, guild: int | None, administrations: int = ADMINISTRATIONS, *, begun: bool = False) -> Json:
    """Three days from today, that begin within the hour or have just begun; a desk that is open, a question to ask."""
    zone, today = _zone_where_it_is_ten()
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


def _zone_where_it_is_ten() -> tuple[str, date]:
    """A zone in which it is ten o'clock and some minutes, and its date: no session of today crosses midnight."""
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


async def prepare(stand: Stand, *, administrations: int = ADMINISTRATIONS, begun: bool = False) -> None:
    """A workshop for each server of `stand`, and its people in the database as if they had joined."""
    for number, guild in enumerate(stand.guilds):
        write_file(stand.folder, workshop(f"w{number}", guild.id, administrations, begun=begun))
        if begun:
            furnish(guild)
    await join(stand, administrations)


def furnish(guild: Guild) -> None:
    """The channels that setup would make."""
    for name in CHANNELS:
        guild.new_channel(name)


def write_file(folder: Path, described: Json) -> None:
    target = folder / "config" / "workshops" / f"{described['id']}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8")


async def join(stand: Stand, administrations: int = ADMINISTRATIONS) -> None:
    now = format_utc(datetime.now(UTC))
    database = await Database.open(stand.folder / "data" / "atelier.db")
    try:

        def write(tx: Transaction) -> None:
            for number, (guild, people) in enumerate(zip(stand.guilds, stand.people, strict=True)):
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


async def open_session(stand: Stand) -> Message:
    """Set the first server up and begin the first session; its opening, with the button to sign in."""
    guild = stand.guilds[0]
    owner = stand.server.owner(guild)
    await settled(owner, "workshop setup")
    await settled(owner, "session start")
    said = guild.channel("announcements")
    await stand.server.until(lambda: any(it.buttons for it in said.messages), SETTLED_S, "an opening")
    return next(it for it in said.messages if it.buttons)


async def ask(stand: Stand) -> Message:
    """Put the question to the room; its message, with a button for each value."""
    await settled(stand.server.owner(stand.guilds[0]), "prompt ask", prompt="useful")
    return stand.guilds[0].channel("plenary").messages[-1]


async def settled(person: Person, command: str, **options: Any) -> None:
    await (await person.slash(command, **options)).settled(SETTLED_S)


async def atelier(
    folder: Path, people: int, guilds: int = 1, administrations: int = ADMINISTRATIONS, *, begun: bool = False
) -> Stand:
    """A stand with Atelier connected and everybody joined."""
    stand = await Stand.open(folder, atelier_script(), people, guilds)
    await prepare(stand, administrations=administrations, begun=begun)
    await stand.start()
    return stand


async def bare(folder: Path, people: int, guilds: int = 1) -> Stand:
    stand = await Stand.open(folder, [str(ROOT / "benchmarks" / "bare_bot.py")], people, guilds)
    await stand.start()
    return stand


async def both(folder: Path, people: int) -> tuple[Stand, Stand]:
    """The bare bot and Atelier, each before as many people."""
    return await bare(folder / "bare", people), await atelier(folder / "atelier", people)
