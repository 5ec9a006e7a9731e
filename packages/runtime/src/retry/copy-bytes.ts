/** Bytes of their own, of the same class. The `slice` of a Buffer is a view, so the one of the class above is asked. */
export function copyBytes<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  return Uint8Array.prototype.slice.call(bytes) as Bytes;
}
