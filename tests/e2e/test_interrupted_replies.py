"""Discord fails, or the connection is cut, while the bot replies: the person reads exactly one reply."""

from collections.abc import Callable
from functools import partial

from fakecord import Message, Response
from tests.e2e.harness import Harness
from tests.e2e.session_workshop import SessionWorkshop

CALLBACK = r"^/interactions/.*/callback$"


async def test_each_reply_arrives_once_even_if_the_connection_is_cut(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    faults = harness.server.faults
    provoked: dict[str, Callable[[], object]] = {
        "cut before Discord has it": partial(faults.cut, "POST", CALLBACK),
        "cut before Discord says that it has it": partial(faults.cut, "POST", CALLBACK, before=False),
        "refused with 503": partial(faults.refuse, "POST", CALLBACK, 503),
        "taken, and answered with 502": partial(faults.refuse, "POST", CALLBACK, 502, before=False),
        "answered by a proxy": partial(faults.refuse, "POST", CALLBACK, 200, page="<html>"),
        "taken, and its answer breaks off": partial(faults.refuse, "POST", CALLBACK, 200, page='{"i', before=False),
    }
    for what, provoke in provoked.items():
        provoke()
        exchange = await (await prepared.awa.slash("now")).settled(10)
        faults.lift()
        assert not exchange.failed, what
        assert len(_read(exchange)) == 1, what
        assert "Opening" in exchange.text, what
    assert harness.server.violations == []
    assert "ERROR" not in harness.bots[-1].log()


async def test_a_form_whose_response_is_lost_still_opens(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    harness.server.faults.cut("POST", CALLBACK, before=False)
    exchange = await harness.organiser.slash("announce send")
    assert exchange.form
    assert not exchange.messages
    assert harness.server.violations == []


def _read(exchange: Response) -> list[Message]:
    return [message for message in exchange.messages if message.text]
