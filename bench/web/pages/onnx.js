// ONNX Runtime Web on a plain page: the WebAssembly back end, in this thread alone.

import { InferenceSession, Tensor, env } from "onnxruntime-web/wasm";
import about from "ABOUT";
import { SparseRows, arrays } from "./arrays.js";
import { ready, without } from "./ready.js";
import { between, blend } from "./size.js";

const bytes = (name) => fetch(name).then((response) => response.arrayBuffer());
const files = [bytes("model.onnx"), about.isDense ? undefined : bytes("weights.bin")];
env.wasm.numThreads = 1;
env.wasm.wasmPaths = { wasm: "./ort.wasm" };
const session = await InferenceSession.create(new Uint8Array(await files[0]), { executionProviders: ["wasm"] });
const rows = about.isDense ? undefined : new SparseRows(arrays(await files[1], about.layout), about.sparseGains.length);

await ready(async (named, limit) => {
  const at = between(about.knots, named.length);
  const given = {
    named: new Tensor("int32", Int32Array.from(named), [named.length]),
    low: new Tensor("int32", Int32Array.of(at.low), [1]),
    high: new Tensor("int32", Int32Array.of(at.high), [1]),
    part: new Tensor("float32", Float32Array.of(at.part), [1]),
    // A named show may be among the best: it is left out here.
    count: new Tensor("int64", BigInt64Array.of(BigInt(limit + named.length)), [1]),
  };
  if (rows) {
    const { columns, weights } = rows.of(named, about.sparseGains.map((gains) => blend(gains, at)));
    given.columns = new Tensor("int32", columns, [1, columns.length]);
    given.weights = new Tensor("float32", weights, [1, weights.length]);
  }
  const { shows, best } = await session.run(given);
  return without(named, shows.data, best.data, limit);
});
