import { encodeUtf8 } from "../values/utf8.ts";
import type { Head } from "./head.ts";

/** So large that few events begin a new slab, so small that an event which is kept does not keep much else. */
const slabBytes = 1 << 16;
const mostInSlab = slabBytes >> 2;

const closingBrace = 0x7d;

/**
 * A head, more attributes, the data and a closing brace, as UTF-8. In Node the parts are written one after another into a
 * slab that many events share: joining them to one string first would copy all of it once more.
 */
export const writeUtf8: (head: Head, attributes: string, data: string) => Uint8Array =
  typeof Buffer === "undefined" ? writeAtOnce : createSlabWriter();

function writeAtOnce({ text }: Head, attributes: string, data: string): Uint8Array {
  return encodeUtf8(`${text}${attributes}${data}}`);
}

function createSlabWriter(): typeof writeUtf8 {
  let slab = Buffer.allocUnsafeSlow(slabBytes);
  let used = 0;
  return (head, attributes, data) => {
    // No UTF-16 unit takes more than three bytes.
    const most = head.bytes.length + (attributes.length + data.length) * 3 + 1;
    if (most > mostInSlab) return writeAtOnce(head, attributes, data);
    if (used + most > slabBytes) {
      slab = Buffer.allocUnsafeSlow(slabBytes);
      used = 0;
    }
    const start = used;
    slab.set(head.bytes, used);
    used += head.bytes.length;
    used += slab.write(attributes, used);
    used += slab.write(data, used);
    slab[used] = closingBrace;
    used += 1;
    return slab.subarray(start, used);
  };
}
