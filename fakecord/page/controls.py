"""The controls beside the chat: the clock, switches and buttons of the host."""

from collections.abc import Mapping

from fakecord.page.host import Host
from fakecord.page.user_view import UserView


async def use_control(host: Host, view: UserView, act: str, sent: Mapping[str, str]) -> dict[str, str]:
    """Use a control. `problem` in the result says what went wrong, in the host's words."""
    try:
        await _do(host, act, sent)
    except Exception as error:
        return {"problem": str(error) or view.words["failed"]}
    return {}


async def _do(host: Host, act: str, sent: Mapping[str, str]) -> None:
    clock = host.clock
    match act:
        case "leap" if clock:
            await clock.leap()
        case "pause" if clock:
            await clock.pause()
        case "run" if clock and int(sent["speed"]) in clock.speeds:
            await clock.run(int(sent["speed"]))
        case "switch" if sent["id"] in {each.id for each in host.switches()}:
            await host.set_switch(sent["id"], sent["on"] == "true")
        case "act" if sent["id"] in {each.id for each in host.actions()}:
            await host.act(sent["id"])
        case _:
            raise LookupError(act)
