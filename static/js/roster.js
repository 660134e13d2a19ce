// The coach's list: keys to walk it (they can be turned off), and reading on until every log is read.
const OFF = "kneelog-keys-off";
const PLACE = "kneelog-roster-place";

const rows = () => [...document.querySelectorAll("[data-athlete]")];
const link = (row) => row?.querySelector(".athlete-link");
const here = () => rows().findIndex((row) => row.contains(document.activeElement));
const isOff = () => localStorage.getItem(OFF) !== null;

function walk(step) {
  const all = rows();
  const at = here();
  link(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)])?.focus();
}

function press(part) {
  const at = here();
  const target = rows()[at]?.querySelector(part);
  if (!target) return;
  sessionStorage.setItem(PLACE, at);
  target.click();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => press(".athlete-link"),
  n: () => press("[data-note]"),
  a: () => press("[data-seen]"),
  s: () => press("[data-snooze]"),
};

function isTyping(target) {
  return target.closest?.("input, select, textarea, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && "oans".includes(event.key)) return;
  if (isOff() || isTyping(event.target) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

function showKeys() {
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  box.hidden = false;
  box.querySelector("[data-keys-on]").hidden = isOff();
  box.querySelector("[data-keys-off]").hidden = !isOff();
  const toggle = box.querySelector("[data-keys-toggle]");
  toggle.textContent = isOff() ? toggle.dataset.on : toggle.dataset.off;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-toggle]")) return;
  if (isOff()) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "");
  showKeys();
});

// After a mark the page comes anew: the coach goes on where they were.
function comeBack() {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  const all = rows();
  if (place !== null && document.querySelector(".messages")) link(all[Math.min(Number(place), all.length - 1)])?.focus();
}

// The page shows what was known when it was made; the rest comes in steps, each with the whole order anew.
async function readOn() {
  for (let form = document.querySelector("[data-reading]"), left = Infinity; form; form = document.querySelector("[data-reading]")) {
    if (Number(form.dataset.reading) >= left) return;
    left = Number(form.dataset.reading);
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    // The button is still there.
    if (!answer?.ok) return;
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }
}

function show(page) {
  const focused = document.activeElement?.closest("[data-athlete]")?.id;
  for (const part of ["[data-roster]", ".page-head-words", ".roster-counts"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  showKeys();
  if (focused) link(document.getElementById(focused))?.focus({ preventScroll: true });
}

showKeys();
comeBack();
readOn();
