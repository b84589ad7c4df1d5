// The site without a connection. `cargo xtask dist` writes this file; its source is xtask/src/site/sw.js.
//
// A version is installed whole or not at all: each file's SHA-256 is checked, and nothing is switched before all are
// here. A new version then waits until the page sends {type: "SKIP_WAITING"} or its last tab is closed.
"use strict";

// Each entry: [path below the site, SHA-256 of its content]. A version is the hash of its list.
const APP = {
  version: "app-version",
  files: [/* the app's files */],
  // What few people need, and only later: fetched once the page has settled, so that it is there without a connection.
  later: [/* the files for later */],
};
// Kept apart from the app, so that a new app does not fetch the model again.
const MODEL = {
  version: "model-version",
  files: [/* the model's files */],
};

const SCOPE = self.registration.scope;
// Caches belong to the origin, and one origin may carry several such sites below different paths.
const PREFIX = `canihasashowplz ${SCOPE} `;

/** Hosts redirect `index.html` to the folder or the other way round; the folder works on all of them. */
const addressOf = (path) => new URL(path === "index.html" ? "./" : path, SCOPE).href;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

// A model that was published after this version was built, and taken by the person. Apart from both, so that an update
// of the app leaves it alone.
const OFFERED = `${PREFIX}offered`;
const MODEL_NAME = /^model-[0-9a-f]{16}\.bin$/;

// Files that were shared to the installed app, until the page asks for them.
const SHARED = `${PREFIX}shared`;

const APP_CACHE = `${PREFIX}app ${APP.version}`;
const CACHES = [
  { name: APP_CACHE, files: APP.files },
  { name: `${PREFIX}model ${MODEL.version}`, files: MODEL.files },
];

/** Address to the cache that has it. */
const HOMES = new Map([...CACHES, { name: APP_CACHE, files: APP.later }].flatMap(({ name, files }) => files.map(([path]) => [addressOf(path), name])));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOldCaches()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
  if (event.data?.type === "SHARED") event.waitUntil(handOver().then((files) => event.ports[0].postMessage(files)));
  if (event.data?.type === "OFFER") {
    // No connection, no such file, not what it should be: there is nothing to offer.
    event.waitUntil(offer(event.data.used).catch(() => "").then((file) => event.ports[0].postMessage(file)));
    // The page has settled.
    event.waitUntil(keepLater());
  }
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "POST" && request.url === `${SCOPE}share`) return event.respondWith(takeIn(request));
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const path = request.url.slice(SCOPE.length).split(/[?#]/, 1)[0] || "index.html";
  const address = addressOf(path);
  const home = HOMES.get(address);
  if (home) event.respondWith(kept(request, address, home));
  else if (MODEL_NAME.test(path)) event.respondWith(kept(request, address, OFFERED));
  else if (request.mode === "navigate") event.respondWith(elsewhere(request));
});

async function install() {
  const begun = [];
  try {
    for (const { name, files } of CACHES) {
      if (!(await caches.has(name))) begun.push(name);
      const cache = await caches.open(name);
      await Promise.all(files.map(([path, hash]) => keep(cache, path, hash)));
    }
  } catch (error) {
    await Promise.all(begun.map((name) => caches.delete(name)));
    throw error;
  }
}

/** Brings one file into a cache: it is there already, an older version has it, or it is fetched. */
async function keep(cache, path, hash) {
  const address = addressOf(path);
  const isRight = async (response) => {
    // A body that cannot be unpacked is not right either.
    const body = await response?.clone().arrayBuffer().catch(() => undefined);
    return response?.ok && body && (await sha256(body)) === hash;
  };
  if (await isRight(await cache.match(address))) return;

  const sources = [
    // Not the page: its headers may be newer than its text.
    () => (path === "index.html" ? undefined : caches.match(address)),
    // The page has just loaded most files; what the browser still has need not travel twice.
    () => (path.endsWith(".bin") ? model(address) : fetch(address, { cache: path === "index.html" ? "no-cache" : "default" })),
    () => fetch(address, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    if (await isRight(response)) {
      // Made anew: a response that was redirected may not answer a navigation. The host's headers stay, since its
      // security policy is among them, except for those that tell how the content travelled.
      const headers = new Headers(response.headers);
      for (const name of ["Content-Length", "Vary"]) headers.delete(name);
      // The page need not look for a smaller form.
      headers.set("Content-Encoding", "identity");
      await cache.put(address, new Response(await response.arrayBuffer(), { headers }));
      return;
    }
  }
  throw new Error(`${path} is not the file of this version`);
}

/** A model; from the compressed form beside it where the host compresses nothing, as the page has it (app/src/worker/download.rs). */
async function model(address) {
  const plain = await fetch(address);
  if (!plain.ok || plain.headers.has("Content-Encoding")) return plain;
  const packed = await fetch(`${address}.gz`).catch(() => undefined);
  if (!packed?.ok || packed.headers.get("Content-Type")?.startsWith("text/html")) return plain;
  await plain.body.cancel();
  const isOpen = packed.headers.has("Content-Encoding");
  return new Response(isOpen ? packed.body : packed.body.pipeThrough(new DecompressionStream("gzip")), { headers: plain.headers });
}

/** What fails is tried again at the next occasion; until then the network has it. */
async function keepLater() {
  const cache = await caches.open(APP_CACHE);
  await Promise.allSettled(APP.later.map(([path, hash]) => keep(cache, path, hash)));
}

/** Keeps files that were shared (the manifest's share_target) and leads to the page that reads them. */
async function takeIn(request) {
  const files = (await request.formData()).getAll("files").filter((value) => value instanceof File);
  await caches.delete(SHARED);
  const cache = await caches.open(SHARED);
  const put = (file, number) => cache.put(`${SCOPE}shared/${number}/${encodeURIComponent(file.name)}`, new Response(file));
  await Promise.all(files.map(put));
  return Response.redirect(`${SCOPE}#/import/shared`, 303);
}

/** Those files, once. */
async function handOver() {
  const cache = await caches.open(SHARED);
  const file = async (request) => new File([await (await cache.match(request)).blob()], decodeURIComponent(request.url.split("/").at(-1)));
  const files = await Promise.all((await cache.keys()).map(file));
  await caches.delete(SHARED);
  return files;
}

async function removeOldCaches() {
  // A still newer version may be filling its own right now; it will do this in its turn.
  if (self.registration.installing) return;
  const current = [OFFERED, SHARED, ...CACHES.map(({ name }) => name)];
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !current.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The name of the model that the site publishes now, once it is kept here; "" when that is the one in use. */
async function offer(used) {
  const published = await (await fetch(addressOf("model.json"), { cache: "no-cache" })).json();
  const { version, file, bytes, sha256: hash } = published;
  if (version !== 1 || file !== `model-${hash.slice(0, 16)}.bin` || !MODEL_NAME.test(file)) return "";
  if (await caches.has(OFFERED)) {
    const cache = await caches.open(OFFERED);
    const wanted = [used, file].map(addressOf);
    for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
  }
  if (file === used) return "";
  // The site may have gone back to the model of this version.
  if (HOMES.has(addressOf(file))) return file;
  const cache = await caches.open(OFFERED);
  await keep(cache, file, hash);
  const body = await (await cache.match(addressOf(file))).arrayBuffer();
  return body.byteLength === bytes ? file : "";
}

/** Browsers may throw a cache away when space is short, so the network stays as the way out. */
async function kept(request, address, cacheName) {
  return (await caches.match(address, { cacheName })) ?? fetch(request);
}

/** An address that is no file of this site: what the host says, and the first page when no host answers. */
async function elsewhere(request) {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(SCOPE);
  }
}
