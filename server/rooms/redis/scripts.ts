import { RING_LIMITS } from '../replay-ring.js';

// What has to happen at once, happens in a script (https://redis.io/docs/latest/develop/programmability/eval-intro/):
// Redis runs one at a time, whichever server asks. Names, media and the like are stored as JSON text, so that nothing
// is parsed here. Every script gets the prefix of all keys as its first argument.
//
// member:ID  hash: room, name, instance, media, secret, previous, hold, op, seq, length, server, away, listening, base, resumed
// ring:ID    list: the last pushes to this member, ready to be sent
// room:NAME  list: the ids of its members, in the order in which they joined
// leases     sorted set: until when each member is what it is: there, or away
// counts     hash: rooms, members

const COMMON = `
local prefix = ARGV[1]
local leases, counts = prefix .. 'leases', prefix .. 'counts'
local function member(id) return prefix .. 'member:' .. id end
local function ring(id) return prefix .. 'ring:' .. id end
local function room(name) return prefix .. 'room:' .. name end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function post(server, text)
  redis.call('SPUBLISH', prefix .. 'inbox:' .. server, text)
end

-- Numbers one push, keeps it, and returns where its member is and the number.
local function keep(id, head, tail)
  local seq = redis.call('HINCRBY', member(id), 'seq', 1)
  local frame = head .. seq .. tail
  local pushes = redis.call('RPUSH', ring(id), frame)
  local length = redis.call('HINCRBY', member(id), 'length', #frame)
  while pushes > ${RING_LIMITS.pushes} or length > ${RING_LIMITS.length} do
    local oldest = redis.call('LPOP', ring(id))
    pushes = pushes - 1
    length = redis.call('HINCRBY', member(id), 'length', -#oldest)
  end
  return redis.call('HGET', member(id), 'server'), seq
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
  redis.call('DEL', member(id), ring(id))
  redis.call('ZREM', leases, id)
  redis.call('LREM', room(name), 1, id)
  redis.call('HINCRBY', counts, 'members', -1)
  if redis.call('EXISTS', room(name)) == 0 then redis.call('HINCRBY', counts, 'rooms', -1) end
  tellOthers(name, id, 'participant-left', '"id":"' .. id .. '","reason":"' .. reason .. '"')
end

-- How many rooms and members there are.
local function count()
  local it = redis.call('HMGET', counts, 'rooms', 'members')
  return tonumber(it[1] or 0), tonumber(it[2] or 0)
end
`;

/**
 * For what a member does: nothing happens where the hold is void, and nothing twice where a server asks again because
 * the answer was lost. Arguments: id, hold, number of the action.
 */
const AS_MEMBER = `
local id, hold, op = ARGV[2], ARGV[3], tonumber(ARGV[4])
local mine = redis.call('HMGET', member(id), 'hold', 'op', 'room')
local name = mine[3]
if mine[1] ~= hold then return 0 end
if tonumber(mine[2]) >= op then return 1 end
redis.call('HSET', member(id), 'op', op)
`;

/**
 * Arguments: server, hold, room, instance, name ('' to leave it), secret, media of a new member, most participants,
 * rooms, members, milliseconds of a lease, id for a new member, id that the token leads to (or ''), its secret, the
 * last number it has seen (or -1), 1 where the token was given out before Redis was started.
 */
const JOIN = `
local server, hold, name = ARGV[2], ARGV[3], ARGV[4]
local instance, shown, secret, media = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local mostParticipants, mostRooms, mostMembers = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local lease, fresh = tonumber(ARGV[12]), ARGV[13]
local known, presented, lastSeq, isClaim = ARGV[14], ARGV[15], tonumber(ARGV[16]), ARGV[17] == '1'

local function admitted(id)
  local it = redis.call('HMGET', member(id), 'resumed', 'base', 'seq', 'previous')
  local resumed, base, seq = tonumber(it[1]), tonumber(it[2]), tonumber(it[3])
  local others = {}
  for _, other in ipairs(redis.call('LRANGE', room(name), 0, -1)) do
    if other ~= id then others[#others + 1] = describe(other) end
  end
  local missed = seq > base and redis.call('LRANGE', ring(id), base - seq, -1) or {}
  local rooms, members = count()
  return { id, resumed, base, it[4] ~= '' and 1 or 0, others, missed, rooms, members }
end

for _, id in ipairs({ known, fresh }) do
  -- Done already; only the answer was lost.
  if redis.call('HGET', member(id), 'hold') == hold then return admitted(id) end
end

local it = redis.call('HMGET', member(known),
  'secret', 'previous', 'server', 'hold', 'instance', 'seq', 'away', 'listening')
local isListening = it[7] == '0' and it[8] == '1'
if it[1] and (it[1] == presented or (it[2] == presented and not isListening)) then
  if it[3] ~= '' then post(it[3], 'replaced ' .. known .. ' ' .. it[4]) end
  local seq = tonumber(it[6])
  local same = it[5] == instance
  local resumed = same and lastSeq <= seq and lastSeq >= seq - redis.call('LLEN', ring(known))
  if not resumed then
    redis.call('DEL', ring(known))
    redis.call('HSET', member(known), 'length', 0)
  end
  if not same then redis.call('HSET', member(known), 'media', media) end
  if shown ~= '' then redis.call('HSET', member(known), 'name', shown) end
  redis.call('HSET', member(known), 'instance', instance, 'secret', secret, 'previous', presented,
    'hold', hold, 'op', 0, 'server', server, 'away', 0, 'listening', 0,
    'base', resumed and lastSeq or seq, 'resumed', resumed and 1 or 0)
  redis.call('ZADD', leases, now() + lease, known)
  tellChange(known, name)
  return admitted(known)
end

local size = redis.call('LLEN', room(name))
local rooms, members = count()
if size >= mostParticipants then return 'room-full' end
if members >= mostMembers or (size == 0 and rooms >= mostRooms) then return 'server-busy' end

local id, previous = fresh, ''
if isClaim and not it[1] then id, previous = known, presented end
redis.call('HSET', member(id), 'room', name, 'name', shown == '' and '""' or shown, 'instance', instance, 'media', media,
  'secret', secret, 'previous', previous, 'hold', hold, 'op', 0, 'seq', 0, 'length', 0,
  'server', server, 'away', 0, 'listening', 0, 'base', 0, 'resumed', 0)
redis.call('RPUSH', room(name), id)
redis.call('HINCRBY', counts, 'members', 1)
if size == 0 then redis.call('HINCRBY', counts, 'rooms', 1) end
redis.call('ZADD', leases, now() + lease, id)
tellOthers(name, id, 'participant-joined', '"participant":' .. describe(id))
return admitted(id)
`;

