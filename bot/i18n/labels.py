"""Phrases that pybabel cannot find where they are used, such as `phrases(language)("Sign in")`."""

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
SYSTEM_ERRORS = (
    # reasons why a file cannot be read or written, or a port cannot be had
    mark("Address already in use"),
    mark("File exists"),
    mark("Input/output error"),
    mark("Is a directory"),
    mark("No space left on device"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Permission denied"),
    mark("Read-only file system"),
    mark("Too many levels of symbolic links"),
)
YAML_ERRORS = (
    # errors of libyaml, without those that bot/workshop_file/syntax.py explains in better words
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
