"""Errors of Discord's API, and actions that Discord's client does not offer.

    ApiError         an HTTP status with Discord's JSON error body
    ActionError      a person cannot do this; nothing was sent to the bot
        NotAllowed       the person's permissions forbid it
        NotPossible      the client offers no way: no such button, a required field is empty...

Codes and sentences: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from typing import Any, TypeVar

T = TypeVar("T")
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
    "application command permissions": 10066,
    "Voice State": 10065,
    "Stage Instance": 10067,
    "Guild Scheduled Event": 10070,
}


class ApiError(Exception):
    """The API refuses a request. `errors` is the tree of an Invalid Form Body (see `rules/form_errors.py`)."""

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
    """A person cannot do what the test asks."""


class NotAllowed(ActionError):
    """The person's permissions forbid it, or the person does not see it."""


class NotPossible(ActionError):
    """Discord's client offers no way to do it."""


def unknown(what: str) -> ApiError:
    return ApiError(404, UNKNOWN[what], f"Unknown {what}")


def known(what: str, found: T | None) -> T:
    """`found`, unless it is None: then the API answers that it does not know it."""
    if found is None:
        raise unknown(what)
    return found


def not_modelled(what: str) -> ApiError:
    """Discord would accept this request, but fakecord does not model what happens next."""
    return ApiError(501, 0, f"fakecord does not model {what}")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def two_factor_required() -> ApiError:
    return ApiError(403, 60003, "Two factor is required for this operation")


def wrong_channel_type() -> ApiError:
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def malformed(path: str, code: str, message: str) -> ApiError:
    """Invalid Form Body with one error at `path` (dotted)."""
    errors: Json = {"_errors": [{"code": code, "message": message}]}
    for step in reversed(path.split(".")):
        errors = {step: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)
