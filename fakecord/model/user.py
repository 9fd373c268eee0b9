"""Accounts of people and of the bot.

https://discord.com/developers/docs/resources/user
"""

from dataclasses import dataclass

from fakecord.errors import Json


@dataclass(eq=False)
class User:
    """An account. `name` is the display name; `username` is the unique handle."""

    id: int
    username: str
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.username,
            "discriminator": "0",
            "global_name": None if self.bot else self.name,
            "avatar": None,
            "avatar_decoration_data": None,
            "collectibles": None,
            "primary_guild": None,
            "banner": None,
            "accent_color": None,
            "public_flags": 0,
            "flags": 0,
            "bot": self.bot,
            "system": False,
        }

    def __repr__(self) -> str:
        return f"<User {self.name}>"
