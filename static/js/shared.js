// Files that another app shared: they wait on this device until the runner says to send them.
import "./queue.js";

/** send: takes [{name, file}], and does what it is given once all of it has arrived. */
export async function offerShared(send) {
  const box = document.querySelector("[data-shared]");
  if (!box || !self.kneelog.works) return;
  const files = await self.kneelog.files(document.body.dataset.account ?? null);
  const drop = () => self.kneelog.dropFiles(files.map(({ id }) => id));
  const names = files.map(({ name }) => Object.assign(document.createElement("li"), { className: "row file-name", textContent: name }));
  box.querySelector("[data-names]").replaceChildren(...names);
  box.hidden = !files.length;
  box.querySelector("[data-send]").addEventListener("click", () => {
    box.hidden = true;
    send(files.map(({ name, content }) => ({ name, file: new Blob([content]) })), drop);
  });
  box.querySelector("[data-discard]").addEventListener("click", async () => {
    await drop();
    box.hidden = true;
  });
}
