import type { Asker } from "../link/asker.ts";

/** What a group has not handled of a stream: pending, and not delivered yet. */
export async function unreadOf(asker: Asker, stream: string, group: string): Promise<number> {
  return Number(await asker.run(script, [stream], [group]));
}

/** Redis 7 keeps the number, and does not know it where entries were deleted in between; then it is counted, up to a bound. */
const script = `
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local about = {}
  for i = 1, #group, 2 do about[group[i]] = group[i + 1] end
  if about['name'] == ARGV[1] then
    local lag = about['lag']
    if type(lag) ~= 'number' then
      lag = #redis.call('XRANGE', KEYS[1], '(' .. about['last-delivered-id'], '+', 'COUNT', 10000)
    end
    return about['pending'] + lag
  end
end
return 0
`;
