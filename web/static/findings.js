// Enhancement only: every page works without this file.
"use strict";

// After an answer or an error, the reader's place is there.
const place = document.querySelector("[data-focus]");
if (place) {
  place.focus({ preventScroll: Boolean(location.hash) });
}

// A count of what is left, announced when little is.
for (const box of document.querySelectorAll("textarea[data-limit]")) {
  const count = box.form.querySelector("[data-count]");
  const limit = Number(box.dataset.limit);
  const tell = () => {
    const left = limit - [...box.value.trim().replace(/\s+/g, " ")].length;
    const letters = Math.abs(left) === 1 ? "character" : "characters";
    count.textContent =
      left === limit ? `Up to ${limit} characters`
      : left < 0 ? `${-left} ${letters} too many`
      : `${left} ${letters} left`;
    count.classList.toggle("count-over", left < 0);
    count.setAttribute("aria-live", left < 30 ? "polite" : "off");
  };
  box.addEventListener("input", tell);
  // Enter sends, Shift+Enter begins a line, as in other chats.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      box.form.requestSubmit();
    }
  });
  tell();
}

// One press, one question.
const once = (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelector("[data-status]").textContent = "Searching the documents…";
  });
};
document.querySelectorAll("form[data-ask]").forEach(once);
window.findings = { once }; // for forms that come later

// Coming back with the browser's back button, a form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-ask]")) {
    delete form.dataset.sent;
    form.querySelector("[data-status]").textContent = "";
  }
});
