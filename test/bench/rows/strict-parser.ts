import { eventText, schemaText } from "../documents.ts";
import { inProcess } from "../in-process.ts";
import type { Row } from "./row.ts";

export const strictParser: Row = {
  name: "strict-parser",
  description: "parseJson, which refuses what readers disagree about, against JSON.parse",
  async cases() {
    const { parseJson } = await import("@concordat/json");
    return [
      { name: "event of 600 bytes", text: eventText(600) },
      { name: "schema of 100 kB", text: schemaText(100_000) },
    ].map(({ name, text }) => ({
      name,
      baseline: inProcess("JSON.parse", () => JSON.parse(text)),
      subjects: [inProcess("parseJson", () => parseJson(text))],
    }));
  },
};
