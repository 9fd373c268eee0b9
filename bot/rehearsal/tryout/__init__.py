"""`run.py try`: the workshop in a browser, to be played by hand, without Discord.

This package adds everything beside the chat: people to play, a clock, others who play along, things to try, and
troubles. The chat itself is fakecord's page, which knows nothing of this bot.
"""
