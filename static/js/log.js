// Chips that fill an input, and details that unfold above score 0. Without it the chips are links and all details show.
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
  box.hidden = !(Number(chosen?.value) > 0) && !answered(box);
}

for (const box of document.querySelectorAll("[data-when]")) {
  unfold(box);
  document.addEventListener("change", (event) => {
    if (event.target.name === box.dataset.when) unfold(box);
  });
}
