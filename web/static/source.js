// Enhancement only: the permanent link is there to be copied by hand without this file.
"use strict";

const permanent = document.querySelector("[data-permanent]");
if (permanent && navigator.clipboard) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "secondary";
  button.textContent = "Copy the link";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(permanent.href);
      status.textContent = " Copied";
    } catch {
      status.textContent = " Not allowed by the browser: copy it by hand";
    }
  });
  permanent.after(" ", button, status);
}
