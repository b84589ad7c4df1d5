// Arrays of numbers that stand in one file, one after the other, each at a multiple of four bytes.

const KINDS = { f32: Float32Array, i8: Int8Array, i16: Int16Array, u8: Uint8Array, u32: Uint32Array };

/** The arrays by name; `layout` is what the build wrote of them: name, place, length in bytes. */
export function arrays(buffer, layout) {
  const found = {};
  for (const [name, start, length] of layout) {
    const Kind = KINDS[name.split(".").pop()];
    found[name.split(".")[0]] = new Kind(buffer, start, length / Kind.BYTES_PER_ELEMENT);
  }
  return found;
}

/** The sparse weights of the named shows: columns, and what each adds to the score there. */
export class SparseRows {
  #parts;

  constructor(found, count) {
    this.#parts = Array.from({ length: count }, (_, part) => ({
      steps: found[`sparse-steps-${part}`],
      ends: found[`sparse-ends-${part}`],
      scales: found[`sparse-scales-${part}`],
    }));
  }

  /** `gains` are those of the parts for this many named. */
  of(named, gains) {
    const start = (ends, show) => (show > 0 ? ends[show - 1] : 0);
    let length = 0;
    for (const { ends } of this.#parts) {
      for (const show of named) length += ends[show] - start(ends, show);
    }
    const columns = new Int32Array(length);
    const weights = new Float32Array(length);
    let at = 0;
    for (const [part, { steps, ends, scales }] of this.#parts.entries()) {
      for (const show of named) {
        const factor = gains[part] * scales[show];
        let column = 0;
        for (let pair = start(ends, show); pair < ends[show]; pair += 1, at += 1) {
          column += steps[2 * pair];
          columns[at] = column;
          weights[at] = factor * ((steps[2 * pair + 1] << 24) >> 24);
        }
      }
    }
    return { columns, weights };
  }
}
