// Enhancement only: without it, "Look again" shows how far a run is.
"use strict";

// The page is fetched anew while a run is under way, until its reader says to stop.
const updating = document.querySelector("[data-updating]");
if (updating) {
  updating.hidden = false;
  const timer = setTimeout(() => location.reload(), 2000);
  updating.querySelector("button").addEventListener("click", () => {
    clearTimeout(timer);
    updating.hidden = true;
  });
}
