import type { Asker } from "../link/asker.ts";
import type { Partition } from "./partition.ts";

/** Takes members that have nothing pending off the list of a group. One with something pending would lose it with its name. */
export async function removeConsumer(
  asker: Asker,
  { stream, group }: Partition,
  consumer: string,
): Promise<void> {
  await asker.run(removeOne, [stream], [group, consumer]);
}

/** All others: the stream is read by one member at a time, and those before have left. */
export async function removeIdleConsumers(
  asker: Asker,
  { stream, group }: Partition,
  except: string,
): Promise<void> {
  await asker.run(removeOthers, [stream], [group, except]);
}

const removeOne = `
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if #pending == 0 then redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2]) end
return #pending
`;

const removeOthers = `
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local about = {}
  for i = 1, #consumer, 2 do about[consumer[i]] = consumer[i + 1] end
  if about['pending'] == 0 and about['name'] ~= ARGV[2] then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], about['name'])
  end
end
return 0
`;
