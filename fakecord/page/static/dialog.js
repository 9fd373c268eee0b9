// Forms: a dialog with the fields, sent as they stand. What was typed stays until it is sent.
import { forget, keep, restore } from "./drafts.js";
import { post } from "./post.js";

const dialog = document.getElementById("form");

export function openForm(html) {
  dialog.innerHTML = html;
  restore(dialog.querySelector("form"));
  dialog.showModal();
  dialog.querySelector("textarea, input, select")?.focus();
}

export function startDialog() {
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) dialog.close();
  });
  dialog.addEventListener("input", (event) => keep(event.target.form));
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target);
  });
  addEventListener("popstate", () => dialog.close());
  dialog.addEventListener("close", () => dialog.replaceChildren());
}

async function submit(form) {
  const problem = form.querySelector("[data-problem]");
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  problem.textContent = "";
  const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string" || value.name);
  let answer;
  try {
    answer = await post("do/submit", [["form", form.dataset.form], ...sent]);
  } catch {
    answer = { problem: document.body.dataset.failed };
  }
  button.disabled = false;
  if (!answer.problem) forget(form);
  if (answer.problem) problem.textContent = answer.problem;
  else if (answer.form) { dialog.close(); openForm(answer.form); }
  else dialog.close();
}
