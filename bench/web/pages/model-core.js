// Our engine on a plain page: the model file as the site has it.

import init, { Plain } from "MODULE";
import { ready } from "./ready.js";

const file = fetch("model.bin").then((response) => response.arrayBuffer());
await init({ module_or_path: "plain_bg.wasm" });
const engine = new Plain(new Uint8Array(await file));
await ready((named, limit) => {
  const shows = engine.recommend(Uint32Array.from(named), limit);
  return { shows: Array.from(shows), scores: Array.from(engine.scores()) };
});
