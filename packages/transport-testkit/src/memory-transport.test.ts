import { createMemoryBroker, createMemoryTransport } from "@concordat/runtime";
import { describe, test } from "vitest";
import { transportConformance } from "./index.ts";

const broker = createMemoryBroker({ dedupeWindowMs: 60_000, unread: { messages: 1_000 } });

transportConformance("memory", () => createMemoryTransport({ broker }), { describe, test });
