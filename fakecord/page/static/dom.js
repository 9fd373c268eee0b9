// Where the page stands, and how HTML from the server gets into it.

export const place = { as: document.body.dataset.as, in: document.body.dataset.in };

/** The element that the HTML makes. */
export function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  colour(template.content);
  return template.content.firstElementChild;
}

/** Replace what is in `element`, and leave the focus and open details where they were. */
export function swap(element, html) {
  const key = element.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const open = [...element.querySelectorAll("details[open][id]")].map((each) => each.id);
  element.innerHTML = html;
  colour(element);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  focusAgain(element, key);
}

/** Replace an element by another, and keep the focus. */
export function replace(old, html) {
  const fresh = made(html);
  const key = old.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  old.replaceWith(fresh);
  focusAgain(fresh, key);
  return fresh;
}

function focusAgain(element, key) {
  if (!key) return;
  const same = [...element.querySelectorAll("a, button, select, input, summary")].find((each) => keyOf(each) === key);
  same?.focus({ preventScroll: true });
}

/** What an element is, across two versions of it. */
function keyOf(element) {
  const own = Object.entries(element.dataset).map(([name, value]) => `${name}=${value}`).join(",");
  return `${element.tagName} ${element.id} ${own} ${element.getAttribute("href") ?? ""}`;
}

/** Colours of embeds: the policy of the page allows no styles in HTML. */
function colour(root) {
  for (const each of root.querySelectorAll("[data-edge]")) each.style.setProperty("--edge", each.dataset.edge);
}
