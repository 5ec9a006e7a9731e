import type { FieldBytes } from "@concordat/runtime/transport";

const nothing = Buffer.alloc(0);

/** Records of a batch, step by step (https://kafka.apache.org/documentation/#record). A batch is there as a whole, so nothing is missing. */
export class RecordBytes implements FieldBytes {
  readonly tail = 0;
  bytes: Buffer = nothing;
  view: DataView = viewOf(nothing);
  at = 0;

  /** Other bytes, from their beginning. */
  begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.at = 0;
  }

  /** One that is none counts as empty. */
  text(): number {
    return this.skip(this.varint());
  }

  /** So many bytes, none where it is less than that; answers where they begin. */
  skip(length: number): number {
    const { at } = this;
    if (length > 0) this.at += length;
    return at;
  }

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] as number;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[this.at++] as number;
      value |= (byte & 0x7f) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  skipVarlong(): void {
    while ((this.bytes[this.at++] as number) > 0x7f);
  }
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}
