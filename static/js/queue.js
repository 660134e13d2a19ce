// What waits on this device, in IndexedDB: entries to send, files shared with the app, and whose device it is.
// Pages and the service worker both use it, so it is no module: self.kneelog.
(() => {
  const STORES = { entries: "id", files: "id", device: "name" };
  const FILES_STAY_MS = 7 * 24 * 60 * 60 * 1000;
  const works = self.isSecureContext && "indexedDB" in self && "locks" in navigator && "BroadcastChannel" in self;
  // Where a page or the service worker hears that another one changed something; not what it changed itself.
  const channel = works && new BroadcastChannel("kneelog");

  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function opened() {
    const request = indexedDB.open("kneelog", 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
    };
    return asked(request);
  }

  /** Does `work` with a store, whole or not at all; answers what its request answers. */
  async function within(name, mode, work) {
    const database = await opened();
    try {
      const transaction = database.transaction(name, mode);
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const result = await work(transaction.objectStore(name));
      await done;
      return result;
    } finally {
      database.close();
    }
  }

  const read = (name, work) => within(name, "readonly", (store) => asked(work(store)));
  const write = (name, work) => within(name, "readwrite", (store) => asked(work(store)));

  const tell = () => channel.postMessage("changed");

  const entries = async () => (await read("entries", (store) => store.getAll())).sort((a, b) => a.made - b.made);

  /** entry: {id, kind, account: key or null, fields: [[name, value]]}. The same id again takes its place. */
  async function keep(entry) {
    await write("entries", (store) => store.put({ why: [], ...entry, made: Date.now() }));
    tell();
  }

  async function drop(ids) {
    await within("entries", "readwrite", (store) => Promise.all(ids.map((id) => asked(store.delete(id)))));
    tell();
  }

  /** After an answer, with what is wrong if it was refused. An entry changed meanwhile waits on. */
  async function settle(entry, why) {
    await within("entries", "readwrite", async (store) => {
      const now = await asked(store.get(entry.id));
      if (now?.made !== entry.made) return;
      await asked(why.length ? store.put({ ...entry, why }) : store.delete(entry.id));
    });
  }

  /** Remembered until a page says it: the service worker sends too, and has no page. */
  async function countSent(account) {
    await within("device", "readwrite", async (store) => {
      const before = await asked(store.get("sent"));
      const n = before?.account === account ? before.n : 0;
      await asked(store.put({ name: "sent", account, n: n + 1 }));
    });
  }

  /** How many entries of this account were sent and not yet said; they count as said from now on. */
  async function takeSent(account) {
    return within("device", "readwrite", async (store) => {
      const sent = await asked(store.get("sent"));
      if (!sent || sent.account !== account) return 0;
      await asked(store.delete("sent"));
      return sent.n;
    });
  }

  /** The state of the answer, in a word, and what it tells. */
  async function ask(url, options = {}) {
    let answer;
    try {
      answer = await fetch(url, {
        cache: "no-store", redirect: "manual", ...options, headers: { Accept: "application/json", ...options.headers },
      });
    } catch {
      return { state: "offline" };
    }
    // Where somebody who is not logged in is sent.
    if (answer.type === "opaqueredirect") return { state: "out" };
    const state = answer.ok ? "taken" : { 409: "other", 422: "refused" }[answer.status] ?? "trouble";
    const told = await answer.json().catch(() => null);
    // A page where an answer should be: of a hotel's log-in, say.
    return { state: state === "taken" && !told ? "trouble" : state, told };
  }

  function post(entry, { account, token }) {
    const body = new URLSearchParams([...entry.fields, ["entry_id", entry.id], ["kind", entry.kind], ["account", account]]);
    return ask("/offline/entries/", { method: "POST", body, headers: { "X-CSRFToken": token } });
  }

  /** Sends what waits for the account that is logged in; how far it came, in a word. */
  async function sendAll() {
    if (!(await entries()).length) return "empty";
    if (!navigator.onLine) return "offline";
    const who = await ask("/offline/account/");
    if (who.state !== "taken") return who.state;
    for (const entry of await entries()) {
      if (entry.account !== who.told.account) continue;
      const { state, told } = await post(entry, who.told);
      if (state !== "taken" && state !== "refused") return state;
      await settle(entry, state === "refused" ? told?.errors ?? ["?"] : []);
      if (state === "taken") await countSent(entry.account);
    }
    return "done";
  }

  async function send() {
    // One at a time over all tabs; the server knows an entry that comes twice all the same.
    const state = await navigator.locks.request("kneelog-send", sendAll);
    if (state !== "empty") tell();
    return state;
  }

  const device = async () => (await read("device", (store) => store.get("this"))) ?? { account: null, units: "" };
  const knowDevice = (account, units) => write("device", (store) => store.put({ name: "this", account, units }));
  const forgetDevice = () => write("device", (store) => store.clear());

  async function keepFiles(files) {
    const { account } = await device();
    const kept = await Promise.all(files.map(async (file) => (
      { id: crypto.randomUUID(), account, name: file.name, made: Date.now(), content: await file.arrayBuffer() }
    )));
    await within("files", "readwrite", (store) => Promise.all(kept.map((file) => asked(store.put(file)))));
  }

  const allFiles = () => read("files", (store) => store.getAll());
  const dropFiles = (ids) => within("files", "readwrite", (store) => Promise.all(ids.map((id) => asked(store.delete(id)))));

  /** The files that wait for this account, or that were shared while nobody was logged in. */
  async function files(account) {
    const [old, fresh] = [[], []];
    for (const file of await allFiles()) (Date.now() - file.made > FILES_STAY_MS ? old : fresh).push(file);
    await dropFiles(old.map(({ id }) => id));
    return fresh.filter((file) => [account, null].includes(file.account));
  }

  /** At the log-out: what was shared goes, what was logged waits. */
  const leave = () => Promise.all([forgetDevice(), write("files", (store) => store.clear())]);

  self.kneelog = {
    works, channel, entries, keep, drop, send, takeSent, ask, device, knowDevice, forgetDevice, keepFiles, files, dropFiles, leave,
  };
})();
