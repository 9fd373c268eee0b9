"""discord.py 2.7.1 raises an error after a response that Discord has accepted, if it cannot read the confirmation.

Discord may answer 204 without a body, or add fields that discord.py does not know. In both cases the person has the
response, and we do not need the confirmation.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_callback_response.py
"""

import logging
from typing import Any

import discord
from discord import interactions

log = logging.getLogger(__name__)


class LenientCallbackResponse(discord.InteractionCallbackResponse[Any]):
    def _update(self, data: Any) -> None:
        try:
            super()._update(data)
        except Exception as error:
            log.debug("The confirmation of a response cannot be read: %r", error)
            super()._update({"interaction": {"id": self._parent.id, "type": self._parent.type.value}})


def patch() -> None:
    interactions.InteractionCallbackResponse = LenientCallbackResponse  # type: ignore[misc]
