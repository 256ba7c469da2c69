/* What the pages do beyond forms and links; each of them works without it.
   The editor: keys that put in signs, a draft that survives a closed tab, files that are dropped, the line of the cursor in the reading. */
"use strict";

const DRAFTS = "inkgrade draft ";

/** Put a text in at the cursor, so that undoing takes it out again. */
function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Keys above the editor; one press each, the keyboard of a phone stays open. */
function keys(area) {
  const row = area.form.querySelector(".keys");
  row.hidden = false;
  for (const key of row.querySelectorAll("[data-insert]")) {
    key.addEventListener("mousedown", (event) => event.preventDefault());
    key.addEventListener("click", () => insert(area, key.dataset.insert));
  }
}

/** What browsers keep for this person and problem; nothing where they keep nothing. */
const kept = {
  get(name) { try { return localStorage.getItem(DRAFTS + name); } catch { return null; } },
  set(name, text) { try { localStorage.setItem(DRAFTS + name, text); return true; } catch { return false; } },
  drop(name) { try { localStorage.removeItem(DRAFTS + name); } catch { /* there is none */ } },
};

/** Keep what is typed, and bring it back where the page came empty. */
function draft(area) {
  const name = area.dataset.draft, given = area.value, line = area.form.querySelector("[data-kept]");
  const say = (words) => { line.hidden = !words; line.querySelector("span").textContent = words || ""; };
  const before = kept.get(name);
  if (before && before !== given && !given.trim()) {
    area.value = before;
    say(line.dataset.saidBack);
  }
  let waiting;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save(), 300);
  });
  const save = () => {
    if (area.value === area.defaultValue && !kept.get(name)) return;
    if (kept.set(name, area.value)) say(line.dataset.saidKept);
  };
  addEventListener("pagehide", save);
  line.querySelector("[data-discard]").addEventListener("click", () => {
    kept.drop(name);
    area.value = given;
    say("");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(waiting);
    area.focus();
  });
}

/** A text that is dropped goes into the editor, where it is read at once; any other file goes to the field for files. */
function drop(area) {
  const place = area.closest("[data-drop]"), field = area.form.querySelector("input[type=file]");
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", async (event) => {
    const file = event.dataTransfer.files[0];
    place.classList.remove("over");
    if (!file) return;
    event.preventDefault();
    if (file.size < 20000 && /\.(txt|md|tex)$/i.test(file.name)) {
      area.select();
      insert(area, await file.text());
    } else {
      field.files = event.dataTransfer.files;
    }
  });
}

/** Mark, in the reading, the line on which the cursor stands. */
function follow(area) {
  const reading = document.getElementById("reading");
  const mark = () => {
    const number = area.value.slice(0, area.selectionStart).split("\n").length;
    for (const item of reading.querySelectorAll("[data-line]")) {
      item.classList.toggle("here", item.dataset.line === String(number));
    }
    const here = reading.querySelector(".here"), box = reading.querySelector(".lines");
    if (here && box) box.scrollTop = Math.max(0, here.offsetTop - box.offsetTop - box.clientHeight / 2);
  };
  for (const what of ["keyup", "click", "focus"]) area.addEventListener(what, mark);
  reading.addEventListener("htmx:after:swap", mark);
}

const area = document.querySelector("textarea[data-draft]");
if (area) {
  keys(area);
  draft(area);
  drop(area);
  follow(area);
}
const sent = document.querySelector("[data-sent]");
if (sent) kept.drop(sent.dataset.sent);
