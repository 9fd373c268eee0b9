"""The rules for the body of a message.

https://discord.com/developers/docs/resources/message#create-message
"""

from dataclasses import dataclass, field
from typing import Any

from fakecord.errors import ApiError, Json, not_modelled
from fakecord.files import File
from fakecord.model.attachment import Attachment
from fakecord.model.channel import COMPONENTS_V2, EPHEMERAL, SILENT, SUPPRESS_EMBEDS, Message
from fakecord.rules.attachment_references import check_references, drop_missing_pictures
from fakecord.rules.components import check_components
from fakecord.rules.embeds import check_embeds
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.mentions import AllowedMentions, check_allowed_mentions

MAX_CONTENT, MAX_NONCE, MAX_ATTACHMENTS = 2000, 25, 10
IS_VOICE_MESSAGE = 1 << 13
SETTABLE = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2 | IS_VOICE_MESSAGE


@dataclass
class Draft:
    """A valid body. A part that was not given is None; an edit leaves that part as it is."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    keep: list[int] | None = None
    files: list[File] = field(default_factory=list)
    flags: int | None = None
    tts: bool = False
    nonce: str | int | None = None
    enforce_nonce: bool = False
    allowed: AllowedMentions = field(default_factory=AllowedMentions)
    reply_to: int | None = None
    fail_if_not_exists: bool = True

    @property
    def ephemeral(self) -> bool:
        return bool((self.flags or 0) & EPHEMERAL)


def check_message(
    body: Any, files: list[File], *, edits: Message | None = None, interaction: bool = False, path: str = ""
) -> Draft:
    """Check the body and return its parts. `path` is its place in the body of the request, for error messages.

    `edits` is the message that it edits; `interaction` is set for an answer to one. Raises `ApiError`.
    """
    errors = FormErrors()
    here = f"{path}." if path else ""
    body = errors.mapping(path or "body", body)
    draft = Draft(files=_named_files(body, files, here, errors))
    _check_content(body, here, draft, errors)
    _check_flags(body, here, draft, errors, interaction=interaction)
    layout = bool((draft.flags or 0) & COMPONENTS_V2 or (edits and edits.flags & COMPONENTS_V2))
    if body.get("embeds") is not None:
        draft.embeds = check_embeds(body["embeds"], f"{here}embeds", errors)
    if body.get("components") is not None:
        draft.components = check_components(body["components"], f"{here}components", errors, layout=layout)
    draft.allowed = check_allowed_mentions(
        body.get("allowed_mentions"), f"{here}allowed_mentions", errors, interaction=interaction
    )
    draft.tts = bool(body.get("tts"))
    _check_kept(body, here, draft, errors)
    _check_reference(body, here, draft, errors)
    names = _file_names(draft, edits)
    check_references(draft.components or [], names, f"{here}components", errors)
    drop_missing_pictures(draft.embeds or [], names)
    if layout:
        _check_layout(draft, here, errors)
    errors.refuse_if_any()
    return draft


def _check_content(body: Json, here: str, draft: Draft, errors: FormErrors) -> None:
    content = body.get("content")
    if "content" in body and errors.optional_text(f"{here}content", content, MAX_CONTENT):
        draft.content = (content or "").strip()
    nonce = body.get("nonce")
    if nonce is None:
        return
    if isinstance(nonce, bool) or not isinstance(nonce, (str, int)):
        errors.add(f"{here}nonce", "NONCE_TYPE_INVALID", "A nonce is a string or an integer.")
    elif errors.text(f"{here}nonce", str(nonce), MAX_NONCE, 0):
        draft.nonce, draft.enforce_nonce = nonce, bool(body.get("enforce_nonce"))


def _check_flags(body: Json, here: str, draft: Draft, errors: FormErrors, *, interaction: bool) -> None:
    """Bots can set only some flags; EPHEMERAL only in an answer to an interaction.

    SUPPRESS_NOTIFICATIONS is for new messages, answers to interactions among them, ephemeral or not. A deferral takes
    nothing but EPHEMERAL, and an edit does not change it: a message stays as silent as it was sent.
    https://discord.com/developers/docs/resources/message#create-message
    https://github.com/discord/discord-api-docs/pull/5910, 5976 (interactions) and 7386 (deferrals)
    """
    flags = body.get("flags")
    if flags is None or not errors.number(f"{here}flags", flags, 0, 1 << 31):
        return
    settable = SETTABLE | EPHEMERAL if interaction else SETTABLE
    draft.flags = flags & settable
    if flags & EPHEMERAL and not interaction:
        errors.add(f"{here}flags", "MESSAGE_FLAGS_INVALID", "Only an interaction's response can be ephemeral.")


def _check_kept(body: Json, here: str, draft: Draft, errors: FormErrors) -> None:
    """`attachments` lists the old attachments to keep by id; new files are described by their index."""
    listed = body.get("attachments")
    if listed is not None:
        ids = [str(errors.mapping(f"{here}attachments.{n}", a).get("id")) for n, a in enumerate(listed)]
        numbers = [int(i) for i in ids if i.isdecimal()]
        draft.keep = [n for n in numbers if n >= len(draft.files)]
    count = len(draft.files) + len(draft.keep or [])
    if count > MAX_ATTACHMENTS:
        raise ApiError(400, 30015, f"Maximum number of attachments in a message reached ({MAX_ATTACHMENTS})")


def _file_names(draft: Draft, edits: Message | None) -> set[str]:
    """The names of the files that the message will have."""
    kept = kept_attachments(edits, draft) if edits else []
    return {file.filename for file in draft.files} | {attachment.filename for attachment in kept}


def _named_files(body: Json, files: list[File], here: str, errors: FormErrors) -> list[File]:
    described = {}
    for number, each in enumerate(body.get("attachments") or []):
        each = errors.mapping(f"{here}attachments.{number}", each)
        described[str(each.get("id"))] = each.get("description")
        errors.optional_text(f"{here}attachments.{number}.description", each.get("description"), 1024)
    return [File(f.filename, f.content, described.get(str(n))) for n, f in enumerate(files)]


def _check_reference(body: Json, here: str, draft: Draft, errors: FormErrors) -> None:
    if body.get("message_reference") is None:
        return
    reference = errors.mapping(f"{here}message_reference", body["message_reference"])
    if reference.get("type"):
        raise not_modelled("forwarded messages")
    draft.reply_to = errors.snowflake(f"{here}message_reference.message_id", reference.get("message_id"))
    draft.fail_if_not_exists = reference.get("fail_if_not_exists", True)


def _check_layout(draft: Draft, here: str, errors: FormErrors) -> None:
    """A message with IS_COMPONENTS_V2 has neither content nor embeds."""
    for key in ("content", "embeds"):
        if getattr(draft, key):
            errors.add(
                f"{here}{key}",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def kept_attachments(message: Message, draft: Draft) -> list[Attachment]:
    """The attachments that an edited message keeps: all, unless the body lists `attachments`."""
    if draft.keep is None:
        return list(message.attachments)
    return [a for a in message.attachments if a.id in draft.keep]
