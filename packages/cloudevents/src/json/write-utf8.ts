import { encodeUtf8 } from "../values/utf8.ts";

/** So large that few events begin a new slab, so small that an event which is kept does not keep much else. */
const slabBytes = 1 << 16;
const mostInSlab = slabBytes >> 2;

const closingBrace = 0x7d;

/**
 * A head, the data and a closing brace, as UTF-8. In Node the parts are written one after another into a slab that many
 * events share: joining them to one string first would copy the data once more.
 */
export const writeUtf8: (head: string, data: string) => Uint8Array =
  typeof Buffer === "undefined" ? (head, data) => encodeUtf8(`${head}${data}}`) : createSlabWriter();

function createSlabWriter(): (head: string, data: string) => Uint8Array {
  let slab = Buffer.allocUnsafeSlow(slabBytes);
  let used = 0;
  return (head, data) => {
    // No UTF-16 unit takes more than three bytes.
    const most = (head.length + data.length) * 3 + 1;
    if (most > mostInSlab) return encodeUtf8(`${head}${data}}`);
    if (used + most > slabBytes) {
      slab = Buffer.allocUnsafeSlow(slabBytes);
      used = 0;
    }
    const start = used;
    used += slab.write(head, used);
    used += slab.write(data, used);
    slab[used] = closingBrace;
    used += 1;
    return slab.subarray(start, used);
  };
}
