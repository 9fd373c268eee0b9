"""A server with a running workshop for the tests of access. Each row of the table finds the objects that it needs."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.chat.permissions import NEEDED
from fakecord import Channel, Message, Permission, Person, Response
from fakecord.command_registry import CommandRegistry
from fakecord.people.command_options import fill_options
from fakecord.people.resolved_data import ResolvedData
from tests.e2e.access_table import PEOPLE, AccessRule
from tests.e2e.harness import Harness, bilingual, session, workshop_file, zone_at_noon
from tests.e2e.test_evaluation import ends

Json = dict[str, Any]
HERE, THERE, LAST_YEAR = "access", "there", "access-before"
"""The ids of the workshops. The last one is the edition before the first, on the same server."""
ROSTER = b"username,administration\nnobody.at.all,ML\n"
OPTIONS = [{"id": "computer", "text": bilingual("Computer")}, {"id": "phone", "text": bilingual("Phone")}]
PROMPTS = [
    {"id": "hopes", "kind": "open", "text": bilingual("Hopes")},
    {"id": "device", "kind": "choice", "text": bilingual("Device"), "options": OPTIONS},
    {"id": "ease", "kind": "scale", "text": bilingual("Ease"), "scale": ends()},
    {"id": "step", "kind": "round", "text": bilingual("Step")},
    {"id": "spare", "kind": "open", "text": bilingual("Spare")},
    {"id": "unasked", "kind": "open", "text": bilingual("Unasked")},
]
ASKED = ("hopes", "device", "ease", "step", "spare")
ELSEWHERE = [{"id": "theirs", "kind": "open", "text": bilingual("Theirs")}]


def workshop_of(id: str, guild: int, **more: Any) -> dict[str, Any]:
    """A workshop whose desk and evaluation are open, with a session that begins soon and a later one."""
    zone, now = zone_at_noon()

    def local(hours: float) -> str:
        return (now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S")

    later = session(f"{more.pop('prefix', '')}later", now + timedelta(hours=2), 1800)
    first = session(f"{id}-first" if id != HERE else "opening", now + timedelta(minutes=15), 5400)
    first["prompts"] = more.pop("prompts")
    questions = [
        {"id": "useful", "kind": "scale", "text": bilingual("Useful"), **ends()},
        {"id": "next", "kind": "open", "text": bilingual("Next")},
    ]
    evaluation = {"id": more.pop("evaluation"), "title": bilingual("Evaluation"), "questions": questions}
    return workshop_file(
        id=id,
        guild=guild,
        timezone=zone,
        days=[{"date": now.date(), "title": bilingual("Day"), "sessions": [first, later]}],
        themes=[{"id": "transparency", "text": bilingual("Transparency")}],
        key_messages={"opens": local(-0.1), "closes": local(5)},
        evaluations=[{**evaluation, "opens": local(-0.1), "closes": local(6), "anonymous": False}],
        **more,
    )


def _last_year(workshop: dict[str, Any]) -> dict[str, Any]:
    """The same sessions and prompts a year earlier, on the same server."""
    (day,) = workshop["days"]
    before = {key: it for key, it in workshop.items() if key not in {"key_messages", "evaluations"}}
    return {**before, "id": LAST_YEAR, "days": [{**day, "date": day["date"] - timedelta(days=364)}]}


@dataclass
class PreparedServer:
    """The server, its people, and two other servers. `ids` are the numbers in the custom ids of the table."""

    harness: Harness
    people: dict[str, Person]
    ids: dict[str, Any] = field(default_factory=dict)
    private: dict[str, Message] = field(default_factory=dict)

    @classmethod
    async def on(cls, harness: Harness) -> PreparedServer:
        people = {n: harness.coordinator(n.capitalize(), at) for n, at in PEOPLE.items() if n != "owner"}
        prepared = cls(harness, people | {"owner": harness.organiser})
        await prepared._prepare()
        return prepared

    @property
    def command_registry(self) -> CommandRegistry:
        """The commands as the bot registered them."""
        return self.harness.server.world.commands

    def command(self, group: str) -> Json:
        """A group of commands, as registered."""
        return next(command for command in self.command_registry.of(None) if command["name"] == group)

    def node(self, name: str) -> Json:
        """A command by its whole name, with its options."""
        root, path = self.command_registry.resolve(name, None)
        return path[-1] if path else root

    def command_options(self, person: Person, rule: AccessRule) -> tuple[list[Json], Json]:
        """The options in the table, as they are sent, with the people and files that they name."""
        resolved = ResolvedData(self.harness.server.world, person.user, self.plenary)
        return fill_options(self.node(rule.name), self.options(rule), resolved), resolved.found

    def options(self, rule: AccessRule) -> dict[str, Any]:
        return {name: self._value(value) for name, value in (pair.split("=", 1) for pair in rule.example.split())}

    def _value(self, text: str) -> Any:
        if text.startswith("@"):
            return self.named_values()[text[1:]]
        return {"yes": True, "no": False}.get(text, int(text) if text.isdecimal() else text)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def plenary(self) -> Channel:
        return self.harness.guild.channel("plenary")

    @property
    def in_public(self) -> Message:
        """A message that everyone sees, with buttons of ours."""
        return next(message for message in self.plenary.history if message.components)

    def named_values(self) -> dict[str, Any]:
        """The values that the commands' options name with an @."""
        return self.people | {"roster": ("roster.csv", ROSTER), "report": ("zoom.csv", self._report())}

    async def _prepare(self) -> None:
        await self._open_servers()
        await self._register_people()
        await self._create_content()
        await self._create_drafts()
        for name, person in self.people.items():
            reply = (await person.slash("help")).reply
            assert reply
            self.private[name] = reply

    async def _open_servers(self) -> None:
        harness, server = self.harness, self.harness.server
        self.chief = harness.server.new_person(harness.guild, "Chief", locale="fr")
        """May use every row: an organiser who is also a coordinator."""
        self.in_direct = harness.organiser.say(harness.organiser.direct, "Hello")
        self.elsewhere = server.new_guild("Elsewhere")
        self.without = server.new_guild("Without a workshop")
        for guild in (self.elsewhere, self.without):
            server.invite(guild, permissions=NEEDED.value)
        self.strangers = server.new_guild("Strangers")
        """A server with the commands but without the bot, as anyone can make of a public application."""
        here = workshop_of(HERE, harness.guild.id, prompts=PROMPTS, evaluation="final", registration="code")
        there = workshop_of(THERE, self.elsewhere.id, prompts=ELSEWHERE, evaluation="last", prefix="their-")
        harness.configure(here, there, _last_year(here))
        await harness.start_bot()
        for owner in (self["owner"], self.harness.server.owner(self.elsewhere)):
            await (await owner.slash("workshop setup")).settled(30)

    async def _register_people(self) -> None:
        guild, codes = self.harness.guild, await self.codes()
        self.roles = [guild.role("Organisers"), guild.role("Facilitators")]
        guild.give(self["organiser"], self.roles[0])
        guild.give(self["facilitator"], self.roles[1])
        guild.give(self["manager"], guild.new_role("Managers", Permission.MANAGE_GUILD))
        guild.give(self.chief, self.roles[0])
        for person, code in ((self["malawi"], "MW"), (self["mali"], "ML"), (self["former"], "NE"), (self.chief, "NE")):
            await person.slash("join", administration=code, code=codes[code])
        await self["owner"].slash("roster remove", member=self["former"])
        await self.harness.server.owner(self.elsewhere).slash("join", administration="MW")

    async def codes(self, *, reissue: bool = False) -> dict[str, str]:
        """The join code of each administration."""
        sent = await (await self["owner"].slash("roster codes", reissue=reissue)).settled()
        assert sent.reply
        file = io.StringIO(sent.reply.attachments[0].content.decode("utf-8-sig"))
        return {row["administration"]: row["code"] for row in csv.DictReader(file)}

    async def _create_content(self) -> None:
        owner, facilitator, theirs = self["owner"], self["facilitator"], self.harness.server.owner(self.elsewhere)
        await facilitator.slash("session start")
        await theirs.slash("session start")
        for prompt in ASKED:
            await (await facilitator.slash("prompt ask", prompt=prompt)).settled()
        await (await theirs.slash("prompt ask", prompt="theirs")).settled()
        for name in ("malawi", "mali"):
            await self.write(self[name])
        for reference in ("MW-1", "ML-1"):
            await self.translate(reference)
            await owner.slash("synthesis clear", message=reference)
        await (await owner.slash("synthesis publish")).settled()
        await self.write(self["malawi"])
        await self.translate("MW-2")
        await self.write(self["mali"])
        await self.write(theirs)
        await facilitator.slash("session floor", action="open")
        await self["mali"].slash("floor request")
        await owner.slash("announce cancel", announcement="later/opening")
        await owner.slash("attendance mark", member=self["malawi"], session="opening", status="excused", reason="Ill")

    async def write(self, person: Person) -> Response:
        form = (await person.slash("keymessage write")).form
        assert form
        return await person.submit(form, {"text": f"{person.name} thinks so"})

    async def translate(self, reference: str) -> None:
        form = (await self["owner"].slash("synthesis translate", message=reference)).form
        assert form
        await self["owner"].submit(form, {form.fields[0].custom_id: "In other words"})

    async def _announce(self, organiser: Person) -> None:
        """A notice that is sent: `/announce edit` corrects it."""
        form = (await organiser.slash("announce send")).form
        assert form
        shown = await (await organiser.submit(form, {"fr": "Dit", "en": "Said"})).settled()
        assert shown.reply
        await organiser.press(shown.reply, 0)
        await self.wait_until_idle()

    async def _create_drafts(self) -> None:
        organiser = self["organiser"]
        await self._announce(organiser)
        change = await organiser.slash("schedule delay", minutes=5, session="later")
        form = (await organiser.slash("announce send")).form
        assert form
        notice = await organiser.submit(form, {"fr": "Écrit", "en": "Written"})
        report = await organiser.slash("attendance import", session="opening", file=("zoom.csv", self._report()))
        for name, exchange in (("change", change), ("notice", notice), ("report", report)):
            reply = (await exchange.settled()).reply
            assert reply
            self.ids[name] = int(re.findall(r":(\d+)$", reply.buttons[0]["custom_id"])[0])
        (malawi,) = self.harness.rows("select id from participants where administration = 'MW' and workshop = 'access'")
        self.ids |= {"malawi": malawi["id"], "hers": self["malawi"].id}
        owner = self.harness.server.owner(self.elsewhere)
        theirs = await (await owner.slash("schedule delay", minutes=5, session="their-later")).settled()
        assert theirs.reply
        self.ids["their_change"] = int(theirs.reply.buttons[0]["custom_id"].rpartition(":")[2])

    def _report(self) -> bytes:
        """A report with one person whose name is not in the roster."""
        _zone, now = zone_at_noon()
        times = [(now + timedelta(minutes=minutes)).strftime("%m/%d/%Y %I:%M:%S %p") for minutes in (-60, 60)]
        head = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)"
        return f"{head}\nMal,,{times[0]},{times[1]},120\n".encode()

    # state that a refusal leaves as it is

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the database, except the time when voice was last seen, which changes by itself."""
        database = sqlite3.connect(f"file:{self.harness.folder / 'data' / 'atelier.db'}?mode=ro", uri=True)
        try:
            tables = [name for (name,) in database.execute("select name from sqlite_schema where type = 'table'")]
            held = {name: sorted(database.execute(f"select * from {name}"), key=repr) for name in tables}
            held["workshops"] = database.execute("select workshop, guild, paused_at from workshops").fetchall()
            return held
        finally:
            database.close()

    def public_messages(self) -> list[int]:
        """Every message that more than one person sees."""
        return [m.id for channel in self.harness.server.channels for m in channel.messages if not m.ephemeral]

    async def wait_until_idle(self) -> None:
        """Wait until the database and the channels have not changed for 8 checks."""
        seen: list[Any] = []

        def same() -> bool:
            seen.append((self.dump(), self.public_messages()))
            return len(seen) > 8 and all(it == seen[-1] for it in seen[-8:])

        await self.harness.eventually(same, 20, "rest")

    def take_roles_from_former(self) -> None:
        """Give that person every role, and take them again."""
        guild, former = self.harness.guild, self["former"]
        for role in self.roles:
            guild.give(former, role)
        for role in self.roles:
            guild.take(former, role)
