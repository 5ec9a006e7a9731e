import { createCatalogue } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/project.ts";
import { placedFindings } from "./placed-findings.ts";

const document = `asyncapi: 3.1.0
channels:
  orders:
    bindings: { $ref: "#/components/channelBindings/topic" }
`;

function finding(pointer: string, file = "asyncapi.yaml"): Finding {
  return { rule: "topology", code: "X", severity: "error", message: "", hint: "", at: { file, pointer } };
}

test("findings on the model get the lines of what they name, or of the nearest above it", () => {
  const project = temporaryProject({ "asyncapi.yaml": document });
  const findings = [
    finding("/asyncapi"),
    finding("/channels/orders/bindings/kafka/partitions"),
    finding("/x", "other.yaml"),
  ];

  const placed = placedFindings(findings, project, createCatalogue(project.base, []));

  expect(placed.map(({ at }) => [at.pointer, at.range?.start.line])).toEqual([
    ["/asyncapi", 1],
    ["/channels/orders/bindings/kafka/partitions", 4],
    ["/x", undefined],
  ]);
});
