"""Errors about the progress on key messages.

They are not in `errors.py`, because the model of messages imports that.
"""

from bot.core.errors import GivesBack
from bot.features.key_messages.progress_model import FollowedMessage


class ProgressChanged(GivesBack):
    """Someone else has changed the progress on the message since the form was opened. `followed`: the current state."""

    def __init__(self, followed: FollowedMessage, text: str) -> None:
        super().__init__(text)
        self.followed = followed
