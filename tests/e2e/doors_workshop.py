"""A workshop in full swing, with something behind every door, its people, and two more servers."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.chat import errors
from bot.chat.permissions import NEEDED
from bot.core.errors import WorkshopError
from bot.features.refusals import refusal
from bot.i18n.catalogue import phrases
from fakecord import Channel, Message, Permission, Person, Response, User
from fakecord.command_registry import CommandRegistry
from fakecord.people.command_options import fill_options
from fakecord.people.resolved_data import ResolvedData
from tests.e2e import forging
from tests.e2e.doors import FORMS, MENUS, PEOPLE, Door
from tests.e2e.harness import Stage, bilingual, noon, session, workshop_file
from tests.e2e.test_evaluation import ends

Json = dict[str, Any]
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


def described(id: str, guild: int, **more: Any) -> dict[str, Any]:
    """A desk and an evaluation that are open, a session about to begin and another this afternoon."""
    zone, now = noon()

    def local(hours: float) -> str:
        return (now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S")

    later = session(f"{more.pop('prefix', '')}later", now + timedelta(hours=2), 1800)
    first = session(f"{id}-first" if id != "doors" else "opening", now + timedelta(minutes=15), 5400)
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


@dataclass
class PreparedServer:
    """Where the doors are. `ids` fills in the custom ids of the table."""

    stage: Stage
    people: dict[str, Person]
    ids: dict[str, Any] = field(default_factory=dict)
    private: dict[str, Message] = field(default_factory=dict)

    @classmethod
    async def on(cls, stage: Stage) -> PreparedServer:
        people = {n: stage.coordinator(n.capitalize(), at) for n, at in PEOPLE.items() if n != "owner"}
        prepared = cls(stage, people | {"owner": stage.organiser})
        await prepared._begin()
        return prepared

    @property
    def book(self) -> CommandRegistry:
        """The commands as the bot registered them."""
        return self.stage.server.world.commands

    def command(self, group: str) -> Json:
        """A group of commands, as registered."""
        return next(command for command in self.book.of(None) if command["name"] == group)

    def node(self, name: str) -> Json:
        """A command by its whole name, with its options."""
        root, path = self.book.resolve(name, None)
        return path[-1] if path else root

    def filled(self, person: Person, door: Door) -> tuple[list[Json], Json]:
        """The options that the table has, as they are sent, and the people and files they name."""
        resolved = ResolvedData(self.stage.server.world, person.user, self.plenary)
        return fill_options(self.node(door.name), self.options(door), resolved), resolved.found

    def options(self, door: Door) -> dict[str, Any]:
        return {name: self._value(value) for name, value in (pair.split("=", 1) for pair in door.tried.split())}

    def _value(self, text: str) -> Any:
        if text.startswith("@"):
            return self.things()[text[1:]]
        return {"yes": True, "no": False}.get(text, int(text) if text.isdecimal() else text)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def plenary(self) -> Channel:
        return self.stage.guild.channel("plenary")

    @property
    def in_public(self) -> Message:
        """A message that everyone sees, with buttons of ours."""
        return next(message for message in self.plenary.history if message.components)

    def things(self) -> dict[str, Any]:
        """What the commands' options name with an @."""
        return self.people | {"roster": ("roster.csv", ROSTER), "report": ("zoom.csv", self._report())}

    async def _begin(self) -> None:
        await self._open_the_servers()
        await self._bring_everyone_in()
        await self._have_things_happen()
        await self._leave_drafts_lying()
        for name, person in self.people.items():
            reply = (await person.slash("help")).reply
            assert reply
            self.private[name] = reply

    async def _open_the_servers(self) -> None:
        stage, server = self.stage, self.stage.server
        self.chief = stage.server.new_person(stage.guild, "Chief", locale="fr")
        """Passes every door: an organiser who is also a coordinator."""
        self.in_direct = stage.organiser.say(stage.organiser.direct, "Hello")
        self.elsewhere = server.new_guild("Elsewhere")
        self.without = server.new_guild("Without a workshop")
        for guild in (self.elsewhere, self.without):
            server.invite(guild, permissions=NEEDED.value)
        self.strangers = server.new_guild("Strangers")
        """They have the commands, and not the bot: anyone can have that of a public application."""
        here = described("doors", stage.guild.id, prompts=PROMPTS, evaluation="final", registration="code")
        there = described("there", self.elsewhere.id, prompts=ELSEWHERE, evaluation="last", prefix="their-")
        stage.configure(here, there)
        await stage.start_bot()
        for owner in (self["owner"], self.stage.server.owner(self.elsewhere)):
            await (await owner.slash("workshop setup")).settled(30)

    async def _bring_everyone_in(self) -> None:
        guild, codes = self.stage.guild, await self.codes()
        self.roles = [guild.role("Organisers"), guild.role("Facilitators")]
        guild.give(self["organiser"], self.roles[0])
        guild.give(self["facilitator"], self.roles[1])
        guild.give(self["manager"], guild.new_role("Managers", Permission.MANAGE_GUILD))
        guild.give(self.chief, self.roles[0])
        for person, code in ((self["malawi"], "MW"), (self["mali"], "ML"), (self["former"], "NE"), (self.chief, "NE")):
            await person.slash("join", administration=code, code=codes[code])
        await self["owner"].slash("roster remove", member=self["former"])
        await self.stage.server.owner(self.elsewhere).slash("join", administration="MW")

    async def codes(self, *, reissue: bool = False) -> dict[str, str]:
        """The join code of each administration."""
        sent = await (await self["owner"].slash("roster codes", reissue=reissue)).settled()
        assert sent.reply
        file = io.StringIO(sent.reply.attachments[0].content.decode("utf-8-sig"))
        return {row["administration"]: row["code"] for row in csv.DictReader(file)}

    async def _have_things_happen(self) -> None:
        owner, facilitator, theirs = self["owner"], self["facilitator"], self.stage.server.owner(self.elsewhere)
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
        self.ids["form"] = (await self.write(self["malawi"])).interaction.name.rpartition(":")[2]
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

    async def _leave_drafts_lying(self) -> None:
        organiser = self["organiser"]
        change = await organiser.slash("schedule delay", minutes=5, session="later")
        form = (await organiser.slash("announce send")).form
        assert form
        notice = await organiser.submit(form, {"fr": "Écrit", "en": "Written"})
        report = await organiser.slash("attendance import", session="opening", file=("zoom.csv", self._report()))
        for name, exchange in (("change", change), ("notice", notice), ("report", report)):
            reply = (await exchange.settled()).reply
            assert reply
            self.ids[name] = int(re.findall(r":(\d+)$", reply.buttons[0]["custom_id"])[0])
        (malawi,) = self.stage.rows("select id from participants where administration = 'MW' and workshop = 'doors'")
        self.ids |= {"malawi": malawi["id"], "hers": self["malawi"].id}
        owner = self.stage.server.owner(self.elsewhere)
        theirs = await (await owner.slash("schedule delay", minutes=5, session="their-later")).settled()
        assert theirs.reply
        self.ids["their_change"] = int(theirs.reply.buttons[0]["custom_id"].rpartition(":")[2])

    def _report(self) -> bytes:
        """Someone of whom nobody knows who it is."""
        _zone, now = noon()
        times = [(now + timedelta(minutes=minutes)).strftime("%m/%d/%Y %I:%M:%S %p") for minutes in (-60, 60)]
        head = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)"
        return f"{head}\nMal,,{times[0]},{times[1]},120\n".encode()

    # what must not change

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the database holds, but for until when we know who was in voice."""
        database = sqlite3.connect(f"file:{self.stage.folder / 'data' / 'atelier.db'}?mode=ro", uri=True)
        try:
            tables = [name for (name,) in database.execute("select name from sqlite_schema where type = 'table'")]
            held = {name: sorted(database.execute(f"select * from {name}"), key=repr) for name in tables}
            held["workshops"] = database.execute("select workshop, guild, paused_at from workshops").fetchall()
            return held
        finally:
            database.close()

    def said_in_public(self) -> list[int]:
        """Every message that more than one person sees."""
        return [m.id for channel in self.stage.server.channels for m in channel.messages if not m.ephemeral]

    async def at_rest(self) -> None:
        """Until what was brought about is done: the database has been the same for a while."""
        seen: list[Any] = []

        def same() -> bool:
            seen.append((self.dump(), self.said_in_public()))
            return len(seen) > 8 and all(it == seen[-1] for it in seen[-8:])

        await self.stage.eventually(same, 20, "rest")

    def take_roles_from_former(self) -> None:
        """They had every role until now."""
        guild, former = self.stage.guild, self["former"]
        for role in self.roles:
            guild.give(former, role)
        for role in self.roles:
            guild.take(former, role)


async def use(prepared: PreparedServer, door: Door, person: Person, message: Message | None = None) -> Response:
    """Try a door as the table says, whatever Discord's menus show, at a message or where it stands."""
    message = message or prepared.in_public
    if door.kind == "command":
        sent, resolved = prepared.filled(person, door)
        return await forging.command(person, door.name, sent, message.channel, resolved)
    tried = door.tried.format(**prepared.ids)
    if door.kind == "form":
        return await forging.submit(person, tried, FORMS[tried], message.channel)
    if door.kind == "menu":
        return await forging.choose(person, tried, [MENUS.get(tried, "-")], message)
    return await forging.press(person, tried, message)


def said_to(user: User, error: WorkshopError) -> str:
    """What they read of it, in their language."""
    return errors.words(phrases(user.locale.split("-")[0]), error, refusal)


def is_private(exchange: Response) -> bool:
    """Only they see the answer, be it new or in place of what they pressed."""
    source = exchange.interaction.source
    changed = exchange.interaction.updated and source is not None and not source.ephemeral
    return not changed and all(message.ephemeral for message in exchange.messages)


def leaves(command: Json, above: str = "") -> list[str]:
    """A command's whole name, or those of all its sub-commands."""
    name = f"{above}{command['name']}"
    below = [option for option in command.get("options", []) if option["type"] in (1, 2)]
    return [leaf for each in below for leaf in leaves(each, f"{name} ")] or [name]
