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


async def test_a_reply_after_its_token_is_noted_alone(harness: Harness) -> None:
    """Discord takes no other reply either, so there is no reference for anybody to read."""
    prepared = SessionWorkshop(harness)
    await prepared.open([])

    def noted() -> int:
        return harness.bots[-1].log().count("An answer came too late")

    for status, code in ((401, 50027), (404, 10015)):
        before = noted()
        harness.server.faults.refuse("POST", "^/webhooks/", status, code, times=float("inf"))
        await harness.organiser.slash("export data", format="csv")
        await harness.eventually(partial(_is_more, noted, before))
        harness.server.faults.lift()
    assert "Opening" in (await prepared.awa.slash("now")).text
    assert "ERROR" not in harness.bots[-1].log()


async def test_who_is_blocked_for_a_while_says_to_wait(harness: Harness) -> None:
    """Discord does not say how long, and Cloudflare answers with a page: both are limits, not faults of ours."""
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    for page in ('{"message": "You are being blocked from accessing our API temporarily.", "code": 0}', "<html>1015"):
        harness.server.faults.refuse("POST", CALLBACK, 429, page=page)
        assert "again in 1 minute" in (await (await harness.organiser.slash("now")).settled()).text
    assert "ERROR" not in harness.bots[-1].log()


def _is_more(count: Callable[[], int], before: int) -> bool:
    return count() > before


def _read(exchange: Response) -> list[Message]:
    return [message for message in exchange.messages if message.text]
