// Keeps the progress of a back-test moving, and shows the page anew when it is done.
const PAUSE_MS = 1000;

async function watch(root) {
  const bar = root.querySelector("progress");
  const words = root.querySelector("[data-words]");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    let now;
    try {
      const answer = await fetch(root.dataset.watch, { headers: { Accept: "application/json" } });
      if (!answer.ok) return location.reload();
      now = await answer.json();
    } catch {
      // Offline, or the server starts anew: ask again.
      continue;
    }
    bar.value = now.percent;
    if (words.textContent !== now.words) words.textContent = now.words;
    if (now.finished) return location.reload();
  }
}

document.querySelectorAll("[data-watch]").forEach(watch);
