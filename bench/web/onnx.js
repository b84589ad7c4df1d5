// Writes an ONNX file: so much of its protocol buffers as a graph of a few nodes needs. The numbers of the fields are those
// of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

const IR_VERSION = 8;
const OPERATORS = 17;

/** Types of numbers, as TensorProto.DataType has them. */
export const FLOAT = 1;
export const INT8 = 3;
export const INT16 = 5;
export const INT32 = 6;
export const INT64 = 7;

function varint(value) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}

const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field, content) => Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
const text = (field, content) => bytes(field, Buffer.from(content));
const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

/** Numbers that are in the file. `content` are their little-endian bytes. */
export function constant(name, type, shape, content) {
  return message(5, ...shape.map((size) => number(1, size)), number(2, type), text(8, name), bytes(9, content));
}

/** A step. All attributes are whole numbers, or words. */
export function node(operator, inputs, outputs, attributes = {}) {
  const given = Object.entries(attributes).map(([name, value]) =>
    typeof value === "string"
      ? message(5, text(1, name), text(4, value), number(20, 3))
      : message(5, text(1, name), number(3, value), number(20, 2)),
  );
  return message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, `${operator} ${outputs[0]}`),
    text(4, operator),
    ...given,
  );
}

/** What is put in or comes out; sizes that are words are known only then. */
function value(field, [name, type, shape]) {
  const sizes = shape.map((size) => message(1, typeof size === "string" ? text(2, size) : number(1, size)));
  return message(field, text(1, name), message(2, message(1, number(1, type), message(2, ...sizes))));
}

/** The bytes of a file. */
export function model({ name, nodes, constants, inputs, outputs }) {
  const graph = message(
    7,
    ...nodes,
    text(2, name),
    ...constants,
    ...inputs.map((one) => value(11, one)),
    ...outputs.map((one) => value(12, one)),
  );
  return Buffer.concat([number(1, IR_VERSION), graph, message(8, text(1, ""), number(2, OPERATORS))]);
}
