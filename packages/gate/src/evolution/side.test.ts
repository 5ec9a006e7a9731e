import { createCatalogue } from "@concordat/contracts";
import { anonymousUri } from "@concordat/schema";
import { expect, test } from "vitest";
import { completeText, exampleBase, exampleVersion } from "../pages/lint-example.ts";
import { createSides } from "./side.ts";
import { order, placed, text } from "./testing/order.ts";

function sidesOf(contracts: Readonly<Record<string, string>>) {
  const versions = Object.entries(contracts).map(([id, body]) => exampleVersion(id, completeText(body, id)));
  const catalogue = createCatalogue(exampleBase, versions);
  const sideOf = createSides(catalogue);
  return (id: string) => {
    const version = catalogue.byId(id);
    if (version === undefined) throw new Error(`there is no ${id}`);
    return sideOf(version);
  };
}

const money = "shop/parts/money/1.0.0";
const whole = `${placed}/1.0.0`;
const referring = order({ price: { $ref: "../../parts/money/1.0.0.json" } });

test("what refers to nothing has the digest that the lock has; what refers to something, one of both", () => {
  const alone = sidesOf({ [money]: order({ amount: text }) })(money);
  const one = sidesOf({ [money]: order({ amount: text }), [whole]: referring });
  const other = sidesOf({ [money]: order({ amount: {} }), [whole]: referring });

  expect(alone.digest).toBe(alone.version.digest);
  expect(one(whole).version.digest).toBe(other(whole).version.digest);
  expect(one(whole).digest).not.toBe(other(whole).digest);
});

test("a place in the bundle is a place in the file that it came from", () => {
  const side = sidesOf({ [money]: order({ amount: text }), [whole]: referring })(whole);
  const fileAt = (pointer: string, document = anonymousUri) => {
    const { file, pointer: at } = side.placeOf({ document, pointer });
    return [file, at];
  };
  const bundle = side.reader() as { readonly $defs: Readonly<Record<string, unknown>> };
  const [name = ""] = Object.keys(bundle.$defs);

  expect(fileAt("/properties/price")).toEqual([`schemas/${whole}.json`, "/properties/price"]);
  expect(fileAt(`/$defs/${name}/properties/amount`)).toEqual([`schemas/${money}.json`, "/properties/amount"]);
  expect(fileAt("/properties/amount", `${exampleBase}${money}.json`)).toEqual([
    `schemas/${money}.json`,
    "/properties/amount",
  ]);
});

test("definitions of its own are its own", () => {
  const own = order({ price: { $ref: "#/$defs/price" } }, { $defs: { price: text } });
  const side = sidesOf({ [whole]: own })(whole);

  expect(side.placeOf({ document: anonymousUri, pointer: "/$defs/price/type" })).toMatchObject({
    file: `schemas/${whole}.json`,
    pointer: "/$defs/price/type",
  });
});

test("a schema that leads nowhere has a place all the same", () => {
  const side = sidesOf({ [whole]: order({ x: { $ref: "https://elsewhere.example/x.json" } }) })(whole);

  expect(() => side.reader()).toThrow("elsewhere.example");
  expect(side.placeOf({ document: side.version.uri, pointer: "" }).file).toBe(`schemas/${whole}.json`);
});
