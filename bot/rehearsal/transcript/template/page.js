(() => {
  const menu = document.getElementById("menu");
  const onPhone = () => menu.matches(":popover-open");
  menu.addEventListener("click", (event) => {
    if (event.target.closest("a") && onPhone()) menu.hidePopover();
  });
  // A day or session stays in sight when the choice of a view hides what stood above it.
  let place = null;
  menu.addEventListener("pointerdown", remember);
  menu.addEventListener("keydown", remember);
  function remember() {
    const anchors = [...document.querySelectorAll("main h2[id], main .session")];
    place = anchors.filter((anchor) => anchor.getBoundingClientRect().top < innerHeight / 3).pop();
  }
  menu.addEventListener("change", (event) => {
    if (place) place.scrollIntoView();
    const key = event.target.name === "view" && event.target.id.slice(2);
    if (key === false) return;
    for (const fold of document.querySelectorAll(".fold[data-v]"))
      fold.firstElementChild.open = key !== "" && fold.dataset.v.split(" ").includes(key);
  });
})();
