"""Each test runs discord.py as it is, and asserts that the fault is still there for which `bot/chat/compat` has a file.

When one fails after an upgrade of discord.py: read what changed, and delete the file that it names if it is not needed
any more.
"""
