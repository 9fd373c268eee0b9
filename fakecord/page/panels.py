"""The panels around the messages: people, channels, the channel's header, events, the clock, things to try."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from fakecord.model.channel import Channel
from fakecord.model.channel_types import STAGE, THREADS, VOICE
from fakecord.model.event import ACTIVE, ScheduledEvent
from fakecord.page.host import ClockControls, Host, PageUser
from fakecord.page.templates import template
from fakecord.page.user_view import UserView
from fakecord.page.words import in_language
from fakecord.render.timestamps import Timestamps

SIGNS = {STAGE: "", VOICE: "", **dict.fromkeys(THREADS, "↳")}
"""The sign before the name of a channel. A voice channel has a picture there."""


@dataclass(frozen=True)
class Panels:
    """The panels of one person's page, each as HTML by its name."""

    host: Host
    view: UserView

    def all(self, channel: Channel | None) -> dict[str, str]:
        """All panels, for a person who has `channel` open."""
        return {
            "people": self._render("people", people=self._people()),
            "channels": self._render("channels", **self._channels(channel)),
            "head": self._render("head", **self._head(channel)),
            "clock": self._render("clock", clock=self._clock()),
            "controls": self._render("controls", switches=self._switches(), groups=self._actions()),
            "tasks": self._render("tasks", tasks=self._tasks()),
            "tip": self._render("tip", task=next((each for each in self._tasks() if not each["done"]), None)),
        }

    def _render(self, panel: str, **values: Any) -> str:
        return template(panel).render(words=self.view.words, **values)

    def _say(self, text: Any) -> str:
        return in_language(text, self.view.language)

    def _people(self) -> list[dict[str, Any]]:
        return [self._one(user) for user in self.host.people()]

    def _one(self, user: PageUser) -> dict[str, Any]:
        return {
            "id": user.id,
            "name": user.person.name,
            "description": self._say(user.description),
            "chosen": user.id == self.view.user.id,
        }

    # channels

    def _channels(self, open_channel: Channel | None) -> dict[str, Any]:
        seen = self.view.channels() if self.view.is_member else []
        return {
            "server": self.view.person.guild.name,
            "me": self.view.user.id,
            "text": [self._entry(c, open_channel) for c in seen if not c.is_voice],
            "voice": [self._entry(c, open_channel) for c in seen if c.is_voice],
            "direct": self._direct(open_channel),
            "events": [self._event(e) for e in self._events()],
        }

    def _entry(self, channel: Channel, open_channel: Channel | None) -> dict[str, Any]:
        unread, pings = self.view.unread(channel)
        guild = self.view.person.guild
        return {
            "id": channel.id,
            "name": channel.name,
            "sign": SIGNS.get(channel.type, "#"),
            "voice": channel.is_voice,
            "open": channel is open_channel,
            "unread": unread > 0 and channel is not open_channel,
            "pings": 0 if channel is open_channel else pings,
            "people": [m.nick or m.user.name for m in guild.members_in(channel)] if channel.is_voice else [],
            "threads": [self._entry(t, open_channel) for t in self.view.threads(channel)],
        }  # fmt: skip

    def _direct(self, open_channel: Channel | None) -> dict[str, Any]:
        """The direct channel with the bot. It is created when somebody writes in it."""
        world = self.view.person.world
        channel = world.direct.get(self.view.person.id)
        unread = self.view.unread(channel)[0] if channel and channel is not open_channel else 0
        is_open = channel is not None and channel is open_channel
        return {
            "id": "direct", "name": world.bot.name, "sign": "@", "voice": False, "open": is_open, "unread": unread > 0,
            "pings": unread, "people": [], "threads": [],
        }  # fmt: skip

    def _events(self) -> list[ScheduledEvent]:
        if not self.view.is_member:
            return []
        events = [
            e for e in self.view.person.guild.events.values()
            if e.is_open and (e.channel is None or self.view.person.can_see(e.channel))
        ]  # fmt: skip
        return sorted(events, key=lambda e: e.start)

    def _event(self, event: ScheduledEvent) -> dict[str, Any]:
        where = event.channel.name if event.channel else event.location or ""
        return {
            "name": event.name,
            "start": self.view.timestamps.render(int(event.start.timestamp()), "F", event.start),
            "where": self.view.words["event_at"] % where if where else "",
            "active": event.status == ACTIVE,
            "description": event.description or "",
        }

    def _head(self, channel: Channel | None) -> dict[str, Any]:
        view = self.view
        if channel is None:
            return {"name": view.person.guild.name, "topic": "", "voice": None, "people": "", "pending": False,
                    "absent": not view.is_member}  # fmt: skip
        inside = view.person.guild.members_in(channel) if channel.is_voice else []
        names = ", ".join(m.nick or m.user.name for m in inside)
        is_in = any(m.user is view.person.user for m in inside)
        direct = channel.guild is None
        return {
            "name": view.person.world.bot.name if direct else channel.name,
            "topic": channel.topic or "",
            "voice": ("leave" if is_in else "join") if channel.is_voice else None,
            "people": view.words["connected"] % names if names else "",
            "pending": not direct and view.person.member.pending,
            "absent": False,
        }

    # beside

    def _clock(self) -> dict[str, Any] | None:
        clock = self.host.clock
        if clock is None:
            return None
        return {
            "now": clock.now().isoformat(),
            "zone": clock.zone,
            "speed": clock.speed(),
            "speeds": clock.speeds,
            "language": self.view.language,
            "next": self._next(clock),
        }

    def _next(self, clock: ClockControls) -> dict[str, Any] | None:
        following = clock.next()
        if following is None:
            return None
        zone = ZoneInfo(clock.zone)
        at = Timestamps(self.view.language, zone)
        same_day = following.at.astimezone(zone).date() == clock.now().astimezone(zone).date()
        when = at.clock_time(following.at) if same_day else at.render(int(following.at.timestamp()), "f", following.at)
        return {"at": when, "label": self._say(following.label)}

    def _switches(self) -> list[dict[str, Any]]:
        return [{"id": s.id, "label": self._say(s.label), "on": s.on} for s in self.host.switches()]

    def _actions(self) -> dict[str, list[dict[str, Any]]]:
        groups: dict[str, list[dict[str, Any]]] = {}
        for each in self.host.actions():
            groups.setdefault(self._say(each.group), []).append({"id": each.id, "label": self._say(each.label)})
        return groups

    def _tasks(self) -> list[dict[str, Any]]:
        tasks = self.host.tasks(self.view.user.id)
        return [{"label": self._say(t.label), "done": t.done, "line": self._say(t.line)} for t in tasks]
