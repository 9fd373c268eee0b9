"""How fast the page shows the answer to an action, and how smoothly a day's messages scroll.

python -m benchmarks.page

Needs Chromium. The bot is a small one that answers at once, so that only fakecord, the page and the browser are
measured.
"""

import asyncio
import statistics

from tests.fakecord.page.conftest import Library, Window, library

TIMES = 40
MESSAGES = 500
_PRESS = """(label) => new Promise((seen) => {
    const button = [...document.querySelectorAll("#messages button")].findLast((each) => each.textContent === label);
    const list = document.getElementById("messages"), began = performance.now();
    const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => seen(performance.now() - began)));
    });
    watch.observe(list, { childList: true, subtree: true });
    button.click();
})"""
_SCROLL = """() => new Promise((done) => {
    const log = document.getElementById("log"), frames = [];
    let last = performance.now();
    function step(now) {
        frames.push(now - last);
        last = now;
        log.scrollTop -= 60;
        if (document.querySelector("#earlier").hidden && log.scrollTop === 0 || frames.length > 1200) done(frames);
        else requestAnimationFrame(step);
    }
    requestAnimationFrame(step);
})"""


async def main() -> None:
    async with library() as built:
        await _answers(built)
        await _scrolling(built)


async def _answers(built: Library) -> None:
    async with built.window(built.person("Ada"), built.new_channel("answers")) as window:
        await window.send("/layout")
        await window.page.get_by_role("button", name="Public").wait_for()
        found = []
        for _ in range(TIMES):
            found.append(await window.page.evaluate(_PRESS, "Public"))
            await asyncio.sleep(0.1)
        _print("a press until its answer is painted", found)


async def _scrolling(built: Library) -> None:
    ben = built.person("Ben")
    channel = built.guild.channel(built.new_channel("long"))
    for number in range(MESSAGES):
        ben.say(channel, f"**Message** {number} <t:1615802400:R>\n> quoted\n- a list")
    async with built.window(ben, channel.name) as window:
        await _until_shown(window)
        frames = await window.page.evaluate(_SCROLL)
        _print(f"a frame while {MESSAGES} messages scroll by", frames)


async def _until_shown(window: Window) -> None:
    await window.last.wait_for()
    await asyncio.sleep(0.3)


def _print(what: str, found: list[float]) -> None:
    cuts = statistics.quantiles(found, n=100)
    print(f"{what}: median {statistics.median(found):.0f} ms, p95 {cuts[94]:.0f} ms, most {max(found):.0f} ms")


if __name__ == "__main__":
    asyncio.run(main())
