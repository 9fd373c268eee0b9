"""The one error of sending: what could not be delivered."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """It could not be delivered; `why` is for organisers.

    `lasting`: trying again changes nothing until someone mends it.
    """

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.why = why
        self.lasting = lasting
