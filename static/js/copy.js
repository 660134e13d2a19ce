// Copies what is shown once, and forgets it when the page is left: going back finds it no more, and neither
// back nor reload offers to send the form again.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  history.replaceState(null, "", location.href);
  button.addEventListener("click", async () => {
    field.select();
    // Without HTTPS, but on this computer, browsers give a page no clipboard to write to.
    const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    if (copied || document.execCommand("copy")) said.textContent = said.dataset.copied;
  });
  addEventListener("pagehide", () => {
    field.value = "";
  });
}
