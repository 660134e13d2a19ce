// Chips that fill an input, and what unfolds above score 0. Without it the chips are links, groups show and folds open by hand.
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-fill]");
  const input = chip && document.getElementById(chip.dataset.fill);
  if (!input) return;
  event.preventDefault();
  input.value = chip.dataset.value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
});

function answered(box) {
  return box.querySelector("[aria-invalid], :checked:not([value=''])") !== null
    || [...box.querySelectorAll("textarea, input[type=text], input[type=number]")].some((input) => input.value !== "");
}

function unfold(box) {
  const chosen = document.querySelector(`input[name="${box.dataset.when}"]:checked`);
  const open = Number(chosen?.value) > 0 || answered(box);
  if (box instanceof HTMLDetailsElement) box.open = open;
  else box.hidden = !open;
}

for (const box of document.querySelectorAll("[data-when]")) {
  unfold(box);
  document.addEventListener("change", (event) => {
    if (event.target.name === box.dataset.when) unfold(box);
  });
}
