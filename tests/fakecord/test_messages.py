"""Messages: limits, permissions, mentions, history, files."""

import io
from typing import Any

import aiohttp
import discord
import pytest

from fakecord import DiscordServer, Guild, Permission, Person
from tests.fakecord.conftest import Api, BareClient, running


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "b", "custom_id": "b"} | more


def menu(**more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "a"}]} | more


def rows(*rows_: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"content": "x", "components": [{"type": 1, "components": r} for r in rows_]} | more


def options(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"label": str(n), "value": str(n)} | more for n in range(count)]


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


FIELD = {"name": "n", "value": "v"}
V2 = 1 << 15


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 50006),
        ({"content": "  \n"}, 50006),
        ({"content": "x" * 2001}, 50035),
        ({"content": "x", "nonce": "n" * 26}, 50035),
        ({"content": "x", "flags": 64}, 50035),
        ({"embeds": [{"description": "d"}] * 11}, 50035),
        ({"embeds": [{}]}, 50035),
        ({"embeds": [{"title": "t" * 257}]}, 50035),
        ({"embeds": [{"description": "d" * 4097}]}, 50035),
        ({"embeds": [{"description": "d", "fields": [FIELD] * 26}]}, 50035),
        ({"embeds": [{"fields": [FIELD | {"name": "n" * 257}]}]}, 50035),
        ({"embeds": [{"fields": [FIELD | {"value": "v" * 1025}]}]}, 50035),
        ({"embeds": [{"fields": [FIELD | {"value": ""}]}]}, 50035),
        ({"embeds": [{"footer": {"text": "f" * 2049}}]}, 50035),
        ({"embeds": [{"author": {"name": "a" * 257}}]}, 50035),
        ({"embeds": [{"description": "d" * 3001}, {"description": "d" * 3000}]}, 50035),
        (rows([button()], [button()]), 50035),
        (rows(*[[button(custom_id=str(n))] for n in range(6)]), 50035),
        (rows([button(custom_id=str(n)) for n in range(6)]), 50035),
        (rows([button(label="l" * 81)]), 50035),
        (rows([button(custom_id="c" * 101)]), 50035),
        (rows([button(custom_id="")]), 50035),
        (rows([button(label=None)]), 50035),
        (rows([{"type": 2, "style": 5, "label": "l", "url": "https://x.org", "custom_id": "c"}]), 50035),
        (rows([{"type": 2, "style": 5, "label": "l"}]), 50035),
        (rows([menu(), button()]), 50035),
        (rows([menu(options=[])]), 50035),
        (rows([menu(options=options(26))]), 50035),
        (rows([menu(options=options(2, value="same"))]), 50035),
        (rows([menu(options=options(2, label="l" * 101))]), 50035),
        (rows([menu(options=options(2, description="d" * 101))]), 50035),
        (rows([menu(placeholder="p" * 151)]), 50035),
        (rows([menu(min_values=2, max_values=1, options=options(3))]), 50035),
        (rows([menu(max_values=3, options=options(2))]), 50035),
        ({"components": [text("t")]}, 50035),
        ({"content": "x", "flags": V2, "components": [text("t")]}, 50035),
        ({"flags": V2, "components": [text("t")] * 41}, 50035),
        ({"flags": V2, "components": [text("t" * 2001), text("t" * 2000)]}, 50035),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, 50035),
        ({"content": "x", "allowed_mentions": {"parse": ["people"]}}, 50035),
        ({"content": "x", "allowed_mentions": {"users": [str(n) for n in range(101)]}}, 50035),
        ({"content": "x", "message_reference": {"message_id": "1"}}, 50035),
    ],
)
async def test_invalid_messages_are_refused(body: dict[str, Any], code: int, guild: Guild, api: Api) -> None:
    status, answer = await api("POST", f"/channels/{guild.channel('general').id}/messages", body)
    assert (status, answer["code"]) == (400, code)
    assert guild.channel("general").messages == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "t" * 256, "description": "d" * 4096}]},
        {"content": "x", "allowed_mentions": {"parse": []}},
        rows([button(custom_id=str(n)) for n in range(5)], [menu(options=options(25), max_values=25)]),
        {"flags": V2, "components": [{"type": 17, "components": [text("t")] * 38}, text("u")]},
    ],
)
async def test_messages_at_their_limits_are_accepted(body: dict[str, Any], guild: Guild, api: Api) -> None:
    assert (await api("POST", f"/channels/{guild.channel('general').id}/messages", body))[0] == 200


