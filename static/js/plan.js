// Asks again at every change of the plan, and shows the newest answer alone. Without it a button asks.
const form = document.querySelector("[data-plan]");
const lost = document.querySelector("[data-plan-lost]");
const parts = [...document.querySelectorAll("[data-part]")];
let newest = null;
let frame = 0;

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of parts) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
}

function busy(is) {
  for (const part of parts) part.setAttribute("aria-busy", is);
}

async function ask() {
  newest?.abort();
  const mine = new AbortController();
  newest = mine;
  busy(true);
  try {
    const answer = await fetch(location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Live": "answer" },
      signal: mine.signal,
    });
    // Logged out, or no longer allowed: the page itself says so.
    if (answer.redirected || !answer.ok) return location.reload();
    const html = await answer.text();
    if (mine === newest) show(html);
    lost.hidden = true;
  } catch {
    if (mine === newest) lost.hidden = false;
  }
  if (mine === newest) busy(false);
}

function askSoon() {
  document.querySelector("#errors")?.remove();
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(ask);
}

form.addEventListener("input", askSoon);

// The button, and the chips of other plans: each says which field it changes, and to what.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const [, field, value] = event.submitter?.name === "other" ? event.submitter.value.match(/^(\w+):(.*)$/s) : [];
  if (field) form.elements[field].value = value;
  askSoon();
  const said = document.querySelector('[data-part="said"]');
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: "nearest" });
});
