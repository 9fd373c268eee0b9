// Who one is, the channels, and the head of the open channel.
import { place } from "./dom.js";
import { act, busy } from "./post.js";
import { onChoice } from "./select.js";

const side = document.getElementById("side");

/** Open a channel in this window. */
function openChannel(line, number) {
  place.in = number;
  line.send({ in: number });
}

export function startPanels(line) {
  onChoice(side, "#you", (select) => { location.search = `?as=${select.value}&in=${place.in}`; });
  side.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-channel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    openChannel(line, link.dataset.channel);
    if (side.matches(":popover-open")) side.hidePopover();
  });
  addEventListener("popstate", () => openChannel(line, new URLSearchParams(location.search).get("in") ?? place.in));
  document.querySelector("[data-panel=head]").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.voice) busy(button, act("do/voice", [["way", button.dataset.voice]]));
    if (button?.dataset.rules !== undefined) busy(button, act("do/rules"));
  });
}
