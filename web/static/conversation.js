// Enhancement only: every page works without this file.
"use strict";

// What can be asked next is worked out once the answer is shown.
const link = document.querySelector("[data-suggest]");
if (link) {
  fetch(link.href, { credentials: "same-origin" })
    .then((response) => (response.ok ? response.text() : Promise.reject(response)))
    .then((page) => {
      const found = new DOMParser().parseFromString(page, "text/html").querySelector("#next-questions");
      const shown = document.querySelector("#next-questions");
      if (shown.contains(document.activeElement)) {
        return; // the reader is there: the link goes on working
      }
      shown.replaceWith(...(found ? [found] : []));
      found?.querySelectorAll("form[data-ask]").forEach(window.findings.once);
    })
    .catch(() => {}); // the link goes on working
}
