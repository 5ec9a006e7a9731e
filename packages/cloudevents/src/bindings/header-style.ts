import type { HeaderName } from "./header-names.ts";
import type { Trouble } from "./percent.ts";

/** How attributes become headers: all in which the protocols differ. */
export type HeaderStyle = {
  /** For names of headers that begin with what stands in front of the name of each attribute, lower case. */
  readonly readName: (name: string) => HeaderName;
  readonly writeName: (attribute: string) => string;
  /** The header that says what the body is, as it is written. */
  readonly contentType: string;
  /** Whether `datacontenttype` travels under `contentType` in binary mode, or like any other attribute. */
  readonly dataTypeHeader: "content-type" | "prefixed";
  readonly encodeValue: (text: string) => string;
  readonly decodeValue: (value: string) => string | Trouble;
};
