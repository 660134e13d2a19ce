// Asks again and again how far a job is, and shows the page anew when it is over. Without it a link looks again.
const PAUSE_MS = 1000;

/** `take` is given each answer, shows it in the box, and says whether the job is over. */
export async function watch(address, take) {
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    // Discarded elsewhere, or logged out: the page itself says so.
    if (answer && (!answer.ok || answer.redirected)) return location.reload();
    // Offline, or the server starts anew: ask again.
    const now = await answer?.json().catch(() => null);
    if (now && take(now)) return location.reload();
  }
}

/** Shows how far it is in a progress component; all is 0 while that is not known. */
export function show(box, words, done, all) {
  const said = box.querySelector("[data-words]");
  const bar = box.querySelector("progress");
  if (said.textContent !== words) said.textContent = words;
  if (!all) return;
  bar.max = all;
  bar.value = done;
}

for (const box of document.querySelectorAll("[data-watch]")) {
  watch(box.dataset.watch, (now) => {
    show(box, now.words, now.percent, 100);
    return now.finished;
  });
}
