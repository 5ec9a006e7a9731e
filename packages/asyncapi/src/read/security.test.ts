import { Parser } from "@asyncapi/parser";
import { expect, test } from "vitest";
import { bundleDocument } from "../bundle/bundle-document.ts";
import { readUnjudged, testDocument } from "../testing/project.ts";

const older = `asyncapi: 2.6.0
info: { title: Parcels, version: 1.0.0 }
servers:
  main: { url: broker.example, protocol: kafka, security: [{ login: [] }, { grant: ["parcels:read"] }] }
channels:
  parcels: { subscribe: { operationId: send, security: [{ login: [] }], message: { payload: { type: object } } } }
components:
  securitySchemes:
    login: { type: userPassword }
    grant: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://id.example", scopes: { "parcels:read": Read } } } }
`;

const newer = `asyncapi: 3.1.0
info: { title: Parcels, version: 1.0.0 }
servers:
  main:
    host: broker.example
    protocol: kafka
    security:
      - $ref: "#/components/securitySchemes/login"
      - type: oauth2
        scopes: ["parcels:read"]
        flows: { clientCredentials: { tokenUrl: "https://id.example", availableScopes: { "parcels:read": Read } } }
channels:
  parcels: { address: parcels, messages: { m: { payload: { type: object } } } }
operations:
  send: { action: send, channel: { $ref: "#/channels/parcels" }, security: [{ $ref: "#/components/securitySchemes/login" }] }
components:
  securitySchemes: { login: { type: userPassword } }
`;

test.each([
  ["2.6", older],
  ["3.1", newer],
])(
  "what servers and operations of %s demand stands in the model and in its bundle",
  async (_version, text) => {
    const { model, findings } = readUnjudged({ "asyncapi.yaml": text });
    if (model === undefined) throw new Error("there is no model");

    const clientCredentials = { tokenUrl: "https://id.example", availableScopes: { "parcels:read": "Read" } };
    const grant = { type: "oauth2", flows: { clientCredentials }, scopes: ["parcels:read"] };
    expect(findings).toEqual([]);
    expect(model.servers[0]?.security).toEqual([{ type: "userPassword" }, grant]);
    expect(model.operations[0]?.security).toEqual([{ type: "userPassword" }]);

    const bundle = bundleDocument(model);
    expect(bundle.servers).toMatchObject({ main: { security: [{ type: "userPassword" }, grant] } });
    const diagnostics = await new Parser().validate(JSON.stringify(bundle));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  },
);

test("who demands nothing has nothing said about it", () => {
  const { model } = readUnjudged({ "asyncapi.yaml": testDocument("parcels-v3.yaml") });

  expect(model?.servers).toHaveLength(2);
  for (const each of [...(model?.servers ?? []), ...(model?.operations ?? [])])
    expect(each).not.toHaveProperty("security");
});
