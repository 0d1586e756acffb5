import { COMMON } from './common-script.js';

// Changes that must be atomic are scripts (https://redis.io/docs/latest/develop/programmability/eval-intro/): Redis runs one
// at a time, for all servers. Names, media and the like are stored as JSON text, so that nothing is parsed here. The
// first argument of every script is the prefix of all keys, the second one the bytes that all rings together may hold.
//
// member:ID  hash: room, name, instance, media, secret, previous, hold, op, seq, length, server, away, listening, base, resumed
// ring:ID    list: the last pushes to this member, ready to be sent
// room:NAME  list: the ids of its members, in the order in which they joined
// leases     sorted set: the time at which each member, connected or away, expires
// counts     hash: rooms, members; kept (the bytes of all rings), ceiling (most of them while Redis is full); swept,
//            mercy (time of the last sweep, and time before which no lease expires)
// withdrawn:HOLD  a join that must no longer be done, for a minute

/**
 * Before an action of a member: ends the script where the hold is void, or where the action is done and only its answer was
 * lost. Arguments: id, hold, number of the action.
 */
const AS_MEMBER = `
local id, hold, op = ARGV[3], ARGV[4], tonumber(ARGV[5])
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
local server, hold, name = ARGV[3], ARGV[4], ARGV[5]
local instance, shown, secret, media = ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local mostParticipants, mostRooms, mostMembers = tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])
local lease, fresh = tonumber(ARGV[13]), ARGV[14]
local known, presented, lastSeq, isClaim = ARGV[15], ARGV[16], tonumber(ARGV[17]), ARGV[18] == '1'

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

if redis.call('EXISTS', withdrawn(hold)) == 1 then return 'server-busy' end
for _, id in ipairs({ known, fresh }) do
  -- Already done; only the answer was lost.
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
  if not resumed then cut(known) end
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
if isFull then return 'full' end

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

/**
 * Undoes a join whose client no longer waits, done or still to come. Arguments: its hold, milliseconds of grace, and the ids
 * that it may have used. A member that came back by it can come back again.
 */
const WITHDRAW = `
local hold, grace = ARGV[3], tonumber(ARGV[4])
redis.call('SET', withdrawn(hold), 1, 'EX', 60)
for i = 5, #ARGV do
  local id = ARGV[i]
  local it = redis.call('HMGET', member(id), 'hold', 'room', 'previous')
  if it[1] == hold then
    if it[3] == '' then remove(id, it[2], 'left') else goAway(id, it[2], grace) end
  end
end
return 1
`;

/** Further arguments: id of the recipient, JSON text before and after the number. */
const SIGNAL = `
local to, head, tail = ARGV[6], ARGV[7], ARGV[8]
if redis.call('HGET', member(to), 'room') ~= name then return 0 end
local server, seq = keep(to, head, tail)
if server ~= '' then post(server, 'push ' .. to .. ':' .. seq .. '\\n' .. head .. '\\n' .. tail) end
return 1
`;

/** Further arguments: name and media, '' to leave them. */
const UPDATE = `
if ARGV[6] ~= '' then redis.call('HSET', member(id), 'name', ARGV[6]) end
if ARGV[7] ~= '' then redis.call('HSET', member(id), 'media', ARGV[7]) end
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

/** Further argument: milliseconds of grace. The hold is void then: a renewal that is run again brings nobody back. */
const DISCONNECT = `
if redis.call('HGET', member(id), 'away') ~= '1' then goAway(id, name, tonumber(ARGV[6])) end
redis.call('HSET', member(id), 'hold', '')
return 1
`;

/**
 * Arguments: server, milliseconds of a lease, then id and hold of each member. Returns for each the number of its newest
 * push, -1 where the hold is void, or the error that kept it from being renewed, which says nothing about the hold. Members
 * that are away only because the server was slow are connected again.
 */
const RENEW = `
local server, until_ = ARGV[3], now() + ARGV[4]

local function renew(id, hold)
  local it = redis.call('HMGET', member(id), 'hold', 'seq', 'away', 'room')
  if it[1] ~= hold then return -1 end
  redis.call('ZADD', leases, until_, id)
  if it[3] == '1' then
    redis.call('HSET', member(id), 'away', 0, 'server', server)
    tellChange(id, it[4])
  end
  return tonumber(it[2])
end

local newest = {}
for i = 5, #ARGV, 2 do
  local done, result = pcall(renew, ARGV[i], ARGV[i + 1])
  newest[#newest + 1] = done and result or describeError(result)
end
return newest
`;

/**
 * Notes that a member listens. Arguments: id, hold, number of the last delivered push. Returns the pushes after it, or
 * nothing where some are no longer kept.
 */
const MISSED = `
local id, hold, delivered = ARGV[3], ARGV[4], tonumber(ARGV[5])
local it = redis.call('HMGET', member(id), 'hold', 'seq')
if it[1] ~= hold then return false end
redis.call('HSET', member(id), 'listening', 1)
local seq = tonumber(it[2])
if delivered >= seq then return {} end
if delivered < seq - redis.call('LLEN', ring(id)) then return false end
return redis.call('LRANGE', ring(id), delivered - seq, -1)
`;

/**
 * Ends expired leases. Arguments: milliseconds of grace, of a lease, and of a pause that is too long; most members in one
 * run. Returns the number of expired leases, the counts, and the errors.
 *
 * After a long pause between two sweeps, Redis was stopped or out of reach, so no server could renew its leases either.
 * Then none expires until every server has had the time to renew them.
 */
const SWEEP = `
local grace, lease, pause, most = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local time = now()
local it = redis.call('HMGET', counts, 'swept', 'mercy')
local mercy = tonumber(it[2] or 0)
if time - (it[1] or time) > pause then mercy = time + lease end
redis.call('HSET', counts, 'swept', time, 'mercy', mercy)
if not isFull then redis.call('HDEL', counts, 'ceiling') end

local function sweep(id)
  local it = redis.call('HMGET', member(id), 'room', 'away')
  if it[2] == '1' then remove(id, it[1], 'timeout') else goAway(id, it[1], grace) end
end

local errors = {}
local due = time < mercy and {} or redis.call('ZRANGE', leases, '-inf', time, 'BYSCORE', 'LIMIT', 0, most)
for _, id in ipairs(due) do
  local done, result = pcall(sweep, id)
  if not done then
    -- Later, or in every run such members would take the turns of all others.
    redis.call('ZADD', leases, time + lease, id)
    errors[#errors + 1] = describeError(result)
  end
end
local rooms, members = count()
return { #due, rooms, members, errors }
`;

/** The scripts by name, each complete. */
export const SCRIPTS = {
  join: COMMON + JOIN,
  withdraw: COMMON + WITHDRAW,
  signal: COMMON + AS_MEMBER + SIGNAL,
  update: COMMON + AS_MEMBER + UPDATE,
  confirm: COMMON + AS_MEMBER + CONFIRM,
  leave: COMMON + AS_MEMBER + LEAVE,
  disconnect: COMMON + AS_MEMBER + DISCONNECT,
  renew: COMMON + RENEW,
  missed: COMMON + MISSED,
  sweep: COMMON + SWEEP,
} as const;

export type ScriptName = keyof typeof SCRIPTS;
