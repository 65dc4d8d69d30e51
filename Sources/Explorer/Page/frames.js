// Reads tiles out of the server's stream: a header of eight little-endian words, then verdicts,
// then a variable's values.

import { tileSide } from "./coordinates.js";

const magic = 0x54585053;
const headerLength = 32;
const cells = tileSide * tileSide;

/**
 * @typedef {object} Frame
 * @property {number} position which of the tiles that were asked for
 * @property {boolean} isIncomplete @property {boolean} isFailed
 * @property {Uint8Array} [verdicts] row 0 at the smallest y
 * @property {Float32Array} [values] of the variable, unless that is the verdict
 */

/** Calls `each` with every {@link Frame} of a stream of bytes. */
export async function readFrames(stream, each) {
  const reader = stream.getReader();
  let pending = [];
  let length = 0;
  let wanted = headerLength;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    pending.push(value);
    length += value.length;
    if (length < wanted) continue;
    const bytes = joined(pending, length);
    let start = 0;
    for (;;) {
      wanted = frameLength(bytes, start);
      if (bytes.length - start < wanted) break;
      each(frame(bytes, start));
      start += wanted;
    }
    const rest = bytes.subarray(start);
    pending = rest.length ? [rest] : [];
    length = rest.length;
  }
}

function joined(parts, length) {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(length);
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

/** The length of the frame that starts there, or of its header if that is not all there yet. */
function frameLength(bytes, start) {
  if (bytes.length - start < headerLength) return headerLength;
  const header = new DataView(bytes.buffer, bytes.byteOffset + start, headerLength);
  if (header.getUint32(0, true) !== magic) throw new Error("The stream of tiles is damaged.");
  return headerLength + header.getUint32(24, true);
}

/** @returns {Frame} */
function frame(bytes, start) {
  const header = new DataView(bytes.buffer, bytes.byteOffset + start, headerLength);
  // Words 1 to 4 are levels and numbers, which the deepest tiles' do not fit.
  const [flags, length, position] = [5, 6, 7].map((word) => header.getUint32(4 * word, true));
  const told = {
    position,
    isIncomplete: (flags & 2) !== 0,
    isFailed: (flags & 4) !== 0,
  };
  if (length < cells) return told;
  const payload = bytes.slice(start + headerLength, start + headerLength + length);
  told.verdicts = payload.subarray(0, cells);
  if (length >= 5 * cells) told.values = new Float32Array(payload.buffer, cells, cells);
  return told;
}
