// The interval timer: counts each walk and run down, and says when the next one begins. It logs nothing.
const SECOND_MS = 1000;

// The parts of a session in order: {kind, seconds, set}.
function partsOf({ walk, run, sets }) {
  return Array.from({ length: Number(sets) }, (_, set) => [
    { kind: "walk", seconds: Number(walk), set: set + 1 },
    { kind: "run", seconds: Number(run), set: set + 1 },
  ])
    .flat()
    .filter((part) => part.seconds > 0);
}

function attach(root) {
  const part = (name) => root.querySelector(`[data-interval-${name}]`);
  const [face, arc, clock, word, button] = ["face", "arc", "clock", "word", "start"].map(part);
  const parts = partsOf(root.dataset);
  const sets = Number(root.dataset.sets);
  let gone = 0;
  let began;
  let ticking;
  let shown;

  function elapsed() {
    return gone + (ticking ? Date.now() - began : 0);
  }

  // The part that runs after so many seconds, and what is left of it.
  function now() {
    let left = elapsed() / SECOND_MS;
    for (const part of parts) {
      if (left < part.seconds) return { part, left: part.seconds - left };
      left -= part.seconds;
    }
    return {};
  }

  function say(part) {
    if (shown === part) return;
    if (shown !== undefined) navigator.vibrate?.(300);
    shown = part;
    const words = part ? word.dataset[`${part.kind}Word`] : word.dataset.doneWord;
    word.textContent = part && sets > 1 ? `${words} · ${word.dataset.setWord} ${part.set}/${sets}` : words;
  }

  function show() {
    const { part, left } = now();
    const seconds = Math.ceil(left ?? 0);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    arc.setAttribute("stroke-dasharray", `${part ? 100 * (1 - left / part.seconds) : 100} 100`);
    say(part ?? null);
    if (!part) stop();
  }

  function stop() {
    gone = elapsed();
    clearInterval(ticking);
    ticking = undefined;
    button.hidden = shown === null;
    button.textContent = button.dataset.goOn;
  }

  function go() {
    began = Date.now();
    ticking = setInterval(show, SECOND_MS / 4);
    button.textContent = button.dataset.pause;
    show();
  }

  face.hidden = button.hidden = false;
  clock.textContent = `${Math.floor(parts[0].seconds / 60)}:${String(parts[0].seconds % 60).padStart(2, "0")}`;
  button.addEventListener("click", () => (ticking ? stop() : go()));
}

document.querySelectorAll("[data-interval]").forEach(attach);
