// Makes it an app: the service worker, whose device this is, and sending what waited. Without it all works by forms.
import "./queue.js";
import { draw, say, saySent } from "./waiting.js";

const { kneelog } = self;
const { account, units, offline } = document.body.dataset;

async function begin() {
  if (account) {
    await kneelog.knowDevice(account, units);
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  } else if (offline === undefined) {
    await kneelog.forgetDevice();
  }
  await draw();
  await send();
}

/** On a page of somebody who is logged in, or on one that was kept for the time without a network. */
export async function send() {
  if (!account && offline === undefined) return;
  say("sending");
  const state = await kneelog.send();
  await draw();
  say(state);
  await saySent();
}

/** Ask the system to send even after the page is closed, where it can. */
export async function sendLater() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register("send").catch(() => {});
}

async function leave(event) {
  if (event.target.dataset.leave === undefined) return;
  event.preventDefault();
  await kneelog.leave().catch(() => {});
  HTMLFormElement.prototype.submit.call(event.target);
}

if (kneelog.works) {
  begin();
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  kneelog.channel.addEventListener("message", async () => { await draw(); await saySent(); });
  document.addEventListener("submit", leave);
}
