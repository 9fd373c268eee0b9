"""Phrases that pybabel cannot see where they are said: `phrases(language)("Sign in")`, `tongue.say("…")`."""

from __future__ import annotations

from bot.i18n.catalogue import mark

LABELS = (
    mark("Answer"),
    mark("Approve"),
    mark("Choose"),
    mark("Give my opinion"),
    mark("Post now"),
    mark("Sign in"),
    mark("Text in %(language)s"),
    mark("Write a key message"),
)
