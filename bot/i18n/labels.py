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
OF_THE_SYSTEM = (
    # why a file cannot be read
    mark("Input/output error"),
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("Too many levels of symbolic links"),
)
OF_YAML = (
    # what libyaml stumbles on, but for what bot/workshop_file/syntax.py says in better words
    mark("block sequence entries are not allowed in this context"),
    mark("control characters are not allowed"),
    mark("could not find expected ':'"),
    mark("did not find expected '-' indicator"),
    mark("did not find expected <document start>"),
    mark("did not find expected alphabetic or numeric character"),
    mark("did not find expected comment or line break"),
    mark("did not find expected whitespace or line break"),
    mark("found a tab character that violates indentation"),
    mark("found a tab character where an indentation space is expected"),
    mark("found undefined tag handle"),
    mark("found unexpected ':'"),
    mark("found unexpected document indicator"),
    mark("found unexpected end of stream"),
    mark("found unknown escape character"),
    mark("mapping keys are not allowed in this context"),
)
