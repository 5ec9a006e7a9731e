import type { ContractVersion } from "@concordat/contracts";
import { digestOf } from "@concordat/json/digest";
import { type RegistryClient, registryClientErrors } from "@concordat/registry-client";

/** How many documents are asked for at once. */
const atOnce = 8;

/** Each version's file as it was written, by id; what is not what the bundle promised is refused. */
export async function fetchTexts(
  versions: readonly ContractVersion[],
  client: RegistryClient,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const waiting = versions.values();
  const work = async () => {
    for (const version of waiting) texts.set(version.id, await fetchText(version, client));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return texts;
}

async function fetchText({ id, digest }: ContractVersion, client: RegistryClient): Promise<string> {
  const found = await client.document(id);
  const refuse = (trouble: string) =>
    registryClientErrors.REGISTRY_ANSWER_INVALID({ url: `${client.url}${id}`, trouble });
  if (found === undefined) throw refuse("is that there is no such document, and its bundle holds one");
  if (digestOf(found.value.value) !== digest) throw refuse("is another document than its bundle holds");
  return found.value.text;
}
