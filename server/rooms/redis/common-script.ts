import { RING_LIMITS } from '../replay-ring.js';

/** Members compared when a ring must be emptied: a fixed number, so that the cost does not grow with the members. */
const CANDIDATES = 10;

/** The beginning of all scripts. */
export const COMMON = `
local prefix, mostKept = ARGV[1], tonumber(ARGV[2])
local leases, counts = prefix .. 'leases', prefix .. 'counts'
local function member(id) return prefix .. 'member:' .. id end
local function ring(id) return prefix .. 'ring:' .. id end
local function room(name) return prefix .. 'room:' .. name end
local function withdrawn(hold) return prefix .. 'withdrawn:' .. hold end

-- A full Redis refuses commands that could make it grow, but only as the first write of a script. So this command, which
-- writes nothing, shows whether it is full. After DEL, which is never refused, the rest of the script may write.
local probe = redis.pcall('SETRANGE', prefix .. 'probe', 0, '')
local isFull = type(probe) == 'table'
if isFull then
  if string.sub(probe.err, 1, 3) ~= 'OOM' then return probe end
  redis.call('DEL', prefix .. 'probe')
  -- From now on the rings may hold no more than they do now.
  redis.call('HSETNX', counts, 'ceiling', redis.call('HGET', counts, 'kept') or 0)
  mostKept = math.min(mostKept, redis.call('HGET', counts, 'ceiling'))
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function post(server, text)
  redis.call('SPUBLISH', prefix .. 'inbox:' .. server, text)
end

-- Empties the ring of a member, and returns how many bytes were in it and how many are in all the others.
local function cut(id)
  local length = tonumber(redis.call('HGET', member(id), 'length') or 0)
  redis.call('DEL', ring(id))
  redis.call('HSET', member(id), 'length', 0)
  return length, redis.call('HINCRBY', counts, 'kept', 0 - length)
end

-- Connected members need their rings least. Of some of them, takes the one with the longest ring, or else this one.
local function leastConcerned(id)
  local found, most = id, 0
  for _, other in ipairs(redis.call('ZRANDMEMBER', leases, ${CANDIDATES})) do
    local it = redis.call('HMGET', member(other), 'away', 'length')
    local length = tonumber(it[2] or 0)
    if it[1] == '0' and length > most then found, most = other, length end
  end
  return found
end

-- Numbers one push, keeps it, and returns where its member is and the number.
local function keep(id, head, tail)
  local seq = redis.call('HINCRBY', member(id), 'seq', 1)
  local it = redis.call('HMGET', member(id), 'server', 'length')
  local frame = head .. seq .. tail
  local pushes, length = redis.call('RPUSH', ring(id), frame), it[2] + #frame
  while pushes > ${RING_LIMITS.pushes} or length > ${RING_LIMITS.length} do
    length = length - #redis.call('LPOP', ring(id))
    pushes = pushes - 1
  end
  redis.call('HSET', member(id), 'length', length)
  local kept, freed = redis.call('HINCRBY', counts, 'kept', length - it[2]), 1
  while kept > mostKept and freed > 0 do freed, kept = cut(leastConcerned(id)) end
  return it[1], seq
end

local function tellOthers(name, except, kind, rest)
  local head, tail = '{"type":"' .. kind .. '","seq":', ',' .. rest .. '}'
  local addressees = {}
  for _, id in ipairs(redis.call('LRANGE', room(name), 0, -1)) do
    if id ~= except then
      local server, seq = keep(id, head, tail)
      if server ~= '' then addressees[server] = (addressees[server] or 'push') .. ' ' .. id .. ':' .. seq end
    end
  end
  for server, list in pairs(addressees) do post(server, list .. '\\n' .. head .. '\\n' .. tail) end
end

local function describe(id)
  local it = redis.call('HMGET', member(id), 'name', 'instance', 'media', 'away')
  return '{"id":"' .. id .. '","name":' .. it[1] .. ',"instance":' .. it[2] .. ',"media":' .. it[3] ..
    (it[4] == '1' and ',"away":true' or '') .. '}'
end

local function tellChange(id, name)
  tellOthers(name, id, 'participant-updated', '"participant":' .. describe(id))
end

local function goAway(id, name, grace)
  redis.call('HSET', member(id), 'away', 1, 'server', '')
  redis.call('ZADD', leases, now() + grace, id)
  tellOthers(name, id, 'participant-away', '"id":"' .. id .. '"')
end

local function remove(id, name, reason)
  cut(id)
  redis.call('DEL', member(id))
  redis.call('ZREM', leases, id)
  redis.call('LREM', room(name), 1, id)
  redis.call('HINCRBY', counts, 'members', -1)
  if redis.call('EXISTS', room(name)) == 0 then redis.call('HINCRBY', counts, 'rooms', -1) end
  tellOthers(name, id, 'participant-left', '"id":"' .. id .. '","reason":"' .. reason .. '"')
end

local function describeError(error)
  return type(error) == 'table' and error.err or tostring(error)
end

-- How many rooms and members there are.
local function count()
  local it = redis.call('HMGET', counts, 'rooms', 'members')
  return tonumber(it[1] or 0), tonumber(it[2] or 0)
end
`;