async def test_error_messages_name_the_field(guild: Guild, api: Api) -> None:
    path = f"/channels/{guild.channel('general').id}/messages"
    _, answer = await api("POST", path, {"embeds": [{"title": "fine"}, {"title": "t" * 257}]})
    assert answer == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "embeds": {
                "1": {
                    "title": {
                        "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."}]
                    }
                }
            }
        },
    }


async def test_a_nonce_prevents_duplicates(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        general = client.text("general")
        first = await general.send("said", nonce="announcement-1")
        again = await general.send("said", nonce="announcement-1")
        other = await general.send("said", nonce="announcement-2")
        assert first.id == again.id != other.id
        assert [m.nonce async for m in general.history()] == [None, None]
        assert str(first.nonce) == "announcement-1"
    assert [m.nonce for m in guild.channel("general").history] == ["announcement-1", "announcement-2"]


async def test_history_is_paginated(server: DiscordServer, guild: Guild, person: Person, api: Api) -> None:
    general = guild.channel("general")
    ids = [person.say(general, str(n)).id for n in range(5)]
    path = f"/channels/{general.id}/messages"

    async def page(query: str) -> list[int]:
        return [int(m["id"]) for m in (await api("GET", f"{path}?{query}"))[1]]

    assert await page("limit=2") == [ids[4], ids[3]]
    assert await page(f"before={ids[2]}&limit=1") == [ids[1]]
    assert await page(f"after={ids[2]}&limit=1") == [ids[3]]
    assert await page(f"around={ids[2]}&limit=3") == [ids[3], ids[2], ids[1]]
    assert (await api("GET", f"{path}?limit=101"))[0] == 400
    assert (await api("GET", f"{path}/1"))[1]["code"] == 10008
    assert (await api("GET", "/channels/1/messages"))[1]["code"] == 10003
    assert (await api("GET", "/channels/x/messages"))[1]["code"] == 50035


async def test_edits_deletions_and_pins(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    general = guild.channel("general")
    hers = person.say(general, "hers")
    async with running(client, server):
        channel = client.text("general")
        message = await channel.send("one")
        edited = await message.edit(content="two")
        assert edited.edited_at is not None
        await message.pin()
        assert [m.id async for m in channel.pins()] == [message.id]
        await message.unpin()
        with pytest.raises(discord.Forbidden) as refused:
            await (await channel.fetch_message(hers.id)).edit(content="mine")
        assert refused.value.code == 50005
        await (await channel.fetch_message(hers.id)).delete()
        await message.delete()
        with pytest.raises(discord.NotFound):
            await message.edit(content="three")
        several = [await channel.send(str(n)) for n in range(2)]
        await channel.delete_messages(several)
    kept = general.messages
    assert [m.content for m in kept] == ["hers", "two", "0", "1"]
    assert all(m.deleted for m in kept)
    assert general.payload()["last_message_id"] == str(kept[-1].id)  # which need not exist any more
    assert [e.content for e in kept[1].edits] == ["one"]


async def test_files_are_uploaded_and_downloaded(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        files = [
            discord.File(io.BytesIO(b"\x00\xff" * 50), "data é.xlsx", description="d"),
            discord.File(io.BytesIO(b"b"), "b.txt"),
        ]
        message = await client.text("general").send("here", files=files)
        assert await message.attachments[0].read() == b"\x00\xff" * 50
        assert message.attachments[0].description == "d"
        edited = await message.edit(attachments=[message.attachments[1]])
        assert [a.filename for a in edited.attachments] == ["b.txt"]
        with pytest.raises(discord.HTTPException) as refused:
            await client.text("general").send(file=discord.File(io.BytesIO(b"x" * (10 * 2**20 + 1)), "big"))
        assert (refused.value.status, refused.value.code) == (413, 40005)
    stored = guild.channel("general").history[0]
    async with aiohttp.ClientSession() as session, session.get(stored.attachments[0].url) as response:
        assert await response.read() == b"b"


@pytest.mark.parametrize(
    ("sizes", "taken"), [((10, 10), True), ((10, 10, 4), True), ((10, 10, 6), False), ((1, 11), False)]
)
async def test_the_upload_limit_is_of_each_file_and_another_of_all(
    server: DiscordServer, guild: Guild, sizes: tuple[int, ...], taken: bool
) -> None:
    """In MiB. https://discord.com/developers/docs/reference#uploading-files"""
    client = BareClient()
    async with running(client, server):
        files = [discord.File(io.BytesIO(b"x" * size * 2**20), f"{n}.txt") for n, size in enumerate(sizes)]
        sending = client.text("general").send(files=files)
        if taken:
            assert len((await sending).attachments) == len(sizes)
        else:
            with pytest.raises(discord.HTTPException) as refused:
                await sending
            assert refused.value.code == 40005


async def test_only_allowed_mentions_notify(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient(allowed_mentions=discord.AllowedMentions.none())
    role = guild.new_role("Coordinators")
    names = f"{person.mention} {role.mention} @everyone"
    async with running(client, server):
        general = client.text("general")
        await general.send(names)
        await general.send(names, allowed_mentions=discord.AllowedMentions(roles=[discord.Object(role.id)]))
        await general.send(names, allowed_mentions=discord.AllowedMentions.all())
        bot_role = next(r for r in guild.roles.values() if r.managed_by)
        bot_role.change(permissions=int(bot_role.permissions & ~Permission.MENTION_EVERYONE))
        await general.send(names, allowed_mentions=discord.AllowedMentions.all())
        role.change(mentionable=True)
        await general.send(names, allowed_mentions=discord.AllowedMentions.all())
    pinged = [(m.pinged_users, m.pinged_roles, m.pinged_everyone) for m in guild.channel("general").history]
    user = person.user
    assert pinged == [
        ([], [], False), ([], [role], False), ([user], [role], True), ([user], [], False), ([user], [role], False)
    ]  # fmt: skip


async def test_direct_messages_can_be_closed(server: DiscordServer, guild: Guild, person: Person) -> None:
    closed, gone = server.new_person(guild, "Togo – Afi", dms_open=False), server.new_person(guild, "Bénin – Ayaba")
    client = BareClient()
    async with running(client, server):
        await gone.leave_guild()
        for each, code in ((person, None), (closed, 50007), (gone, 50278)):
            channel = await client.create_dm(discord.Object(each.id))
            if code is None:
                await channel.send("hello")
                continue
            with pytest.raises(discord.Forbidden) as refused:
                await channel.send("hello")
            assert refused.value.code == code
    assert [m.text for m in person.inbox] == ["hello"]
    assert closed.inbox == []


async def test_missing_permissions_are_refused(server: DiscordServer, guild: Guild, person: Person) -> None:
    general = guild.channel("general")
    client = BareClient()
    async with running(client, server):
        channel = client.text("general")

        async def code_of(coroutine: Any) -> int:
            with pytest.raises(discord.Forbidden) as refused:
                await coroutine
            return refused.value.code

        general.set_overwrite(guild.me, deny=int(Permission.EMBED_LINKS))
        await channel.send("seen", embed=discord.Embed(title="unseen"))
        general.set_overwrite(guild.me, deny=int(Permission.ATTACH_FILES))
        assert await code_of(channel.send(file=discord.File(io.BytesIO(b"x"), "x"))) == 50013
        general.set_overwrite(guild.me, deny=int(Permission.SEND_MESSAGES))
        assert await code_of(channel.send("x")) == 50013
        general.set_overwrite(guild.everyone, deny=int(Permission.VIEW_CHANNEL))
        general.set_overwrite(guild.me)
        assert await code_of(channel.send("x")) == 50001
    assert general.history[0].text == "seen"
    assert person.sees(general) == []
