/**
 * Entries of a stream mostly have the same fields in the same order, and some of them the same values: a type, a source. To look whether bytes
 * are those of last time is several times cheaper than to make a text of them, and leaves nothing behind.
 *
 * What differs is read as it is; nothing depends on what was seen before.
 */
export function nameAt(place: number, bytes: Buffer): string {
  const slot = slotAt(place);
  if (slot === undefined) return bytes.toString();
  if (!isSame(bytes, slot.name)) {
    slot.name = Buffer.from(bytes);
    slot.nameText = bytes.toString();
    slot.misses = 0;
  }
  return slot.nameText;
}

/** After `nameAt` for the same place. */
export function valueAt(place: number, bytes: Buffer): string {
  const slot = slotAt(place);
  // An id or a time is another one each time; after a few of those nobody looks any more.
  if (slot === undefined || slot.misses >= mostMisses || bytes.length > longest) return bytes.toString();
  if (isSame(bytes, slot.value)) {
    if (slot.misses > 0) slot.misses -= 1;
    return slot.valueText;
  }
  slot.misses += 1;
  slot.value = Buffer.from(bytes);
  slot.valueText = bytes.toString();
  return slot.valueText;
}

type Slot = { name: Buffer; nameText: string; value: Buffer; valueText: string; misses: number };

const nothing = Buffer.alloc(0);
const slots: Slot[] = [];
const mostSlots = 128;
const mostMisses = 16;
const longest = 256;

function slotAt(place: number): Slot | undefined {
  const at = place >> 1;
  if (at >= mostSlots) return undefined;
  while (slots.length <= at)
    slots.push({ name: nothing, nameText: "", value: nothing, valueText: "", misses: 0 });
  return slots[at];
}

/** From the end, since names begin alike. */
function isSame(one: Buffer, other: Buffer): boolean {
  if (one.length !== other.length) return false;
  for (let at = one.length - 1; at >= 0; at -= 1) if (one[at] !== other[at]) return false;
  return true;
}
