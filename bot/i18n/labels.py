"""Labels said in several languages at once: pybabel sees no phrase in `phrases(language)("Sign in")`."""

from __future__ import annotations

from bot.i18n.catalogue import mark

LABELS = (
    mark("Answer"),
    mark("Choose"),
    mark("Post now"),
    mark("Sign in"),
    mark("Text in %(language)s"),
    mark("Write a key message"),
)
