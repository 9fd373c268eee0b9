"""Threads: who sees them, who may write in them, what the bot is told."""

import discord
import pytest

from fakecord import DiscordServer, Guild, NotAllowed, Permission, Person
from fakecord import threads as thread_actions
from tests.fakecord.conftest import Api, BareClient, running

P = Permission


async def test_a_command_in_a_thread_comes_with_the_thread(server: DiscordServer, guild: Guild, person: Person) -> None:
    client, places = BareClient(), []

    @client.tree.command(description="Says where it is")
    async def where(interaction: discord.Interaction) -> None:
        places.append(interaction.channel)
        await interaction.response.send_message("Here")

    async with running(client, server):
        await server.ready()
        thread = person.start_thread(guild.channel("general"), "Side talk")
        await server.until(lambda: client.home.get_thread(thread.id))
        response = await person.slash("where", channel=thread)
        assert response.reply in thread.history
    [place] = places
    assert isinstance(place, discord.Thread)
    assert (place.name, place.parent_id, place.owner_id) == ("Side talk", thread.parent.id, person.id)
    assert {"THREAD_CREATE", "THREAD_MEMBERS_UPDATE"} <= set(client.received)
    assert server.violations == []


async def test_a_thread_of_a_message_has_its_id(guild: Guild, person: Person) -> None:
    message = person.say(guild.channel("general"), "What about article 9?")
    assert person.start_thread(guild.channel("general"), "Article 9", message=message).id == message.id


async def test_permissions_come_from_the_channel_but_for_sending(guild: Guild, person: Person) -> None:
    general = guild.channel("general")
    thread = person.start_thread(general, "Side talk")
    general.set_overwrite(guild.everyone, deny=int(P.SEND_MESSAGES))
    person.say(thread, "Threads are open")
    general.set_overwrite(guild.everyone, deny=int(P.SEND_MESSAGES_IN_THREADS | P.CREATE_PUBLIC_THREADS))
    with pytest.raises(NotAllowed):
        person.say(thread, "Hello?")
    with pytest.raises(NotAllowed):
        person.start_thread(general, "Another")
    general.set_overwrite(guild.everyone, deny=int(P.VIEW_CHANNEL))
    assert not person.can_see(thread)


async def test_private_threads_are_for_those_invited(server: DiscordServer, guild: Guild, person: Person) -> None:
    other = server.new_person(guild, "Mali")
    client = BareClient()
    async with running(client, server):
        thread = person.start_thread(guild.channel("general"), "Between us", private=True)
        assert (person.can_see(thread), other.can_see(thread)) == (True, False)
        thread_actions.join(server.world, thread, other.user)
        assert other.can_see(thread)
        assert client.home.get_thread(thread.id) is None


async def test_archived_and_locked_threads(server: DiscordServer, guild: Guild, person: Person, api: Api) -> None:
    thread = person.start_thread(guild.channel("general"), "Side talk")
    path = f"/channels/{thread.id}/messages"
    _status, sent = await api("POST", path, {"content": "Hello"})
    thread_actions.change(server.world, thread, archived=True)
    status, answer = await api("PATCH", f"{path}/{sent['id']}", {"content": "Changed"})
    assert (status, answer["code"]) == (400, 50083)
    assert (await api("POST", path, {"content": "Awake"}))[0] == 200
    assert not thread.archived
    thread_actions.change(server.world, thread, locked=True)
    status, answer = await api("POST", path, {"content": "Hello?"})
    assert (status, answer["code"]) == (403, 160005)


async def test_a_bot_starts_joins_and_deletes_threads(
    server: DiscordServer, guild: Guild, person: Person, api: Api
) -> None:
    general = guild.channel("general")
    status, made = await api("POST", f"/channels/{general.id}/threads", {"name": "Minutes", "type": 11})
    assert status == 201
    assert (await api("PUT", f"/channels/{made['id']}/thread-members/{person.id}"))[0] == 204
    assert len((await api("GET", f"/channels/{made['id']}/thread-members"))[1]) == 2
    assert len((await api("GET", f"/guilds/{guild.id}/threads/active"))[1]["threads"]) == 1
    assert (await api("PATCH", f"/channels/{made['id']}", {"name": "The minutes"}))[0] == 200
    assert (await api("PATCH", f"/channels/{made['id']}", {"topic": "x"}))[0] == 501
    assert (await api("DELETE", f"/channels/{made['id']}"))[0] == 403
    server.delete_channel(general)
    assert (await api("GET", f"/channels/{made['id']}"))[0] == 404
