import { posix } from "node:path";
import { Script } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { channel, message, model, operation, shippedModel, version } from "../testing/models.ts";
import { type PageReading, readPage } from "../testing/read-page.ts";
import { docsSite } from "./docs-site.ts";

const options = {
  command: "npx concordat docs",
  settings: {
    sdk: { package: "@acme/events", entries: { ".": "com.foundry.*", "./shop": ["com.koosco.*"] } },
  },
};
let files: ReadonlyMap<string, string>;
let pages: ReadonlyMap<string, PageReading>;

beforeAll(() => {
  files = docsSite(shippedModel(), options);
  pages = new Map(
    [...files].filter(([path]) => path.endsWith(".html")).map(([path, text]) => [path, readPage(text)]),
  );
});

describe("the site of the shipped catalogue", () => {
  test("has a page for every contract, channel and application, and four of its own", () => {
    const { contracts, channels } = shippedModel();
    const count = (folder: string) => [...pages.keys()].filter((path) => path.startsWith(folder)).length;

    expect(count("contracts/")).toBe(new Set(contracts.map(({ contract }) => contract)).size);
    expect(count("channels/")).toBe(channels.length + 1);
    expect(count("applications/")).toBe(18);
    expect([...pages.keys()].filter((path) => !path.includes("/"))).toEqual([
      "index.html",
      "graph.html",
      "reading.html",
    ]);
  });

  test("every link leads to a page and a place that exist", () => {
    let count = 0;
    for (const [path, { links }] of pages)
      for (const link of links) {
        if (/^(https?|mailto|data):/.test(link)) continue;
        const [file = "", fragment] = link.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), decodeURI(file));
        expect(files.has(target), `${path} links to ${link}`).toBe(true);
        if (fragment !== undefined)
          expect(pages.get(target)?.ids, `${path} links to ${link}`).toContain(fragment);
        count++;
      }
    expect(count).toBeGreaterThan(5000);
  });

  test("a channel's page tells what its broker has to have", () => {
    expect(files.get("channels/object-type-created.html")).toContain("OMS_EVENTS");
  });

  test("no page has one id twice, or a heading that skips a level", () => {
    for (const [path, { ids, elements }] of pages) {
      expect(ids.length, path).toBe(new Set(ids).size);
      const levels = elements.flatMap(({ name }) => /^h([1-6])$/.exec(name)?.[1] ?? []).map(Number);
      expect(
        levels.filter((level) => level === 1),
        path,
      ).toEqual([1]);
      for (const [index, level] of levels.entries())
        expect(level, `${path}, heading ${index}`).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    }
  });

  test("no page fetches anything, runs anything inline, or lacks what helps to find one's way", () => {
    for (const [path, { elements }] of pages) {
      const named = (name: string) => elements.filter((element) => element.name === name);
      expect(
        named("script").map(({ text }) => text),
        path,
      ).toEqual([""]);
      expect(named("style"), path).toEqual([]);
      expect(named("main"), path).toHaveLength(1);
      expect(named("html")[0]?.attributes.get("lang"), path).toBe("en");
      expect(
        named("meta").map(({ attributes }) => attributes.get("http-equiv")),
        path,
      ).toContain("Content-Security-Policy");
      for (const { attributes } of elements)
        for (const [name, value] of attributes) {
          expect(name, path).not.toMatch(/^on|^style$/);
          if (name === "src") expect(value, path).toMatch(/^(\.\.\/)?assets\/site\.js$/);
        }
    }
  });

  test("the same model has the same bytes", () => {
    expect(docsSite(shippedModel(), options)).toEqual(files);
  });

  test("its script is a script", () => {
    expect(() => new Script(files.get("assets/site.js") ?? "(")).not.toThrow();
  });

  test("a contract's page tells of its versions, of who moves it and of what broke", () => {
    const text = pages.get("contracts/commerce.payment.failed.html")?.text ?? "";

    for (const words of [
      "com.koosco.payment.failed.v2",
      '"amount" was optional and is now required',
      "From 1.0.0 to 2.0.0 is a major step",
      "It travels under a type of its own",
      "payment-service",
      "receivePaymentFailed",
      "curl -s http://127.0.0.1:8081/commerce/payment/failed/2.0.0",
      'import { createBus, events } from "@acme/events/shop";',
      "events.paymentFailedV2(",
    ])
      expect(text).toContain(words);
  });

  test("a compatible step says that it is proved both ways", () => {
    const text = pages.get("contracts/commerce.order.placed.html")?.text ?? "";

    expect(text.match(/compatible, proved/g)).toHaveLength(2);
    expect(text).toContain("From 1.0.0 to 1.1.0 is a minor step");
  });
});

test("a catalogue twice as large makes a site twice as large", () => {
  const sizeOf = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const channels = names.map((name) => channel(name, [name]));
    const large = model({
      contracts: names.map((name) => version(`shop/${name}/1.0.0`, {})),
      messages: names.map((name) =>
        message(name, { payload: { kind: "contract", contract: `shop/${name}/1.0.0` } }),
      ),
      channels,
      operations: channels.map((on) => operation(on.name, "send", on)),
    });
    return [...docsSite(large, options).values()].reduce((sum, text) => sum + text.length, 0);
  };

  expect(sizeOf(500) / sizeOf(250)).toBeLessThan(2.1);
});
