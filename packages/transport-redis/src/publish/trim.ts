import { commandOf } from "../wire/entry-text.ts";

/**
 * Cuts off the oldest entries beyond so many, as far as every group has handled them. A group that reads nothing therefore holds what it has
 * not read, however long the stream gets: to lose it unasked would be worse.
 */
export function trimCommand(stream: string, keep: number): string {
  return commandOf(["EVAL", script, "1", stream, String(keep)]);
}

const script = `
local excess = redis.call('XLEN', KEYS[1]) - tonumber(ARGV[1])
if excess <= 0 then return 0 end
local function less(a, b)
  local ams, aseq = string.match(a, '(%d+)-(%d+)')
  local bms, bseq = string.match(b, '(%d+)-(%d+)')
  if ams ~= bms then return #ams < #bms or (#ams == #bms and ams < bms) end
  return #aseq < #bseq or (#aseq == #bseq and aseq < bseq)
end
local needed
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local about = {}
  for i = 1, #group, 2 do about[group[i]] = group[i + 1] end
  local oldest = about['last-delivered-id']
  if about['pending'] > 0 then oldest = redis.call('XPENDING', KEYS[1], about['name'])[2] end
  if needed == nil or less(oldest, needed) then needed = oldest end
end
if needed == nil then return redis.call('XTRIM', KEYS[1], 'MAXLEN', '~', ARGV[1]) end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', needed, 'LIMIT', excess)
`;
