import { type ContractRecord, parseVersion } from "@concordat/contracts";
import { camelCase, wordsOf } from "@concordat/gen-core";
import { type Html, html } from "@concordat/gen-core/html";
import { isArray, type Json } from "@concordat/json";
import type { Usage } from "../settings.ts";

/** What one types to use a contract: with the SDK, against a registry, on the command line. */
export function snippets(version: ContractRecord, { registry, packageOf }: Usage): Html {
  const { id, contract } = version;
  const event = version.kind === "event" && version.type !== undefined ? eventName(version) : undefined;
  const from = packageOf(version.type ?? "");
  const { examples } = version.document;
  const [example] = examples !== undefined && isArray(examples) ? examples : [];
  const named = `${contract}@${version.version}`;
  const blocks: readonly (readonly [string, string] | undefined)[] = [
    event === undefined ? undefined : ["Send it, in TypeScript", sending(event, from, example)],
    event === undefined ? undefined : ["Handle it, in TypeScript", handling(event, from)],
    ["Look it up in the registry", `curl -s ${shellWord(`${registry}/${id}`)}`],
    [
      "Check data against it",
      example === undefined
        ? `npx concordat validate ${shellWord(named)} data.json`
        : `echo ${shellWord(JSON.stringify(example))} | npx concordat validate ${shellWord(named)} -`,
    ],
  ];
  return html`<div class="snippets">${blocks.map(
    (block) =>
      block !== undefined &&
      html`<figure><figcaption>${block[0]}</figcaption><pre class="code" tabindex="0"><code>${block[1]}</code></pre></figure>`,
  )}</div>`;
}

/** JSON is an expression of TypeScript; it is printed as such, so nothing in it is read as anything else. */
function sending(name: string, from: string, example: Json | undefined): string {
  const data = JSON.stringify(example ?? {}, null, 2);
  return `import { createBus, events } from ${JSON.stringify(from)};

const bus = createBus({ transport, source: "/my-service" });

await bus.send(events${member(name)}(${data}));`;
}

function handling(name: string, from: string): string {
  return `import { createBus, ignoreOthers } from ${JSON.stringify(from)};

const bus = createBus({ transport, source: "/my-service" });

await bus.consume("my-service", {
  ...ignoreOthers,
  ${isIdentifier(name) ? name : JSON.stringify(name)}: async (event) => {
    console.log(event.id, event.data);
  },
});`;
}

/** The words of the title; of later major versions, which have types of their own, with the number behind it. */
function eventName({ title, contract, version }: ContractRecord): string {
  const major = parseVersion(version)?.major ?? 0;
  return camelCase([...wordsOf(title ?? contract), ...(major < 2 ? [] : [`v${major}`])]);
}

function member(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** One word for a shell, whatever is in it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
