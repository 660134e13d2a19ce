// The ice timer: counts up, says when it is enough and when it is too long, and writes the minutes into the form.
const MINUTE_MS = 60_000;

function run(root) {
  const part = (name) => root.querySelector(`[data-timer-${name}]`);
  const [face, arc, clock, word, start, minutes] = ["face", "arc", "clock", "word", "start", "minutes"].map(part);
  const low = Number(root.dataset.low) * MINUTE_MS;
  const high = Number(root.dataset.high) * MINUTE_MS;
  const startWord = start.textContent;
  let began;
  let ticking;

  function show() {
    const gone = Date.now() - began;
    const seconds = Math.floor(gone / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    arc.setAttribute("stroke-dasharray", `${Math.min(100, (100 * gone) / high)} 100`);
    const state = gone >= high ? "stop" : gone >= low ? "enough" : "on";
    if (root.dataset.state === state) return;
    root.dataset.state = state;
    word.textContent = word.dataset[state] ?? "";
  }

  function stop() {
    clearInterval(ticking);
    ticking = undefined;
    minutes.value = Math.max(1, Math.round((Date.now() - began) / MINUTE_MS));
    start.textContent = startWord;
  }

  function go() {
    began = Date.now();
    delete root.dataset.state;
    show();
    ticking = setInterval(show, 1000);
    start.textContent = start.dataset.stop;
  }

  face.hidden = start.hidden = false;
  start.addEventListener("click", () => (ticking ? stop() : go()));
}

document.querySelectorAll("[data-timer]").forEach(run);
