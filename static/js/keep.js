// A run or a check-in is kept on this device when it cannot be sent: no network, no server, logged out meanwhile.
// Without it the forms are plain forms.
import { free } from "./once.js";
import { send, sendLater } from "./phone.js";
import { draw } from "./waiting.js";

const { kneelog } = self;
const { account, offline } = document.body.dataset;
const isShell = offline !== undefined;
const SIDES = ["left", "right"];

const pad = (number) => String(number).padStart(2, "0");

/** Day and time on this device's clock, as form fields hold them. */
function now() {
  const at = new Date();
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return { day, time: `${pad(at.getHours())}:${pad(at.getMinutes())}` };
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The entries of a form, as they would wait: one, or one for each knee. */
async function entriesOf(form, kind) {
  const owner = isShell ? (await kneelog.device()).account : account;
  const given = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "entry_id"].includes(name));
  // What the server filled in is on the clock of the profile; this device's own is said.
  const place = isShell || kind === "clear" ? [["zone", zone()]] : [];
  const whole = (fields, id, what) => ({ id, kind: what, account: owner, fields: [...given, ...place, ...fields] });
  if (kind !== "clear") return [whole([], form.elements.entry_id.value || crypto.randomUUID(), kind)];
  const { day, time } = now();
  return SIDES.map((side) => whole(Object.entries({ side, score: "0", day, time }), crypto.randomUUID(), "knee"));
}

/** Whether the server answered; then the page is left, or shows what it refused. */
async function isSent(form, entries) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("entry_id");
  for (const { id } of entries) body.append("entry_id", id);
  const { state, told } = await kneelog.ask(form.action, { method: "POST", body });
  if (state === "taken") location.assign(told.url);
  if (state === "refused") HTMLFormElement.prototype.submit.call(form);
  return state === "taken" || state === "refused";
}

async function keep(form, entries) {
  for (const entry of entries) await kneelog.keep(entry);
  form.reset();
  if (form.elements.entry_id) form.elements.entry_id.value = crypto.randomUUID();
  if (isShell) begin(form);
  free(form);
  await draw();
  document.querySelector("[data-waiting]").focus();
  await send();
  await sendLater();
}

async function submitted(event) {
  const form = event.target;
  const kind = form.closest("[data-log]")?.dataset.log;
  if (!kind || event.defaultPrevented) return;
  event.preventDefault();
  const entries = await entriesOf(form, kind);
  if (isShell || !(await isSent(form, entries))) await keep(form, entries);
}

/** What no server could fill in. */
async function begin(form) {
  const { elements } = form;
  for (const [name, value] of Object.entries(now())) if (elements[name]) elements[name].value = value;
  if (elements.units) elements.units.value = (await kneelog.device()).units || "km";
}

/** A waiting entry, to be changed; it keeps its id. */
async function fill(form, id) {
  const entry = (await kneelog.entries()).find((one) => one.id === id);
  if (!entry) return;
  for (const input of form.elements) {
    const values = entry.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(input.type)) input.checked = values.includes(input.value);
    else if (values.length) [input.value] = values;
    if (input.checked) input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.elements.entry_id.value = id;
}

async function prepare(form) {
  const id = new URLSearchParams(location.search).get("entry");
  await begin(form);
  if (id && form.elements.entry_id) await fill(form, id);
}

if (kneelog.works) {
  document.addEventListener("submit", submitted);
  if (isShell) document.querySelectorAll("[data-log] form, form[data-log]").forEach(prepare);
}
