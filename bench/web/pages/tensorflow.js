// What both TensorFlow.js pages do: the ranking in its operations. Each page registers its back end's kernels, and no more.

import "@tensorflow/tfjs-core/dist/base_side_effects";
import { ready as backendReady, setBackend, tidy } from "@tensorflow/tfjs-core/dist/globals";
import { registerKernel } from "@tensorflow/tfjs-core/dist/kernel_registry";
import { add } from "@tensorflow/tfjs-core/dist/ops/add";
import { gather } from "@tensorflow/tfjs-core/dist/ops/gather";
import { matMul } from "@tensorflow/tfjs-core/dist/ops/mat_mul";
import { mul } from "@tensorflow/tfjs-core/dist/ops/mul";
import { reshape } from "@tensorflow/tfjs-core/dist/ops/reshape";
import { scatterND } from "@tensorflow/tfjs-core/dist/ops/scatter_nd";
import { tensor1d } from "@tensorflow/tfjs-core/dist/ops/tensor1d";
import { tensor2d } from "@tensorflow/tfjs-core/dist/ops/tensor2d";
import { topk } from "@tensorflow/tfjs-core/dist/ops/topk";
import about from "ABOUT";
import { SparseRows, arrays } from "./arrays.js";
import { ready, without } from "./ready.js";
import { between, blend } from "./size.js";

export async function start(backend, kernels) {
  const file = fetch("weights.bin").then((response) => response.arrayBuffer());
  for (const kernel of kernels) registerKernel(kernel);
  await setBackend(backend);
  await backendReady();

  // TensorFlow.js has no 8-bit tensors: 32 bits from here on.
  const { shows, rank, knots } = about;
  const found = arrays(await file, about.layout);
  const scaled = (values, width, scales) => {
    const floats = new Float32Array(values.length);
    for (let row = 0, at = 0; row < scales.length; row += 1) {
      for (const end = at + width; at < end; at += 1) floats[at] = values[at] * scales[row];
    }
    return tensor2d(floats, [scales.length, width]);
  };
  const inputs = scaled(found.inputs, rank, found["input-scales"]);
  const outputs = scaled(found.outputs, rank, found["output-scales"]);
  const bias = scaled(found.bias, shows, about.biasScales);
  const gains = tensor2d(about.lowRankGains, [knots.length, rank]);
  const parts = about.sparseGains.map((_, part) => part);
  const matrixOf = (part) => scaled(found[`sparse-matrix-${part}`], shows, found[`sparse-scales-${part}`]);
  const matrices = about.isDense ? parts.map(matrixOf) : [];
  const rows = about.isDense ? undefined : new SparseRows(found, parts.length);

  await ready((named, limit) => {
    const at = between(knots, named.length);
    const factors = about.sparseGains.map((gains) => blend(gains, at));
    const [scores, best] = tidy(() => {
      const indices = tensor1d(named, "int32");
      const ones = tensor2d(new Float32Array(named.length).fill(1), [1, named.length]);
      const mixed = (values) => matMul(tensor2d([1 - at.part, at.part], [1, 2]), gather(values, tensor1d([at.low, at.high], "int32")));
      const hidden = mul(matMul(ones, gather(inputs, indices)), mixed(gains));
      let sum = add(mixed(bias), matMul(hidden, outputs, false, true));
      if (rows) {
        const { columns, weights } = rows.of(named, factors);
        const sparse = scatterND(tensor2d(columns, [columns.length, 1], "int32"), tensor1d(weights), [shows]);
        sum = add(sum, reshape(sparse, [1, shows]));
      } else {
        for (const part of parts) sum = add(sum, matMul(mul(ones, factors[part]), gather(matrices[part], indices)));
      }
      // A named show may be among the best: it is left out below.
      const { values, indices: places } = topk(sum, limit + named.length);
      return [values.dataSync(), places.dataSync()];
    });
    return without(named, best, scores, limit);
  });
}
