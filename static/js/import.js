// Sends files in pieces and goes on after a break; keeps a progress bar up to date. Without it both work by forms.
import { offerShared } from "./shared.js";
import { show, watch } from "./watch.js";

const MB = 1024 * 1024;
const TRIES = 5;
const WAIT_MS = 700;
// Many small files wait for the answer most of the time.
const AT_ONCE = 3;

class Stopped extends Error {}
class Refused extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// One request; a piece reports its progress, which fetch cannot.
function post(url, { token, body, headers = {}, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve({ status: request.status, at: request.responseURL, text: request.responseText });
    request.onerror = () => reject(new Error("connection"));
    signal.addEventListener("abort", () => { request.abort(); reject(new Stopped()); }, { once: true });
    if (signal.aborted) return reject(new Stopped());
    request.send(body);
  });
}

// The files of a drop; those of a folder under its name, so that an unpacked export still finds its parts.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return named([...transfer.files]);
  return (await Promise.all(entries.map(inside))).flat();
}

async function inside(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ name: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return (await Promise.all(found.map(inside))).flat();
    found.push(...some);
  }
}

const named = (files) => files.map((file) => ({ name: file.webkitRelativePath || file.name, file }));

class Sender {
  constructor(form) {
    this.form = form;
    this.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    this.said = form.querySelector("[data-said]");
    this.field = form.querySelector("[data-drop-field]");
    this.box = form.querySelector("[data-sending]");
    this.words = form.querySelector("[data-words]");
    this.bar = form.querySelector("progress");
    this.again = form.querySelector("[data-again]");
    this.piece = Number(form.dataset.piece);
    const plan = document.getElementById("import-batch");
    this.plan = plan && JSON.parse(plan.textContent);
  }

  say(what) { this.said.textContent = what; }

  show(sending) {
    this.field.hidden = sending;
    this.box.hidden = !sending;
    this.again.hidden = true;
  }

  /** afterwards: what to do once all of it has arrived (optional). */
  async send(files, afterwards) {
    if (!files.length) return this.say(this.said.dataset.empty);
    this.files = files;
    this.afterwards = afterwards;
    this.stopper = new AbortController();
    this.show(true);
    this.say("");
    this.words.textContent = this.said.dataset.begins;
    try {
      this.plan ??= await this.ask(this.form.dataset.new, JSON.stringify({ files: files.map(({ name, file }) => [name, file.size]) }));
      await this.all();
      const { url } = await this.ask(this.plan.sent_url);
      await this.afterwards?.();
      location.assign(url);
    } catch (problem) {
      this.broke(problem);
    }
  }

  async all() {
    const left = [...this.files];
    this.total = this.plan.files.reduce((sum, { size }) => sum + size, 0);
    const queue = [];
    for (const place of this.plan.files) {
      place.sent = place.received;
      const at = left.findIndex(({ name, file }) => name === place.name && file.size === place.size);
      if (at < 0 && place.received < place.size) throw new Refused(this.said.dataset.other);
      if (at >= 0) queue.push([place, left.splice(at, 1)[0].file]);
    }
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.one(...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async one(place, file) {
    while (place.received < place.size) {
      const from = place.received;
      const body = file.slice(from, from + this.piece);
      const answer = await this.patiently(() => this.request(place.url, {
        body,
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": from },
        onProgress: (loaded) => this.progress(place, from + Math.min(loaded, body.size)),
      }));
      place.received = answer.received;
      this.progress(place, place.received);
    }
  }

  // A broken connection is tried again, a little later each time.
  async patiently(act) {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await act();
        this.say("");
        return answer;
      } catch (problem) {
        if (problem instanceof Stopped || problem instanceof Refused || tries === TRIES) throw problem;
        this.say(this.said.dataset.trying);
        await pause(WAIT_MS * tries);
      }
    }
  }

  ask(url, body) {
    return this.patiently(() => this.request(url, { body, headers: { "Content-Type": "application/json" } }));
  }

  async request(url, options) {
    const answer = await post(url, { token: this.token, signal: this.stopper.signal, ...options });
    let told;
    try {
      told = JSON.parse(answer.text);
    } catch {
      // The page of the log-in, or one that says that the form is out of date.
      if (answer.status === 200 || answer.status === 403) throw new Refused(this.said.dataset.out);
      if (answer.status === 502 || answer.status === 503) throw new Error("busy");
      throw new Refused(this.said.dataset.gone);
    }
    if (told.error) throw new Refused(told.error);
    return told;
  }

  progress(place, sent) {
    place.sent = sent;
    const all = this.plan.files.reduce((sum, file) => sum + file.sent, 0);
    const mb = (bytes) => (bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0);
    this.bar.max = Math.max(1, this.total);
    this.bar.value = all;
    this.words.textContent = this.said.dataset.sending
      .replace("{name}", place.name.split("/").pop()).replace("{sent}", mb(all)).replace("{all}", mb(this.total));
  }

  broke(problem) {
    if (problem instanceof Stopped) return;
    this.stopper.abort();
    this.say(problem instanceof Refused ? problem.message : this.said.dataset.broken);
    const canGoOn = this.plan && this.plan.files.some(({ received, size }) => received < size);
    this.again.hidden = !canGoOn;
    if (!canGoOn) this.show(false);
    if (problem.message === this.said.dataset.other) this.show(false);
    if (!this.again.hidden) this.again.focus();
  }

  async cancel() {
    this.stopper.abort();
    if (!this.plan) return this.show(false);
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.plan.discard_url;
    form.append(this.form.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
    document.body.append(form);
    form.submit();
  }
}

function dropZone(form) {
  const sender = new Sender(form);
  const input = form.querySelector("input[type=file]");
  for (const part of form.querySelectorAll("[data-plain]")) part.hidden = true;
  for (const part of form.querySelectorAll("[data-drop-only]")) part.hidden = false;
  const take = async (files) => { await sender.send(files); input.value = ""; };
  input.addEventListener("change", () => input.files.length && take(named([...input.files])));
  sender.again.addEventListener("click", () => sender.send(sender.files, sender.afterwards));
  offerShared((files, afterwards) => sender.send(files, afterwards));
  form.querySelector("[data-cancel]").addEventListener("click", () => sender.cancel());
  // A drop beside the field must not leave the page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  document.addEventListener("dragover", () => form.classList.add("drop-over"));
  for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => form.classList.remove("drop-over"));
  document.addEventListener("drop", async (event) => sender.box.hidden && take(await dropped(event.dataTransfer)));
}

function poll(box) {
  watch(box.dataset.poll, (now) => {
    if (now.state !== box.dataset.state) return true;
    show(box, now.words, now.done, now.all);
    return false;
  });
}

document.querySelectorAll("[data-drop]").forEach(dropZone);
document.querySelectorAll("[data-poll]").forEach(poll);
