"""The one error of sending: a message could not be delivered."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """A message could not be delivered; `why` is for organisers: `reason:where`.

    `lasting`: it would fail again until someone changes something at Discord.
    """

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.why = why
        self.lasting = lasting
