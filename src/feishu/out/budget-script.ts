/**
 * One question to the budget, answered in one step, so that no two workers can share a place.
 *
 * KEYS: penalty of the API, its queue, then one list for each limit: the times of the last calls, newest first.
 * ARGV: the number of leading lists that belong to the API, the gap between two calls of a queue in µs, how long the
 * caller waits for a place in µs, then for each list its limit and its window in µs. Returns whether a place was taken,
 * and the milliseconds until then, or else until it is worth asking again.
 *
 * A call fits a limit of n when the n-th last call lies a whole window back: exact for every window, not only for
 * those on the clock. A caller who waits takes its place ahead of time, one gap behind the last: hundreds of letters
 * then go at an even pace. In bursts their calls would meet at the platform, which counts them a little later than we do,
 * and refuses everything for a second. One that would have to wait too long takes nothing and is given a place in a queue,
 * so that all who wait come back one after the other. A place in the queue is a hint; the limits are asked again.
 */
export const TAKE_SCRIPT = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local apiLists, gap, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local longestPatience = 5000000
local apiWait, wait = math.max(0, redis.call('PTTL', KEYS[1])) * 1000, 0

for i = 3, #KEYS do
  local limit, window = tonumber(ARGV[2 * i - 2]), tonumber(ARGV[2 * i - 1])
  local newest = tonumber(redis.call('LINDEX', KEYS[i], 0)) or 0
  -- The server's clock was set back: what lies in the future would block for hours.
  if newest > now + window + longestPatience then redis.call('DEL', KEYS[i]) newest = 0 end
  local nth = tonumber(redis.call('LINDEX', KEYS[i], limit - 1))
  local lack = nth and nth + window - now or 0
  local behind = newest + (patience > 0 and gap or 0) - now
  if i - 2 <= apiLists then apiWait = math.max(apiWait, lack, behind) else wait = math.max(wait, lack) end
end

if apiWait <= patience and wait <= math.max(0, apiWait) then
  local ahead = math.max(0, apiWait)
  for i = 3, #KEYS do
    local limit, window = tonumber(ARGV[2 * i - 2]), tonumber(ARGV[2 * i - 1])
    redis.call('LPUSH', KEYS[i], string.format('%.0f', now + ahead))
    redis.call('LTRIM', KEYS[i], 0, limit - 1)
    redis.call('PEXPIRE', KEYS[i], math.ceil((window + ahead) / 1000) + 1000)
  end
  return { 1, math.ceil(ahead / 1000) }
end

if apiWait > 0 then
  local last = tonumber(redis.call('GET', KEYS[2])) or 0
  local place = math.min(math.max(now + apiWait, last + gap), now + apiWait + 60000000)
  redis.call('SET', KEYS[2], string.format('%.0f', place), 'PX', math.ceil((place - now) / 1000))
  apiWait = place - now
end
return { 0, math.ceil(math.max(apiWait, wait) / 1000) }
`
