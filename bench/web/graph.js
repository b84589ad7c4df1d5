// The ranking as an ONNX graph: model-core/src/weights.rs says what it computes.

import { FLOAT, INT16, INT32, INT64, INT8, constant, model, node } from "./onnx.js";

const floats = (values) => Buffer.from(new Float32Array(values).buffer);

/**
 * `array(name)` gives the bytes of what trainer/examples/weights.rs wrote, `about` is its weights.json. With `isDense` the
 * named shows' rows are taken from a matrix of 8-bit numbers; otherwise the page puts in their columns and weights.
 */
export function ranking(about, array, isDense) {
  const { shows, rank, knots } = about;
  const nodes = [];
  const step = (operator, inputs, output, attributes) => (nodes.push(node(operator, inputs, [output], attributes)), output);
  const float = (name) => step("Cast", [name], `${name} float`, { to: FLOAT });
  // The value between two input sizes: low + (high - low) · part.
  const between = (name) => {
    const low = step("Gather", [name, "low"], `${name} low`);
    const rise = step("Sub", [step("Gather", [name, "high"], `${name} high`), low], `${name} rise`);
    return step("Add", [low, step("Mul", [rise, "part"], `${name} part`)], `${name} between`);
  };
  // A factor of each named show, as a matrix of one row.
  const factors = (scales) => step("Reshape", [step("Gather", [scales, "named"], `${scales} named`), "row"], `${scales} row`);

  // Constant: the engine computes it once, when it opens the file.
  const bias = between(step("Mul", [float("bias"), "bias scales"], "biases"));
  const outputs = step("Transpose", [step("Mul", [float("outputs"), "output scales"], "outputs scaled")], "outputs turned");

  const inputs = float(step("Gather", ["inputs", "named"], "inputs named"));
  const sum = step("MatMul", [factors("input scales"), inputs], "hidden sum");
  const hidden = step("Mul", [sum, between("gains")], "hidden");
  let scores = step("Add", [bias, step("MatMul", [hidden, outputs], "alike")], "scores dense");
  const constants = [
    constant("row", INT64, [2], Buffer.from(new BigInt64Array([1n, -1n]).buffer)),
    constant("bias", INT16, [knots.length, shows], array("bias.i16")),
    constant("bias scales", FLOAT, [knots.length, 1], floats(about.biasScales)),
    constant("gains", FLOAT, [knots.length, rank], floats(about.lowRankGains)),
    constant("inputs", INT8, [shows, rank], array("inputs.i8")),
    constant("input scales", FLOAT, [shows], array("input-scales.f32")),
    constant("outputs", INT8, [shows, rank], array("outputs.i8")),
    constant("output scales", FLOAT, [shows, 1], array("output-scales.f32")),
  ];
  const given = [
    ["named", INT32, ["named"]],
    ["low", INT32, [1]],
    ["high", INT32, [1]],
    ["part", FLOAT, [1]],
    ["count", INT64, [1]],
  ];
  if (isDense) {
    for (const [part, values] of about.sparseGains.entries()) {
      const name = `sparse ${part}`;
      const rows = float(step("Gather", [name, "named"], `${name} named`));
      const product = step("MatMul", [factors(`${name} scales`), rows], `${name} sum`);
      scores = step("Add", [scores, step("Mul", [product, between(`${name} gains`)], `${name} part`)], `scores ${part}`);
      constants.push(
        constant(name, INT8, [shows, shows], array(`sparse-matrix-${part}.i8`)),
        constant(`${name} scales`, FLOAT, [shows], array(`sparse-scales-${part}.f32`)),
        constant(`${name} gains`, FLOAT, [knots.length], floats(values)),
      );
    }
  } else {
    scores = step("ScatterElements", [scores, "columns", "weights"], "scores", { axis: 1, reduction: "add" });
    given.push(["columns", INT32, [1, "weights"]], ["weights", FLOAT, [1, "weights"]]);
  }
  nodes.push(node("TopK", [scores, "count"], ["best", "shows"], { axis: -1 }));
  return model({
    name: "ranking",
    nodes,
    constants,
    inputs: given,
    outputs: [["best", FLOAT, [1, "count"]], ["shows", INT64, [1, "count"]]],
  });
}
