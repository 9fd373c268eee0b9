"""Errors about what became of key messages; beside `errors.py`, since the model of messages imports that."""

from bot.core.errors import GivesBack
from bot.features.key_messages.progress_model import FollowedMessage


class ProgressChanged(GivesBack):
    """Someone else has written what became of the message since the form was opened. `followed`: as it stands."""

    def __init__(self, followed: FollowedMessage, text: str) -> None:
        super().__init__(text)
        self.followed = followed
