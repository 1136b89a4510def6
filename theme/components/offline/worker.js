// @ts-nocheck
/* The service worker: keeps the pages of a briefing that somebody opened, so that the next part is there without a signal.
   The network comes first; what is kept answers where it fails or takes too long. It asks this site only, and keeps nothing
   that anybody typed. Gone with "delete everything". */
"use strict";
const CACHE = "briefings-1 " + self.registration.scope;
const PATIENCE = 4000; // ms until a kept page answers in place of a slow network

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(sweep().then(() => self.clients.claim())));
self.addEventListener("message", (event) => event.data && event.data.keep && event.waitUntil(keep(event.data.keep)));
self.addEventListener("fetch", function (event) {
  const url = event.request.url;
  if (event.request.method === "GET" && url.startsWith(self.registration.scope))
    event.respondWith(answer(event.request));
});

/** What an older version of this worker kept for this site. */
async function sweep() {
  const names = await caches.keys();
  const old = names.filter((name) => name.endsWith(" " + self.registration.scope) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function keep(urls) {
  const cache = await caches.open(CACHE);
  const one = async function (url) {
    if (!url.startsWith(self.registration.scope) || (await cache.match(url))) return;
    const found = await fetch(url);
    if (found.ok) await cache.put(url, found);
  };
  await Promise.allSettled(urls.map(one));
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE));
  try {
    const fresh = await Promise.race([fetch(request), late]);
    if (fresh.ok) await cache.put(request.url.split("#")[0], fresh.clone());
    return fresh.ok ? fresh : kept;
  } catch (error) {
    return kept;
  }
}
