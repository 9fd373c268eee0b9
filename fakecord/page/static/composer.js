// The textbox *Command*: messages, and commands with suggestions.
import { act, busy, post } from "./post.js";

const form = document.getElementById("composer");
const box = document.getElementById("command");
const list = document.getElementById("suggestions");
const hint = document.getElementById("hint");
const upload = document.getElementById("upload");
const files = new Map(); // option to file
const WAIT_MS = 120;
let offered = { items: [], first: false };
let active = -1;
let asking = 0;
let timer;

export function startComposer() {
  box.addEventListener("input", () => { grow(); later(); });
  box.addEventListener("keydown", keyed);
  box.addEventListener("focus", later);
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(Number(option.dataset.index));
  });
  upload.addEventListener("change", fileChosen);
  document.addEventListener("click", (event) => {
    const task = event.target.closest("[data-line]");
    if (task) propose(task);
  });
}

/** Write what a thing to try begins with; one goes on from there. */
function propose(task) {
  const panel = task.closest("[popover]");
  if (panel?.matches(":popover-open")) panel.hidePopover();
  write(`${task.dataset.line} `);
}

/** Put `line` into the textbox, to go on from its end. */
function write(line) {
  box.value = line;
  box.focus();
  box.setSelectionRange(line.length, line.length);
  grow();
  ask();
}

/** As many lines as the text has, those that are broken for want of room too. */
function grow() {
  box.rows = 1;
  while (box.rows < 6 && box.scrollHeight > box.clientHeight) box.rows += 1;
}

function later() {
  clearTimeout(timer);
  if (!box.value.startsWith("/")) return close();
  timer = setTimeout(ask, WAIT_MS);
}

async function ask() {
  const mine = ++asking;
  const text = box.value;
  const answer = await post("suggest", [["text", text], ["cursor", box.selectionStart]]).catch(() => null);
  if (mine === asking && answer && text === box.value) show(answer);
}

function show(answer) {
  offered = answer;
  hint.textContent = answer.hint;
  list.replaceChildren(...answer.items.map(option));
  list.hidden = answer.items.length === 0;
  activate(answer.first ? 0 : -1);
}

function option(item, index) {
  const element = document.createElement("li");
  element.role = "option";
  element.id = `suggestion-${index}`;
  element.dataset.index = index;
  const label = document.createElement("b");
  label.textContent = item.label;
  const detail = document.createElement("small");
  detail.textContent = item.detail;
  element.append(label, " ", detail);
  return element;
}

function activate(index) {
  active = index;
  for (const each of list.children) each.setAttribute("aria-selected", String(Number(each.dataset.index) === index));
  const chosen = list.children[index];
  if (chosen) {
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function close() {
  clearTimeout(timer);
  asking += 1;
  show({ items: [], hint: "", first: false });
}

function take(index) {
  const item = offered.items[index];
  if (item.file) {
    upload.dataset.option = item.file;
    upload.value = "";
    return upload.click();
  }
  close();
  write(item.line);
}

/** The file's name stands in the line where the option's value stands. */
function fileChosen() {
  const file = upload.files[0];
  if (!file) return;
  files.set(upload.dataset.option, file);
  close();
  write(`${box.value.trimEnd()}${file.name.replaceAll(/\s/g, "_")} `);
}

function keyed(event) {
  const open = !list.hidden;
  const last = offered.items.length - 1;
  if (open && event.key === "ArrowDown") activate(active >= last ? 0 : active + 1);
  else if (open && event.key === "ArrowUp") activate(active <= 0 ? last : active - 1);
  else if (event.key === "Escape") close(); // also what is on its way
  else if (open && active >= 0 && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) take(active);
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send();
  else return;
  event.preventDefault();
}

async function send() {
  const text = box.value.trim();
  if (!text || box.getAttribute("aria-busy")) return;
  close();
  box.value = "";
  grow();
  const went = await busy(box, act("do/send", [["text", text], ...files]));
  if (went) files.clear();
  else if (!box.value) box.value = text;
  grow();
}
