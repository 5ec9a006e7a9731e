import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { createServer } from "../server.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";

const hostile = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
const server = await createServer({
  registry: await registryWith(
    snapshotOf({
      "shop/money/1.0.0": { title: "Money", description: "An amount.", "x-concordat": { kind: "fragment" } },
      "shop/order/placed/1.0.0": {
        title: "Order placed",
        "x-concordat": { kind: "event", type: "com.shop.order.placed" },
      },
      "shop/order/placed/1.1.0": {
        title: "Order placed",
        description: "Sent once, see `total`.",
        "x-concordat": {
          kind: "event",
          type: "com.shop.order.placed",
          deprecated: true,
          sunset: "2030-01-31",
        },
        required: ["total"],
        properties: { total: { description: "What to pay.", $ref: "../../money/1.0.0.json" } },
        examples: [{ total: {} }],
      },
      "evil/words/1.0.0": {
        title: hostile,
        description: hostile,
        "x-concordat": {
          kind: "event",
          type: hostile,
          owner: hostile,
          key: hostile,
          sunset: hostile,
          deprecated: true,
        },
        properties: { [hostile]: { description: hostile, type: hostile, const: hostile, pattern: hostile } },
        not: { required: [hostile, hostile] },
        propertyNames: { pattern: hostile },
        examples: [{ [hostile]: hostile }],
      },
    }),
  ),
});
const asBrowser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

test("the list has every contract under its domain, with its latest version first", async () => {
  const { headers, body } = await server.inject("/");

  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(body).toContain('<h2 id="shop">shop');
  expect(body.indexOf("/ui/shop/order/placed/1.1.0")).toBeLessThan(
    body.indexOf("/ui/shop/order/placed/1.0.0"),
  );
});

test.each([
  ["?q=order+PLACED&kind=", ["shop/order/placed"]],
  ["?q=com.shop", ["shop/order/placed"]],
  ["?q=shop.money", ["shop/money"]],
  ["?q=&kind=fragment", ["shop/money"]],
  ["?q=nothing+of+the+kind", []],
])("the filter is a plain form: /%s", async (query, paths) => {
  const { body } = await server.inject(`/${query}`);

  expect([...body.matchAll(/<span class="mono quiet">([^<]*)<\/span>/g)].map(([, path]) => path)).toEqual(
    paths,
  );
});

test("the filter keeps what was typed", async () => {
  const { body } = await server.inject(`/?q=${encodeURIComponent('"><script>')}&kind=event`);

  expect(body).toContain('value="&#34;&#62;&#60;script&#62;"');
  expect(body).toContain('<option value="event" selected>');
});

test("a contract's page shows its words, members, examples, versions, document and who uses it", async () => {
  const { body } = await server.inject("/ui/shop/order/placed/1.1.0");

  expect(body).toContain("<h1>Order placed");
  expect(body).toContain("Sent once, see <code>total</code>.");
  expect(body).toContain('<a href="/ui/shop/money/1.0.0">Money</a>');
  expect(body).toContain("What to pay.");
  expect(body).toContain("&#34;total&#34;: {}");
  expect(body).toContain('<a href="/ui/shop/order/placed/1.1.0" aria-current="page">1.1.0</a>');
  expect(body).toContain('href="/shop/order/placed/1.1.0.json"');
  expect(body).toContain('<time datetime="2030-01-31">');
  expect((await server.inject("/ui/shop/money/1.0.0")).body).toContain(
    '<a href="/ui/shop/order/placed/1.1.0">Order placed 1.1.0</a>',
  );
});

test("a contract's path leads to its latest version", async () => {
  const { statusCode, headers } = await server.inject("/ui/shop/order/placed");

  expect([statusCode, headers.location]).toEqual([302, "/ui/shop/order/placed/1.1.0"]);
});

test("what a contract says is text, wherever it stands", async () => {
  for (const url of ["/", "/ui/evil/words/1.0.0", `/?q=${encodeURIComponent(hostile)}`]) {
    const { body } = await server.inject(url);

    expect(body, url).toContain("&#60;script&#62;");
    expect(body, url).not.toMatch(/<script|<img/i);
    // Quotes are escaped too, so a value cannot end its attribute and begin another.
    expect(body.replace(/"[^"]*"/g, ""), url).not.toMatch(/<[^>]*onerror/i);
  }
});

test("nothing but the page's own style is allowed to load or run", async () => {
  const { headers, body } = await server.inject("/");
  const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? "";
  const policy = String(headers["content-security-policy"]);

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src 'sha256-${hash("sha256", style, "base64")}'`);
  expect(policy).not.toMatch(/script-src|unsafe/);
  expect(body).not.toMatch(/<[^>]+\sstyle=/);
});

test("a browser gets a problem as a page with links, a program as everywhere else", async () => {
  const page = await server.inject({ url: "/ui/shop/order/placd", headers: asBrowser });
  const problem = await server.inject("/ui/shop/order/placd/1.0.0");

  expect(page.statusCode).toBe(404);
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(problem.statusCode).toBe(404);
  expect(problem.json()).toMatchObject({
    code: "NOT_FOUND",
    meant: ["/ui/shop/order/placed/1.0.0", "/ui/shop/order/placed/1.1.0"],
  });
  const link = await server.inject({ url: "/ui/shop/order/placd/1.0.0", headers: asBrowser });
  expect(link.body).toContain('<a href="/ui/shop/order/placed/1.0.0">');
});

test.each(["/?kind=evnt", "/?qq=1", "/ui/shop/money/1.0.0?x=1"])("%s is refused", async (url) => {
  expect((await server.inject(url)).statusCode).toBe(400);
});

test("a page cannot be had as JSON", async () => {
  const { statusCode, json } = await server.inject({ url: "/", headers: { accept: "application/json" } });

  expect([statusCode, json().code]).toEqual([406, "NOT_ACCEPTABLE"]);
});
