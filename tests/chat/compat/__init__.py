"""Each test runs the unchanged discord.py, and asserts that the fault that a file in `bot/chat/compat` mends is still
there.

If a test fails after an upgrade of discord.py, read what has changed. If the file that it names is not needed any more,
delete both.
"""
