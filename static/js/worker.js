// The service worker: pages come from the network, and only without one from what is kept, which is nobody's.
const { version, assets, shells, anywhere, share } = self.PHONE;
const KEPT = { cacheName: version, ignoreVary: true };

self.addEventListener("install", (event) => {
  const addresses = [...assets, anywhere, ...new Set(Object.values(shells))];
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(addresses)).then(() => self.skipWaiting()));
});

async function dropOlder() {
  const names = (await caches.keys()).filter((name) => name.startsWith("kneelog-") && name !== version);
  await Promise.all(names.map((name) => caches.delete(name)));
}

self.addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())));

async function kept(address) {
  return (await caches.match(address, KEPT)) ?? Response.error();
}

// Nothing is sent by itself: any site can post here, and only the runner knows what they shared.
async function takeShared(request) {
  try {
    const form = await request.formData();
    await self.kneelog.keepFiles(form.getAll("files").filter((file) => file instanceof File));
    return Response.redirect(share.page, 303);
  } catch {
    return Response.redirect(`${share.page}?shared=lost`, 303);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && pathname === share.path) event.respondWith(takeShared(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(shells[pathname] ?? anywhere)));
  else if (assets.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

// Where the system has it: sent as soon as there is a network, even when no page is open. A failure is tried again.
async function sendLate() {
  const state = await self.kneelog.send();
  if (state === "offline" || state === "trouble") throw new Error(state);
}

self.addEventListener("sync", (event) => event.waitUntil(sendLate()));
