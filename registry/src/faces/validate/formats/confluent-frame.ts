/** Which schema a value was written by, as the serializers of Confluent Schema Registry say it. */
export type SchemaMark = { readonly id: number } | { readonly guid: string };

/** A zero and four bytes of an id; or a one and the sixteen bytes of a guid, as newer serializers write it. */
export function readFrame(
  bytes: Uint8Array,
): { readonly mark: SchemaMark; readonly payload: Uint8Array } | undefined {
  if (bytes[0] === 0 && bytes.length >= 5) {
    const id = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
    return { mark: { id }, payload: bytes.subarray(5) };
  }
  if (bytes[0] === 1 && bytes.length >= 17)
    return { mark: { guid: guidOf(bytes.subarray(1, 17)) }, payload: bytes.subarray(17) };
  return undefined;
}

/** The header in which the same may stand instead. */
export const schemaIdHeader = "__value_schema_id";

/** The header's value: framed bytes without a payload, or, written by hand, the guid or the id as text. */
export function readMark(value: string | Uint8Array): SchemaMark | undefined {
  if (typeof value !== "string") {
    const framed = readFrame(value);
    return framed?.payload.length === 0 ? framed.mark : undefined;
  }
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return { guid: value.toLowerCase() };
  return /^[0-9]{1,10}$/.test(value) ? { id: Number(value) } : undefined;
}

export function nameOfMark(mark: SchemaMark): string {
  return "id" in mark ? `the id ${mark.id}` : `the guid ${mark.guid}`;
}

function guidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join("-");
}
