// TensorFlow.js on a plain page: the back end in plain JavaScript, which needs no module of WebAssembly.

import "@tensorflow/tfjs-backend-cpu/dist/base";
import { addConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Add";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul";
import { gatherV2Config } from "@tensorflow/tfjs-backend-cpu/dist/kernels/GatherV2";
import { identityConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Identity";
import { multiplyConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply";
import { reshapeConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape";
import { scatterNdConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/ScatterNd";
import { topKConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/TopK";
import { start } from "./tensorflow.js";

await start("cpu", [
  addConfig, batchMatMulConfig, gatherV2Config, identityConfig,
  multiplyConfig, reshapeConfig, scatterNdConfig, topKConfig,
]);
