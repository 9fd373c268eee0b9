"""The server in a browser, to be tried by hand: one sits in it as any of its people, and uses the real bot.

    async with PageServer(server, guild) as page:
        print(page.url)                              # open it; the secret in it keeps everybody else out
        await asyncio.Event().wait()

It knows messages, commands, components and forms, and nothing of any bot. What a program wants beside the chat, such
as a clock, it gives as a `Host` (`host.py`).
"""

from fakecord.page.host import Host as Host
from fakecord.page.server import PageServer as PageServer
