// TensorFlow.js on a plain page: the WebAssembly back end, in this thread alone.

import { env } from "@tensorflow/tfjs-core/dist/environment";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm/dist/base";
import { addConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Add";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul";
import { gatherV2Config } from "@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2";
import { identityConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Identity";
import { multiplyConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply";
import { reshapeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape";
import { scatterNdConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/ScatterNd";
import { topKConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/TopK";
import { start } from "./tensorflow.js";

// This page is cross-origin isolated for its clock's sake; without that there would be no threads.
env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
setWasmPaths("./");
await start("wasm", [
  addConfig, batchMatMulConfig, gatherV2Config, identityConfig,
  multiplyConfig, reshapeConfig, scatterNdConfig, topKConfig,
]);
