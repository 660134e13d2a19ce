// Draws every [data-chart]. Python says what a trace or shape is (meta or name), the tokens say its colour.
const TOKENS = {
  bar: "--bar", flagged: "--bar-flagged", score: "--specialist", morning: "--notice",
  episode: "--episode", band: "--band", limit: "--muted",
};
const CONFIG = {
  displayModeBar: false, responsive: true, showSendToCloud: false, plotlyServerURL: "",
  scrollZoom: false, doubleClick: false, locale: document.documentElement.lang,
};
const dark = matchMedia("(prefers-color-scheme: dark)");
let loading;

function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

function painter() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const colour = (role) => token(TOKENS[role] ?? "--muted");
  const axis = (given) => ({
    automargin: true, fixedrange: true, gridcolor: token("--line"), zerolinecolor: token("--line"),
    linecolor: token("--line"), ...given,
  });
  return {
    trace: (trace) => ({
      ...trace,
      marker: {
        size: 9, ...trace.marker, color: colour(trace.meta),
        line: trace.type === "bar" ? undefined : { width: 1.5, color: token("--card") },
      },
      cliponaxis: trace.type === "bar" ? undefined : false,
      line: trace.type === "bar" ? undefined : { width: 2.5, ...trace.line, color: colour(trace.meta) },
      textfont: { ...trace.textfont, color: token(trace.meta === "flagged" ? "--on-flagged" : "--ink") },
    }),
    shape: (shape) => ({
      ...shape,
      layer: shape.name === "limit" ? "above" : "below",
      fillcolor: shape.type === "rect" ? colour(shape.name) : undefined,
      line: shape.type === "rect" ? { width: 0 } : { width: 1.5, dash: "dash", color: colour(shape.name) },
    }),
    note: (note) => ({ ...note, showarrow: false, font: { size: 12, ...note.font, color: token("--muted") } }),
    layout: (layout) => ({
      margin: { l: 8, r: 8, t: 12, b: 8 }, showlegend: false, dragmode: false, bargap: 0.35, barcornerradius: 3,
      ...layout,
      autosize: true, width: undefined, height: undefined,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: token("--sans"), size: 13, color: token("--muted") },
      hoverlabel: {
        bgcolor: token("--card"), bordercolor: token("--line"),
        font: { family: token("--sans"), size: 13, color: token("--ink") },
      },
    }),
    axes: (layout) => Object.fromEntries(
      Object.keys(layout).concat("xaxis", "yaxis").filter((key) => /^[xy]axis\d*$/.test(key)).map((key) => [key, axis(layout[key])]),
    ),
  };
}

async function draw(box) {
  const figure = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const Plotly = await loadPlotly(box.dataset.plotly);
  const paint = painter();
  const given = figure.layout ?? {};
  await Plotly.react(box, figure.data.map(paint.trace), {
    ...paint.layout(given), ...paint.axes(given),
    shapes: (given.shapes ?? []).map(paint.shape),
    annotations: (given.annotations ?? []).map(paint.note),
  }, CONFIG);
  box.dataset.drawn = "";
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((seen) => seen.isIntersecting)) {
    watcher.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "300px" });

document.querySelectorAll("[data-chart]").forEach((box) => watcher.observe(box));
dark.addEventListener("change", () => document.querySelectorAll("[data-drawn]").forEach(draw));
