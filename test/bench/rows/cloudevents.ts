import { eventText } from "../documents.ts";
import { inProcess } from "../in-process.ts";
import type { Row } from "./row.ts";

type Order = {
  readonly orderId: string;
  readonly customer: object;
  readonly lines: readonly object[];
  readonly note: string;
  readonly comment: string;
};

/** The data of the event in `documents.ts`. */
const orderSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["orderId", "customer", "lines"],
  properties: {
    orderId: { type: "string", minLength: 1, maxLength: 64 },
    customer: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", minLength: 1, maxLength: 200 },
        loyal: { type: "boolean" },
        since: { type: "integer", minimum: 1900 },
      },
    },
    lines: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["sku", "quantity"],
        properties: {
          sku: { type: "string", pattern: "^[A-Z]-[0-9]+$", maxLength: 20 },
          quantity: { type: "integer", minimum: 1 },
          price: { type: "number", minimum: 0 },
        },
      },
    },
    note: { type: "string" },
    comment: { type: "string" },
  },
};

export const cloudevents: Row = {
  name: "cloudevents",
  description:
    "making, validating and encoding an event against JSON.stringify into a Buffer; decoding and validating against JSON.parse",
  async cases() {
    const { createEvent, decodeStructured, defineEvent, encodeStructured, httpBinding } = await import(
      "@concordat/cloudevents"
    );
    const { parseJson } = await import("@concordat/json");
    const { createValidator } = await import("@concordat/validator");
    const validateData = createValidator(orderSchema);
    return [600, 2000].flatMap((bytes) => {
      const text = eventText(bytes);
      const buffer = Buffer.from(text);
      const decoded = decodeStructured(text).event;
      if (decoded === undefined) throw new Error("the event of the bench is not valid");
      const { type, source } = decoded;
      const data = decoded.data as Order;
      const orderPlaced = defineEvent<Order>({ type, source, validateData });
      const made = orderPlaced(data);
      const message = httpBinding.encode(decoded);
      const { headers, body } = message;
      return [
        {
          name: `an event of ${bytes} bytes, out`,
          baseline: inProcess("JSON.stringify into a Buffer", () => Buffer.from(JSON.stringify(made))),
          subjects: [
            inProcess("defineEvent, validate, encode", () => encodeStructured(orderPlaced(data))),
            inProcess("the same with a subject", () =>
              encodeStructured(orderPlaced(data, { subject: "order-2024-000117" })),
            ),
            inProcess("createEvent, validate, encode", () =>
              encodeStructured(createEvent({ type, source, data }, { validateData })),
            ),
            inProcess("encode alone", () => encodeStructured(made)),
            inProcess("of which: stringify the data", () => JSON.stringify(data)),
            inProcess("of which: validate the data", () => validateData(data)),
            inProcess("defineEvent, validate, binary", () => httpBinding.encode(orderPlaced(data)).body),
            inProcess("and its headers read", () => httpBinding.encode(orderPlaced(data)).headers),
          ],
        },
        {
          name: `an event of ${bytes} bytes, in`,
          baseline: inProcess("JSON.parse of a Buffer", () => JSON.parse(buffer.toString())),
          subjects: [
            inProcess("decode, validate", () => decodeStructured(buffer, { validateData })),
            inProcess("decode, validate, out of a string", () => decodeStructured(text, { validateData })),
            inProcess("decode alone", () => decodeStructured(buffer)),
            inProcess("of which: the strict parser", () => parseJson(buffer)),
            inProcess("of which: validate the data", () => validateData(data)),
            inProcess("decode and validate, binary", () =>
              httpBinding.decode({ headers, body }, { validateData }),
            ),
          ],
        },
      ];
    });
  },
  /** Where the time goes, by `node --cpu-prof`, for the events of 600 bytes. */
  remarks: async () => [
    "out, profile of define, validate, encode: JSON.stringify of the data 35 %, UTF-8 into the slab 13 %, the validator 11 %, garbage 10 %, id, time and object 10 %, quoting 6 %",
    "in, profile of decode, validate: JSON.parse 40 %, the proof that it lost nothing 14 %, the validator 11 %, the envelope 12 %, garbage 9 %, UTF-8 6 %",
  ],
};
