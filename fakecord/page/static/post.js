// What somebody does, sent to the server.
import { openForm } from "./dialog.js";
import { place } from "./dom.js";

/** Send `fields` (pairs of name and value) to `path`; the answer as JSON. */
export async function post(path, fields = []) {
  const body = new FormData();
  body.append("as", place.as);
  body.append("in", place.in);
  for (const [name, value] of fields) body.append(name, value);
  const answer = await fetch(path, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** Do something in the open channel. A problem is shown, a form is opened. Returns whether it went well. */
export async function act(path, fields = []) {
  const problem = document.getElementById("problem");
  problem.textContent = "";
  let answer;
  try {
    answer = await post(path, fields);
  } catch {
    answer = { problem: document.body.dataset.failed };
  }
  if (answer.problem) problem.textContent = answer.problem;
  if (answer.form) openForm(answer.form);
  return !answer.problem;
}

/** While the promise is open, the control shows that it works, and cannot be used again. */
export async function busy(control, promise) {
  control.setAttribute("aria-busy", "true");
  control.setAttribute("aria-disabled", "true");
  try {
    return await promise;
  } finally {
    control.removeAttribute("aria-busy");
    control.removeAttribute("aria-disabled");
  }
}
