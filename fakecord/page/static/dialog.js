// Forms: a dialog with the fields, sent as they stand.
import { post } from "./post.js";

const dialog = document.getElementById("form");

export function openForm(html) {
  dialog.innerHTML = html;
  dialog.showModal();
  dialog.querySelector("textarea, input, select")?.focus();
}

export function startDialog() {
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target);
  });
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
  if (answer.problem) problem.textContent = answer.problem;
  else if (answer.form) { dialog.close(); openForm(answer.form); }
  else dialog.close();
}
