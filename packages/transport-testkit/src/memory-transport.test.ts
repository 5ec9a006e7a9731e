import { createMemoryBroker, createMemoryTransport } from "@concordat/runtime";
import { describe, test } from "vitest";
import { transportConformance } from "./index.ts";

const broker = createMemoryBroker();

transportConformance("memory", () => createMemoryTransport({ broker }), { describe, test });
