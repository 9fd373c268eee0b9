"""What Discord answers when it refuses, and what its client says before anything is sent.

    Refused          an HTTP status with Discord's JSON error body
    CastError        the stand-in's user cannot do this; nothing was sent to the bot
        NotAllowed       her permissions, or where she is, forbid it
        NotPossible      the client would not let her: no such button, a required field left empty...

Codes and sentences: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
    "Voice State": 10065,
    "Stage Instance": 10067,
    "Guild Scheduled Event": 10070,
}


class ApiError(Exception):
    """Discord's refusal of a request."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class ActionError(Exception):
    """The stand-in's user cannot do what the play asks of her."""


class NotAllowed(ActionError):
    """Her permissions forbid it, or she does not see it."""


class NotPossible(ActionError):
    """Discord's client offers no way to do it."""


def unknown(what: str) -> ApiError:
    return ApiError(404, UNKNOWN[what], f"Unknown {what}")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def malformed(path: str, code: str, message: str) -> ApiError:
    """Invalid Form Body with a single fault at `path` (dotted)."""
    errors: Json = {"_errors": [{"code": code, "message": message}]}
    for step in reversed(path.split(".")):
        errors = {step: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)
