import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";

const document = `# Acme's orders
asyncapi: 3.0.0
info: { title: Acme orders, version: 1.0.0 }
channels:
  orders:
    address: acme.orders # the one topic
    messages:
      placed: { $ref: "#/components/messages/OrderPlaced" }
components:
  messages:
    OrderPlaced:
      name: com.acme.order.placed
      payload:
        type: object
        properties:
          customer: { $ref: "#/components/schemas/Customer" }
  schemas:
    Customer: { type: object, properties: { name: { type: string } } }
`;

test("a new catalogue passes lint and can be added to at once", async () => {
  const project = temporaryProject();

  expect((await project.run(["init", "--base", "https://schemas.acme.com"])).out).toBe(
    "created schemas/shop/order/placed/1.0.0.json\ncreated asyncapi.yaml\ncreated concordat.config.json\n",
  );
  expect((await project.run(["new", "shop/order/paid"])).code).toBe(0);
  expect(await project.run(["lint"])).toEqual({ code: 0, out: "", err: "2 contracts: no findings\n" });
});

test("hidden entries are no obstacle, others are, by name", async () => {
  const project = temporaryProject({ ".git/HEAD": "" });
  expect((await project.run(["init", "--quiet"])).code).toBe(0);

  const taken = temporaryProject({ "notes.txt": "mine" });
  const { err, code } = await taken.run(["init"]);
  expect(err).toContain("this folder holds notes.txt");
  expect(code).toBe(7);
  expect(readdirSync(taken.root)).toEqual(["notes.txt"]);
});

test("a folder that cannot be written leaves nothing behind", async () => {
  const project = temporaryProject({ file: "a file, where a folder would have to be" });
  const { err, code } = await project.run(["init", "file/below"]);

  expect(err).toContain("error[FILE_WRITE]");
  expect(code).toBe(4);
});

test("--from makes contracts of a document's schemas and says what is left to do", async () => {
  const project = temporaryProject({ "orders.yaml": document });
  const { out, err, code } = await project.run(["init", "--from", "orders.yaml"]);

  expect(out).toContain("created schemas/acme/order/placed/1.0.0.json\n");
  expect(out).toContain('error[contract-document]: the value must have the member "examples"');
  expect(err).toMatch(/^2 contracts: \d+ errors, \d+ warnings\n$/);
  expect(code).toBe(100);
  expect(project.read("orders.yaml")).toBe(document);
  expect(project.read("schemas/acme/order/placed/1.0.0.json")).toContain(
    '"$ref": "../../../acme-orders/customer/1.0.0.json"',
  );
});

test("the copy of the document keeps its comments and names the contracts", async () => {
  const project = temporaryProject({ "orders.yaml": document });
  await project.run(["init", "--from", "orders.yaml"]);

  expect(project.read("asyncapi.yaml")).toBe(
    document
      .replace(
        `        type: object
        properties:
          customer: { $ref: "#/components/schemas/Customer" }
`,
        `        schemaFormat: application/schema+json;version=draft-2020-12
        schema:
          $ref: ./schemas/acme/order/placed/1.0.0.json
`,
      )
      .replace(
        "Customer: { type: object, properties: { name: { type: string } } }",
        "Customer:\n      $ref: ./schemas/acme-orders/customer/1.0.0.json",
      ),
  );
});

test("a document called asyncapi.yaml is not overwritten by its copy", async () => {
  const project = temporaryProject({ "asyncapi.yaml": document, "package.json": "{}" });
  await project.run(["init", "--from", "asyncapi.yaml"]);

  expect(project.read("asyncapi.yaml")).toBe(document);
  expect(JSON.parse(project.read("concordat.config.json")).asyncapi).toBe("contracts.asyncapi.yaml");
  expect((await project.run(["init", "--from", "asyncapi.yaml"])).code).toBe(7);
});

test("what no contract can be made of is refused with its place", async () => {
  const project = temporaryProject({ "x.yaml": "asyncapi: 3.0.0\n  info: [\n" });
  const { err, code } = await project.run(["init", "new", "--from", "x.yaml"]);

  expect(err).toContain("error[ASYNCAPI_SYNTAX]");
  expect(err).toContain("--> x.yaml:");
  expect(code).toBe(4);
  expect(readdirSync(join(project.root))).toEqual(["x.yaml"]);
});
