"""The acts of a rehearsal, one file for each feature of the bot that is tried.

An act is a function `add_actions(play)`: it plans actions on the timeline. An action has a person use the bot through
`PlayContext` (`run_command`, `press`, `choose`, `submit`), and records in `play.expectations` what the export must
hold. Where the bot does not reply, a fault is recorded and the rehearsal goes on.
"""
