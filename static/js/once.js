// A second click on a form that is on its way does nothing. The server refuses the second copy as well.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // A form that answers with a file leaves the page as it is, and may be sent again.
  if (form.method !== "post" || form.dataset.download !== undefined) return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-disabled", "true");
});

export function free(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

// Coming back with the browser's Back button finds the form usable again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
