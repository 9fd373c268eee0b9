// The messages: what is near is in the page, in order; what changes is replaced.
import { made, replace } from "./dom.js";
import { act, busy } from "./post.js";
import { onChoice } from "./select.js";

const log = document.getElementById("log");
const list = document.getElementById("messages");
const earlier = document.getElementById("earlier");
const later = document.getElementById("later");
const present = document.getElementById("present");
const CLOSE = 60; // pixels from the end that count as being there
const NEAR = 300; // pixels from an end at which more is asked for
let connection;
let asked = false;
let wantsEnd = false;
let stuck = true; // whether the end is in sight, and stays so while messages come or grow

/** Show what the server tells of the open channel. */
export function showLog({ order, html, earlier: hasEarlier, later: hasLater, fresh }) {
  const atEnd = fresh || (!hasLater && (stuck || wantsEnd));
  const anchor = atEnd ? null : firstSeen(order);
  const top = anchor?.getBoundingClientRect().top;
  log.setAttribute("aria-busy", String(fresh || asked));
  update(order, html, fresh);
  earlier.hidden = !hasEarlier;
  later.hidden = present.hidden = !hasLater;
  document.getElementById("none").hidden = order.length > 0;
  stuck = atEnd;
  wantsEnd &&= hasLater;
  if (atEnd) log.scrollTop = log.scrollHeight;
  else if (anchor) log.scrollTop += anchor.getBoundingClientRect().top - top;
  asked = false;
  requestAnimationFrame(() => { log.setAttribute("aria-busy", "false"); more(); });
}

function update(order, html, fresh) {
  if (fresh) list.replaceChildren();
  const known = new Map([...list.children].map((each) => [each.dataset.id, each]));
  const wanted = new Set(order);
  for (const [id, element] of known) if (!wanted.has(id)) element.remove();
  let before = null;
  for (const id of order) {
    let element = known.get(id);
    if (html[id] !== undefined) element = element ? replace(element, html[id]) : made(html[id]);
    const next = before ? before.nextElementSibling : list.firstElementChild;
    if (element !== next) list.insertBefore(element, next);
    before = element;
  }
}

const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < CLOSE;

/** The first message in sight that stays. */
function firstSeen(order) {
  const stays = new Set(order);
  const top = log.getBoundingClientRect().top;
  return [...list.children].find((each) => stays.has(each.dataset.id) && each.getBoundingClientRect().bottom > top);
}

/** Ask for what is beyond an end that comes near. */
function more() {
  if (!earlier.hidden && log.scrollTop < NEAR) ask("earlier");
  else if (!later.hidden && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR) ask("later");
}

function ask(show) {
  if (asked && show !== "present") return;
  asked = true;
  connection.send({ show });
  setTimeout(() => { asked = false; }, 1000);
}

export function startLog(line) {
  connection = line;
  earlier.addEventListener("click", () => ask("earlier"));
  later.addEventListener("click", () => ask("later"));
  present.addEventListener("click", () => { wantsEnd = true; ask("present"); });
  log.addEventListener("scroll", () => { stuck = later.hidden && isAtEnd(); more(); });
  const grown = new ResizeObserver(() => { if (stuck) log.scrollTop = log.scrollHeight; });
  grown.observe(list);
  grown.observe(log);

  list.addEventListener("click", pressed);
  onChoice(list, "select[data-choose]", (select) => choose(select, [select.value]));
}

const messageOf = (element) => element.closest("[data-id]").dataset.id;

function pressed(event) {
  const button = event.target.closest("button");
  if (!button || button.getAttribute("aria-disabled")) return;
  const message = ["message", messageOf(button)];
  if (button.dataset.press !== undefined) {
    busy(button, act("do/press", [message, ["component", button.dataset.press]]));
  } else if (button.dataset.dismiss !== undefined) {
    act("do/dismiss", [message]).then(() => document.getElementById("command").focus());
  } else if (button.dataset.chosen !== undefined) {
    const select = button.parentElement.querySelector("select");
    choose(select, [...select.selectedOptions].map((each) => each.value));
  }
}

async function choose(select, values) {
  const fields = [["message", messageOf(select)], ["component", select.dataset.choose]];
  await busy(select, act("do/choose", [...fields, ...values.map((each) => ["value", each])]));
}

