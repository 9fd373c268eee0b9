"""The page's HTTP server on 127.0.0.1. Its address contains a secret."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from fakecord.files import File
from fakecord.model.channel import Channel
from fakecord.model.guild import Guild
from fakecord.page.acting import Acting
from fakecord.page.controls import use_control
from fakecord.page.default_host import EveryMember
from fakecord.page.guard import Guard
from fakecord.page.host import Host
from fakecord.page.log_view import ActionIndex, LogView
from fakecord.page.panels import Panels
from fakecord.page.suggestions import Suggestions, suggest
from fakecord.page.templates import template
from fakecord.page.user_view import UserView
from fakecord.page.window import Window
from fakecord.page.words import in_language
from fakecord.render.templates import SHARED
from fakecord.server import DiscordServer

HERE = Path(__file__).parent
MAX_BODY = 64 * 1024 * 1024


class PageServer:
    """Shows one guild of a server. Use it as an async context manager, then open `url` in a browser."""

    def __init__(self, server: DiscordServer, guild: Guild, host: Host | None = None, *, port: int = 0) -> None:
        """Without `host`, everybody in the guild can be played. `port` 0 is a free one."""
        self._world = server.world
        self._host = host or EveryMember(server.world, guild)
        self._port = port
        self._secret = secrets.token_urlsafe(24)
        self._guard = Guard(self._secret)
        self._index = ActionIndex(server.interactions)
        self._views: dict[int, tuple[UserView, LogView]] = {}
        self._windows: set[Window] = set()
        self._runner: web.AppRunner | None = None
        self._following: asyncio.Task[None] | None = None
        self.url = ""

    async def __aenter__(self) -> PageServer:
        app = web.Application(client_max_size=MAX_BODY, middlewares=[self._guard.middleware()])
        app.on_response_prepare.append(self._guard.add_headers)
        base = f"/{self._secret}"
        app.router.add_get(f"{base}/", self._page)
        app.router.add_get(f"{base}/live", self._live)
        app.router.add_get(base + "/static/{name}", self._static)
        app.router.add_get(base + "/files/{number}/{name}", self._file)
        app.router.add_post(f"{base}/suggest", self._suggest)
        app.router.add_post(base + "/do/{act}", self._do)
        app.router.add_post(base + "/beside/{act}", self._use_control)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        port = self._runner.addresses[0][1]
        self._guard.listen_on(port)
        self.url = f"http://127.0.0.1:{port}{base}/"
        self._follow_changes()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._following:
            self._following.cancel()
        if self._runner:
            await self._runner.cleanup()

    # changes

    def _follow_changes(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._following = self._loop.create_task(self._follow())
        self._host.on_change(self._changed)
        self._world.clock.on_change(self._clock_changed)

    def _clock_changed(self) -> None:
        """A clock may be set from any thread, also after the page was closed."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed)

    async def _follow(self) -> None:
        while True:
            await self._world.notifier.next_change()
            self._changed()

    def _changed(self) -> None:
        for window in self._windows:
            window.changed.set()

    # the person and the channel of a request

    def _view(self, number: str) -> tuple[UserView, LogView]:
        """The view of somebody; `HTTPNotFound` if nobody with this id can be played."""
        user = next((each for each in self._host.people() if str(each.id) == number), None)
        if user is None:
            raise web.HTTPNotFound
        if user.id not in self._views:
            view = UserView(user)
            self._views[user.id] = view, LogView(view, self._index, f"/{self._secret}/")
        return self._views[user.id]

    def _channel(self, view: UserView, number: str) -> Channel | None:
        """The channel with this id, else the first one that they see."""
        found = view.find_channel(number) if number else None
        return found or next(iter(view.channels()), None) if view.is_member else found

    # requests

    async def _page(self, request: web.Request) -> web.Response:
        people = self._host.people()
        number = request.query.get("as") or (str(people[0].id) if people else "")
        view, _log = self._view(number)
        channel = self._channel(view, request.query.get("in", ""))
        title = in_language(self._host.title, view.language)
        panels = Panels(self._host, view).all(channel)
        html = template("page").render(
            language=view.page_language,
            title=title,
            me=view.user.id,
            channel=("direct" if channel.guild is None else channel.id) if channel else "",
            words={**view.words, "messages_in": view.words["messages"] % (channel.name if channel else title)},
            panels=panels,
            has_beside=any(panels[name].strip() for name in ("clock", "controls", "tasks")),
        )  # fmt: skip
        return web.Response(text=html, content_type="text/html")

    async def _static(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        folder = SHARED if name == "message.css" else HERE / "static"
        if name not in {file.name for file in folder.iterdir()}:
            raise web.HTTPNotFound
        kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
        return web.Response(body=(folder / name).read_bytes(), content_type=kind or "text/plain", charset="utf-8")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file of a message. Its headers keep the browser from running its content as a part of the page."""
        number = request.match_info["number"]
        found = self._world.files.find(int(number)) if number.isdecimal() else None
        if found is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": found.content_type, "Content-Security-Policy": "sandbox; default-src 'none'"}
        return web.Response(body=found.content * found.times, headers=headers)

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        view, log = self._view(request.query.get("as", ""))
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        window = Window(view, log, self._host)
        self._windows.add(window)
        with suppress(ConnectionError):
            await window.serve(socket)
        self._windows.discard(window)
        return socket

    async def _suggest(self, request: web.Request) -> web.Response:
        sent, _files = await _read(request)
        view, _log = self._view(sent["as"])
        channel = self._channel(view, sent["in"])
        found = await suggest(view, channel, sent["text"], int(sent["cursor"])) if channel else Suggestions()
        return web.json_response(asdict(found))

    async def _do(self, request: web.Request) -> web.Response:
        sent, files = await _read(request)
        view, _log = self._view(sent.pop("as"))
        channel = view.find_channel(sent.pop("in"))
        return web.json_response(await Acting(view, channel).do(request.match_info["act"], sent, files))

    async def _use_control(self, request: web.Request) -> web.Response:
        sent, _files = await _read(request)
        view, _log = self._view(sent["as"])
        answer = await use_control(self._host, view, request.match_info["act"], sent)
        self._changed()
        return web.json_response(answer)


async def _read(request: web.Request) -> tuple[dict[str, str], Mapping[str, list[File]]]:
    """The fields of a posted form: texts by name (a second value of the same name gets `.1`), and files by name."""
    texts: dict[str, str] = {}
    files: dict[str, list[File]] = {}
    posted: Any = await request.post()
    for name, value in posted.items():
        if isinstance(value, FileField):
            files.setdefault(name, []).append(File(value.filename, value.file.read()))
        elif name in texts:
            texts[f"{name}.{len(texts)}"] = str(value)
        else:
            texts[name] = str(value)
    return texts, {name: each for name, each in files.items() if any(file.filename for file in each)}
