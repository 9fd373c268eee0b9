// What was typed into a form that was not sent. Discord's client keeps it too, for a form with the same custom id.
// It outlives the page, because a phone's "back" leaves the page.
import { place } from "./dom.js";

const nameOf = (form) => `form ${place.as} ${form.dataset.keptAs}`;
const fields = (form) => [...form.elements].filter((each) => each.name && each.type !== "file");

export function keep(form) {
  sessionStorage.setItem(nameOf(form), JSON.stringify(fields(form).map(valueOf)));
}

export function forget(form) {
  sessionStorage.removeItem(nameOf(form));
}

export function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "null");
  const all = fields(form);
  if (kept?.length === all.length) all.forEach((field, number) => set(field, kept[number]));
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.type === "select-multiple") return [...field.selectedOptions].map((each) => each.value);
  return field.value;
}

function set(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (field.type === "select-multiple") for (const each of field.options) each.selected = value.includes(each.value);
  else field.value = value;
}
