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
  if (event.request.method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event));
});

/** For a failure that may pass: `why` says what it leaves. */
const accept = () => () => undefined;

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
    if (found.ok) await cache.put(url, await plain(found));
  };
  await Promise.allSettled(urls.map(one));
}

/** The same without its history: a browser takes no answer for a page that was led elsewhere on its way. */
async function plain(found) {
  if (!found.redirected) return found;
  return new Response(await found.blob(), { status: found.status, headers: found.headers });
}

/** What the page gets. Never a rejection: a page that is left aborts what it asked for, and a browser calls a worker that
    passes this on broken. */
async function answer(event) {
  const request = event.request;
  const kept = await found(request);
  const asked = fetch(request).catch(accept("no network, or the page was left: there is no answer"));
  if (!kept) return (await asked) || none(request);
  const fresh = await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE))]);
  if (!fresh || fresh.status >= 500) return kept;
  event.waitUntil(renew(request, fresh.clone()).catch(accept("the older page stays kept")));
  return fresh;
}

async function found(request) {
  try {
    return await (await caches.open(CACHE)).match(request, { ignoreSearch: true });
  } catch (error) {
    return undefined; // storage is full or shut: the network alone
  }
}

/** A newer page takes the place of the kept one; a page that was withdrawn is kept no longer. */
async function renew(request, fresh) {
  const cache = await caches.open(CACHE);
  if (fresh.ok) await cache.put(request.url.split("#")[0], fresh);
  else if (fresh.status === 404 || fresh.status === 410) await cache.delete(request, { ignoreSearch: true });
}

/** For a page the browser's own words about the network; for what belongs to a page an empty answer that says so. */
function none(request) {
  return request.mode === "navigate" ? Response.error() : new Response(null, { status: 504, statusText: "No network" });
}
