// What of the model depends on how many shows are named: as `BetweenKnots` in model-core/src/weights.rs.

/** A logarithm to base 2 that is exact at powers of two and linear between them. */
function log2(value) {
  const exponent = Math.floor(Math.log2(value));
  return Math.fround(exponent + (value / 2 ** exponent - 1));
}

/** Where an input size is among the knots: `part` of the way from one to another, or at one. */
export function between(knots, size) {
  const last = knots.length - 1;
  const above = knots.findIndex((knot) => knot >= size);
  const high = above < 0 ? last : above;
  const low = knots[high] > size && high > 0 ? high - 1 : high;
  if (low === high) return { low, high, part: 0 };
  const part = log2(Math.fround(size / knots[low])) / log2(Math.fround(knots[high] / knots[low]));
  return { low, high, part: Math.fround(part) };
}

/** The value there of what has these values at the knots. */
export const blend = (values, { low, high, part }) => values[low] + (values[high] - values[low]) * part;
