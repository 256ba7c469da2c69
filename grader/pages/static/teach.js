/* Keys for decisions, and a page that looks again while something runs; every key is a button or a link that works without. */
"use strict";

const NAME = "inkgrade-keys";
const isOn = () => localStorage.getItem(NAME) !== "off";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio], [type=checkbox], [type=hidden]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !isOn() || event.key.length !== 1) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (target === null) return;
  event.preventDefault();
  target.click();
});

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const show = () => {
    button.textContent = isOn() ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(isOn()));
    document.documentElement.toggleAttribute("data-keys-off", !isOn());
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(NAME, isOn() ? "off" : "on");
    show();
  });
  show();
}

const current = document.getElementById("current");
if (current !== null) {
  const paper = current.closest(".paper");
  paper.scrollTop = current.offsetTop - paper.offsetTop - paper.clientHeight / 3;
}

if (document.querySelector("[data-refresh]") !== null) setTimeout(() => location.reload(), 1500);
