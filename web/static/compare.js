// Enhancement only: narrows the list of authorities while one types, and counts what is chosen.
"use strict";

for (const field of document.querySelectorAll("[data-choose]")) {
  const most = Number(field.dataset.choose);
  const filter = field.querySelector("[data-choose-filter]");
  const count = field.querySelector("[data-choose-count]");
  const items = [...field.querySelectorAll("[data-name]")];
  const plain = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, " ").toLowerCase();
  const tell = () => {
    const chosen = items.filter((item) => item.querySelector("input").checked).length;
    const shown = items.filter((item) => !item.hidden).length;
    count.textContent =
      (chosen > most ? `${chosen} chosen: at most ${most} can be compared` : `${chosen} chosen`) +
      (filter.value.trim() ? `, ${shown} of ${items.length} shown` : "");
    count.classList.toggle("count-over", chosen > most);
  };
  const narrow = () => {
    const wanted = plain(filter.value).trim();
    for (const item of items) {
      // What is chosen stays in sight.
      item.hidden = !plain(item.dataset.name).includes(wanted) && !item.querySelector("input").checked;
    }
    tell();
  };
  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it narrows; it does not send the form
  });
  field.addEventListener("change", tell);
  field.querySelector("[data-choose-tools]").hidden = false;
  tell();
}
