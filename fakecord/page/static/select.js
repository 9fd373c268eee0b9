// Menus that do something once one has chosen. By keyboard one looks through them first, and chooses with Enter.

const LOOKING = ["ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/** Call `chosen(select)` when somebody has chosen in a select inside `root` that matches `selector`. */
export function onChoice(root, selector, chosen) {
  let looking = null;
  const own = (event) => event.target.closest?.(selector);

  root.addEventListener("keydown", (event) => {
    const select = own(event);
    if (!select || select.multiple) return;
    if (LOOKING.includes(event.key) || event.key.length === 1 && event.key !== " ") {
      looking = select;
      select.setAttribute("aria-describedby", "by-enter");
    } else if (event.key === "Enter" && looking === select) {
      event.preventDefault();
      looking = null;
      chosen(select);
    }
  });
  root.addEventListener("focusout", () => { looking = null; });
  root.addEventListener("change", (event) => {
    const select = own(event);
    if (select && !select.multiple && looking !== select) chosen(select);
  });
}
