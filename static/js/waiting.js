// What waits on this device: a list for the account it was made for, a number for whoever is not logged in.
const { kneelog } = self;
const { account, offline } = document.body.dataset;
const box = document.querySelector("[data-waiting]");
const said = box?.querySelector("[data-said]");
// The day before the month, as our pages write it.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });

const counted = (element, n) => (n === 1 ? element.dataset.one : element.dataset.many.replace("{n}", n));

function words({ kind, fields }) {
  const told = Object.fromEntries(fields);
  const pattern = kind === "run" ? box.dataset.run : box.dataset[told.side] ?? "";
  return pattern.replace(/\{(\w+)\}/g, (_, name) => told[name === "distance" ? "distance_m" : name] ?? "");
}

function moment({ fields }) {
  const told = Object.fromEntries(fields);
  const date = new Date(`${told.day}T00:00Z`);
  return `${Number.isNaN(date.getTime()) ? "" : day.format(date)} ${told.time}`.trim();
}

function row(entry, mine) {
  const item = box.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-${name}]`);
  const isUnknown = entry.account === null;
  part("when").textContent = moment(entry);
  part("what").textContent = words(entry);
  part("why").textContent = entry.why.join(" ");
  part("unknown").hidden = part("mine").hidden = !(isUnknown && mine);
  part("mine").addEventListener("click", async () => {
    await kneelog.keep({ ...entry, account: mine });
    dispatchEvent(new Event("online"));
  });
  part("change").href = `${entry.kind === "run" ? box.dataset.runUrl : box.dataset.kneeUrl}?entry=${entry.id}`;
  part("change").hidden = false;
  part("delete").setAttribute("aria-describedby", (part("what").id = `waits-${entry.id}`));
  part("delete").addEventListener("click", async () => {
    if (!confirm(`${box.dataset.sure}\n${words(entry)}`)) return;
    await kneelog.drop([entry.id]);
    await draw();
    box.focus();
  });
  return item;
}

/** The account of this page, or of the device on a page that was kept; undefined where nobody is logged in. */
const whose = async () => account ?? (offline === undefined ? undefined : (await kneelog.device()).account);

export async function draw() {
  if (!box) return;
  const all = await kneelog.entries();
  const mine = await whose();
  const rows = all.filter((entry) => mine !== undefined && [mine, null].includes(entry.account));
  const n = mine === undefined ? all.length : rows.length;
  box.hidden = n === 0;
  box.querySelector("[data-title]").textContent = counted(box, n);
  box.querySelector("[data-rows]").replaceChildren(...rows.map((entry) => row(entry, mine)));
  const shared = document.querySelector("[data-shared-count]");
  if (shared) shared.hidden = !(await kneelog.files(mine)).length;
  if (mine === undefined) say("out");
  else if (!said.textContent) say(rows.some(({ why }) => why.length) ? "refused" : "offline");
}

/** state: as `send` answers it. */
export function say(state) {
  if (!box) return;
  const refused = box.querySelector("[data-why]:not(:empty)") !== null;
  said.textContent = said.dataset[state === "done" && refused ? "refused" : state] ?? "";
}

let sent = 0;

/** Once, on a page that is seen, whoever sent it. */
export async function saySent() {
  const toast = document.querySelector("[data-sent]");
  const mine = await whose();
  if (!toast || !mine || document.visibilityState !== "visible") return;
  const more = await kneelog.takeSent(mine);
  if (!more) return;
  sent += more;
  toast.hidden = false;
  toast.querySelector("[data-words]").textContent = counted(toast, sent);
}
