"""The acts of a rehearsal, one file for each feature of the bot that is tried.

An act is a function `add_actions(play)`: it plans actions on the timeline. In an action a person uses the bot through
`PlayContext` (`run_command`, `press`, `choose`, `submit`). The action records in `play.expectations` what the export
must contain. If the bot does not reply, a fault is recorded and the rehearsal continues.
"""
