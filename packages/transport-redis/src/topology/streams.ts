import { transportErrors } from "@concordat/runtime";
import type { Asker } from "../link/asker.ts";
import { transportName } from "../transport-name.ts";
import type { Address } from "./address.ts";

export type Provision = "check" | "create";

/**
 * Sees to it that the streams of an address are there, all of them and no more: a publisher that spreads over eight and a reader that
 * looks at four would lose half without anybody being told.
 *
 * Resolves with whether some were made. Throws TOPOLOGY_MISSING, TOPOLOGY_MISMATCH.
 */
export async function provideStreams(asker: Asker, address: Address, provision: Provision): Promise<boolean> {
  const { name, streams } = address;
  const answer = await asker.run(script, [name], [streams.length, provision]);
  const [verdict = "", what = "", found = ""] = answer as readonly string[];
  switch (verdict) {
    case "missing":
      throw missingStream(address, what);
    case "type":
      throw mismatch(`the key ${what}`, "type", found, "stream");
    case "partitions":
      throw mismatch(`the address ${name}`, "partitions", found, String(streams.length));
    default:
      return verdict === "made";
  }
}

export function missingStream(address: Address, stream: string): Error {
  return transportErrors.TOPOLOGY_MISSING({
    transport: transportName,
    what: `the stream ${stream}`,
    address: address.name,
  });
}

function mismatch(what: string, setting: string, found: string, wanted: string): Error {
  return transportErrors.TOPOLOGY_MISMATCH({ transport: transportName, what, setting, found, wanted });
}

/** In one step, so that two who begin at once with different numbers of partitions cannot each make half of them. */
const script = `
local address, wanted, mayCreate = KEYS[1], tonumber(ARGV[1]), ARGV[2] == 'create'
local function kind(key) return redis.call('TYPE', key).ok end
local function make(key)
  redis.call('XGROUP', 'CREATE', key, 'concordat-makes-it', '$', 'MKSTREAM')
  redis.call('XGROUP', 'DESTROY', key, 'concordat-makes-it')
end
local missing, highest, i = {}, 0, 0
while true do
  local key = address .. ':p' .. i
  local found = kind(key)
  if found == 'stream' then
    highest = i + 1
  elseif i >= wanted then
    break
  elseif found == 'none' then
    table.insert(missing, key)
  elseif wanted > 1 then
    return {'type', key, found}
  end
  i = i + 1
end
local plain = kind(address)
if wanted == 1 then
  if highest > 0 then return {'partitions', '', tostring(highest)} end
  if plain == 'stream' then return {'there'} end
  if plain ~= 'none' then return {'type', address, plain} end
  missing = {address}
else
  if plain == 'stream' then return {'partitions', '', '1'} end
  if highest > 0 and highest ~= wanted then return {'partitions', '', tostring(highest)} end
end
if #missing == 0 then return {'there'} end
if not mayCreate then return {'missing', missing[1]} end
for _, key in ipairs(missing) do make(key) end
return {'made'}
`;
