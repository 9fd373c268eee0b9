"""A page that shows the server in a browser. The user of the page plays any person in it, and uses the real bot.

    async with PageServer(server, guild) as page:
        print(page.url)                              # open it; the secret in it keeps others out
        await asyncio.Event().wait()

It knows messages, commands, components and forms, and nothing of any bot. A program that wants to show more beside the
chat, such as a clock, passes a `Host` (`host.py`).
"""

from fakecord.page.host import Host as Host
from fakecord.page.server import PageServer as PageServer
