"""One browser window: the person and the channel that it shows, and the HTML that it was sent already."""

import asyncio
from typing import Any

from aiohttp import WSMsgType, web

from fakecord.model.channel import Channel
from fakecord.page.host import Host
from fakecord.page.log_view import STEP, LogView
from fakecord.page.panels import Panels
from fakecord.page.user_view import UserView

LEAST_S = 0.02
"""The least real seconds between two updates of a window, so that changes close together are sent together."""
LONGEST_S = 20.0
"""Real seconds after which it is updated without a change, because of texts such as “5 minutes ago”."""


class Window:
    """Sends HTML over a WebSocket: only the parts that have changed since the last time."""

    def __init__(self, view: UserView, log: LogView, host: Host) -> None:
        self.view = view
        self._log, self._panels = log, Panels(host, view)
        self._channel: Channel | None = None
        self._until: int | None = None
        self._order: list[int] = []
        self._ends = (False, False)
        """Whether there are earlier messages, and later ones."""
        self._fresh = True
        """Whether the window has just opened its channel."""
        self._sent: dict[int, str] = {}
        self._sent_panels: dict[str, str] = {}
        self.changed = asyncio.Event()

    async def serve(self, socket: web.WebSocketResponse) -> None:
        """Until the browser closes the connection."""
        sending = asyncio.create_task(self._send_updates(socket))
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._scrolled(message.json())
        finally:
            sending.cancel()

    def _scrolled(self, request: dict[str, Any]) -> None:
        """The window opens a channel, or scrolls to an end of the messages that it has."""
        if "in" in request:
            self._channel = self.view.find_channel(str(request["in"]))
            self._until, self._order, self._sent, self._fresh = None, [], {}, True
        elif request.get("show") == "earlier" and len(self._order) > STEP:
            self._until = self._order[-STEP - 1]
        elif request.get("show") == "later" and self._channel:
            self._until = self._after(self._channel)
        elif request.get("show") == "present":
            self._until = None
        self.changed.set()

    def _after(self, channel: Channel) -> int | None:
        """The end of the next excerpt below; None if that is the newest message."""
        shown = self._order[-1] if self._order else 0
        following = [m.id for m in self.view.messages(channel) if m.id > shown]
        return following[STEP - 1] if len(following) > STEP else None

    async def _send_updates(self, socket: web.WebSocketResponse) -> None:
        while not socket.closed:
            update = self._update()
            if update:
                await socket.send_json(update)
            await asyncio.sleep(LEAST_S)
            try:
                await asyncio.wait_for(self.changed.wait(), LONGEST_S)
            except TimeoutError:
                continue
            self.changed.clear()

    def _update(self) -> dict[str, Any]:
        channel = self._channel
        if channel and (channel.deleted or not self.view.person.can_see(channel)):
            channel = self._channel = None
        update: dict[str, Any] = {}
        if channel:
            update["log"] = self._excerpt(channel)
        panels = self._panels.all(channel)
        new = {name: html for name, html in panels.items() if self._sent_panels.get(name) != html}
        self._sent_panels = panels
        if new:
            update["panels"] = new
        return {key: value for key, value in update.items() if value}

    def _excerpt(self, channel: Channel) -> dict[str, Any] | None:
        """The messages on the screen; None if none of them changed."""
        excerpt = self._log.excerpt(channel, self._until)
        new = {number: html for number, html in excerpt.html.items() if self._sent.get(number) != html}
        ends = (excerpt.earlier, excerpt.later)
        fresh, same = self._fresh, not new and excerpt.order == self._order and ends == self._ends
        self._sent, self._order, self._ends, self._fresh = excerpt.html, excerpt.order, ends, False
        if excerpt.order and not excerpt.later:
            self.view.has_read(channel, excerpt.order[-1])
        if same and not fresh:
            return None
        return {
            "order": [str(number) for number in excerpt.order],
            "html": {str(number): html for number, html in new.items()},
            "earlier": excerpt.earlier,
            "later": excerpt.later,
            "fresh": fresh,
        }
