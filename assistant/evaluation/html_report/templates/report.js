"use strict";
// Enhancement only: without it, questions stand under their outcomes and the links lead there.
const form = document.querySelector(".filter");
const questions = [...document.querySelectorAll(".question")].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
}));
const field = (name) => document.getElementById(`filter-${name}`);
const sift = () => {
  const words = field("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text } of questions) {
    const { kind, authority } = element.dataset;
    const fits =
      (!field("kind").value || field("kind").value === kind) &&
      (!field("authority").value || field("authority").value === authority) &&
      words.every((word) => text.includes(word));
    element.hidden = !fits;
    count += fits;
  }
  for (const group of document.querySelectorAll(".outcome")) {
    group.hidden = !group.querySelector(".question:not([hidden])");
  }
  field("count").textContent = `${count} of ${questions.length} questions`;
};
form.addEventListener("input", sift);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
sift();
// A link to a question opens it.
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.matches("details")) {
    target.open = true;
  }
};
addEventListener("hashchange", reveal);
reveal();