/** Further arguments: id of the recipient, JSON text before and after the number. */
const SIGNAL = `
local to, head, tail = ARGV[5], ARGV[6], ARGV[7]
if redis.call('HGET', member(to), 'room') ~= name then return 0 end
local server, seq = keep(to, head, tail)
if server ~= '' then post(server, 'push ' .. to .. ':' .. seq .. '\\n' .. head .. '\\n' .. tail) end
return 1
`;

/** Further arguments: name and media, '' to leave them. */
const UPDATE = `
if ARGV[5] ~= '' then redis.call('HSET', member(id), 'name', ARGV[5]) end
if ARGV[6] ~= '' then redis.call('HSET', member(id), 'media', ARGV[6]) end
tellChange(id, name)
return 1
`;

const CONFIRM = `
redis.call('HSET', member(id), 'previous', '')
return 1
`;

const LEAVE = `
remove(id, name, 'left')
return { count() }
`;

/** Further argument: milliseconds of grace. */
const DISCONNECT = `
if redis.call('HGET', member(id), 'away') ~= '1' then goAway(id, name, tonumber(ARGV[5])) end
return 1
`;

/**
 * Arguments: server, milliseconds of a lease, then id and hold of one after another. Returns for each the number of
 * its newest push, or -1 where the place is another's or gone. Whoever was taken for lost, since the server was slow,
 * is there again.
 */
const RENEW = `
local server, until_ = ARGV[2], now() + ARGV[3]
local newest = {}
for i = 4, #ARGV, 2 do
  local id, hold = ARGV[i], ARGV[i + 1]
  local it = redis.call('HMGET', member(id), 'hold', 'seq', 'away', 'room')
  if it[1] ~= hold then
    newest[#newest + 1] = -1
  else
    redis.call('ZADD', leases, until_, id)
    if it[3] == '1' then
      redis.call('HSET', member(id), 'away', 0, 'server', server)
      tellChange(id, it[4])
    end
    newest[#newest + 1] = tonumber(it[2])
  end
end
return newest
`;

/**
 * For a member who listens. Arguments: id, hold, the last number that was delivered. Returns what came after it, or
 * nothing where it is lost.
 */
const MISSED = `
local id, hold, delivered = ARGV[2], ARGV[3], tonumber(ARGV[4])
local it = redis.call('HMGET', member(id), 'hold', 'seq')
if it[1] ~= hold then return false end
redis.call('HSET', member(id), 'listening', 1)
local seq = tonumber(it[2])
if delivered >= seq then return {} end
if delivered < seq - redis.call('LLEN', ring(id)) then return false end
return redis.call('LRANGE', ring(id), delivered - seq, -1)
`;

/** Arguments: milliseconds of grace, most members to look at. Returns how many leases were over, and the counts. */
const SWEEP = `
local due = redis.call('ZRANGE', leases, '-inf', now(), 'BYSCORE', 'LIMIT', 0, tonumber(ARGV[3]))
for _, id in ipairs(due) do
  local it = redis.call('HMGET', member(id), 'room', 'away')
  if it[2] == '1' then remove(id, it[1], 'timeout') else goAway(id, it[1], tonumber(ARGV[2])) end
end
return { #due, count() }
`;

/** What makes room, or leads to it, must work in a Redis that is full. */
const EVEN_WHEN_FULL = '#!lua flags=allow-oom\n';

/** The scripts by name, each complete. */
export const SCRIPTS = {
  join: COMMON + JOIN,
  signal: COMMON + AS_MEMBER + SIGNAL,
  update: COMMON + AS_MEMBER + UPDATE,
  confirm: COMMON + AS_MEMBER + CONFIRM,
  leave: EVEN_WHEN_FULL + COMMON + AS_MEMBER + LEAVE,
  disconnect: EVEN_WHEN_FULL + COMMON + AS_MEMBER + DISCONNECT,
  renew: COMMON + RENEW,
  missed: COMMON + MISSED,
  sweep: EVEN_WHEN_FULL + COMMON + SWEEP,
} as const;

export type ScriptName = keyof typeof SCRIPTS;
