import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { brokers } from "./brokers.ts";

const program = join(import.meta.dirname, "programs", "open-use-close.ts");

test.for(brokers)(
  "a process that closed $transport ends by itself",
  { timeout: 600_000 },
  async (broker, context) => {
    const service = await useService(broker.service, { exclusive: true, test: context });
    const env = { ...process.env, CONCORDAT_TRANSPORT: broker.transport, ...broker.environment(service) };

    expect(await promisify(execFile)(process.execPath, [program], { env })).toEqual({
      stdout: "",
      stderr: "",
    });
  },
);
