// The clock, switches and buttons beside the chat.
import { act, busy } from "./post.js";
import { onChoice } from "./select.js";

const beside = document.getElementById("beside");
let since = performance.now();
let shown = "";

export function startBeside() {
  beside.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.getAttribute("aria-disabled")) return;
    if (button.dataset.clock) busy(button, act(`beside/${button.dataset.clock}`, [["speed", speed()]]));
    if (button.dataset.act) busy(button, act("beside/act", [["id", button.dataset.act]]));
  });
  beside.addEventListener("change", (event) => {
    const id = event.target.dataset.switch;
    if (id) act("beside/switch", [["id", id], ["on", event.target.checked]]);
  });
  onChoice(beside, "#speed", () => act("beside/run", [["speed", speed()]]));
  setInterval(tick, 500);
  tick();
}

const speed = () => document.getElementById("speed")?.value ?? "1";

/** Show the clock's time: what the server told, and what has passed since. */
export function tick() {
  const time = beside.querySelector("time[data-now]");
  if (!time) return;
  const { now, speed: fast, zone, language } = time.dataset;
  if (shown !== now + fast) {
    shown = now + fast;
    since = performance.now();
  }
  const at = new Date(Date.parse(now) + (performance.now() - since) * Number(fast));
  const words = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
    second: Number(fast) === 1 ? "2-digit" : undefined, timeZone: zone,
  }).format(at);
  if (time.textContent !== words) time.textContent = words;
  time.dateTime = at.toISOString();
}
