"""Commands are named so that each reader finds them."""

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.chat import command_mentions, posts
from bot.chat.command_mentions import Command, CommandMentions
from bot.chat.escaping import block_quote, close_markup, code_block, escape_inline
from bot.chat.posts import EMBED, Post, button, buttons, in_pages, text_print


@pytest.fixture
def mentions(monkeypatch: pytest.MonkeyPatch) -> CommandMentions:
    found = CommandMentions()
    found.learn(_commands(), {"join": 1, "session": 2, "floor": 3, "programme": 4})
    monkeypatch.setattr(command_mentions, "MENTIONS", found)
    monkeypatch.setattr(posts, "MENTIONS", found)
    return found


def _commands() -> list[Command]:
    async def run(interaction: discord.Interaction) -> None: ...

    def command(name: str) -> app_commands.Command[Any, ..., Any]:
        return app_commands.Command(name=name, description="-", callback=run)

    session = app_commands.Group(name="session", description="-")
    floor = app_commands.Group(name="floor", description="-")
    session.add_command(start := command("start"))
    return [command("join"), command("programme"), session, start, floor]


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("Join with /join.", "Join with </join:1>."),
        ("Avec /rejoindre, puis /programme !", "Avec /rejoindre (</join:1>), puis </programme:4> !"),
        ("/session start, or the menu", "</session start:2>, or the menu"),
        ("l’option de /séance ouvrir", "l’option de /séance ouvrir (</session start:2>)"),
        ("- /floor: ask", "- /floor: ask"),  # a group cannot be mentioned
        ("- /parole : demander", "- /parole (/floor) : demander"),
        ("and/join, /joint, /join-me, ./join, a/join/b", "and/join, /joint, /join-me, ./join, a/join/b"),
        ("https://example.org/ /join/ (/join)", "https://example.org/ /join/ (</join:1>)"),
        ("https://example.org/?/join </join:9> <t:1:R>", "https://example.org/?/join </join:9> <t:1:R>"),
        ("`/join` and ```\n/join\n``` but ` /join", "`/join` and ```\n/join\n``` but ` </join:1>"),
        ("/unknown stays", "/unknown stays"),
    ],
)
def test_only_names_of_commands_become_mentions(mentions: CommandMentions, said: str, sent: str) -> None:
    assert mentions.linked(said) == sent
    assert mentions.linked(sent) == sent


def test_a_group_gets_the_name_that_the_readers_client_lists(mentions: CommandMentions) -> None:
    assert mentions.linked("/floor", "fr") == "/floor (/parole)"
    assert mentions.linked("/parole", "fr") == "/parole"
    assert mentions.linked("/parole", "de") == "/parole (/floor)"  # a client in a language without translations
    assert Post(("/floor",), client="fr").new()["content"] == "/floor (/parole)"


@pytest.mark.parametrize("show", [escape_inline, block_quote, close_markup, code_block])
@pytest.mark.parametrize("typed", ["/join", "Type /join or `/join`", "see /rejoindre (/floor)", "> /join"])
def test_what_people_typed_is_no_mention(mentions: CommandMentions, show: object, typed: str) -> None:
    assert callable(show)
    shown = show(typed)
    assert Post.of(shown).new()["content"] == shown
    assert shown.replace("\\", "").count("/") == typed.count("/")


async def test_a_message_keeps_its_limits_and_its_print(mentions: CommandMentions) -> None:
    post = Post.of("/join " * 300, view=buttons([button("/join", "x")]))
    assert len(post.text) < 2_000
    sent = post.new("w")
    assert sent["content"] is None
    assert sent["view"].children[0].label == "/join"  # Discord renders no mention there
    assert len(sent["embeds"][0].description) <= EMBED
    assert post.print == text_print(sent["embeds"][0].description)
    assert Post(("/join",), literal=True).new()["content"] == "/join"
    pages = in_pages(["/join " * 100] * 20)
    assert Post.of(pages[0]).new()["embeds"][0].description == pages[0]


def test_before_commands_are_registered_texts_stay_as_they_are() -> None:
    assert CommandMentions().linked("/join") == "/join"
