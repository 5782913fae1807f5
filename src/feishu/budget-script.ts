/**
 * One question to the budget, answered in one step, so that no two workers can share a place.
 *
 * KEYS: penalty of the API, its queue, then one list for each limit: the times of the last calls, newest first.
 * ARGV: the number of leading lists that belong to the API, the gap between two calls of a queue in µs,
 * then for each list its limit and its window in µs. Answers 0 (taken) or the milliseconds to wait.
 *
 * A call fits a limit of n when the n-th last call lies a whole window back: exact for every window, not only
 * for those on the clock. Who has to wait for the API is given a place in a queue, so that hundreds of waiting
 * letters come back one after the other, not all at once. A place is a hint; the limits are asked again.
 */
export const takeScript = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local apiLists, gap = tonumber(ARGV[1]), tonumber(ARGV[2])
local apiWait, wait = math.max(0, redis.call('PTTL', KEYS[1])) * 1000, 0

for i = 3, #KEYS do
  local limit, window = tonumber(ARGV[2 * i - 3]), tonumber(ARGV[2 * i - 2])
  local newest = tonumber(redis.call('LINDEX', KEYS[i], 0)) or 0
  -- The server's clock was set back: what lies in the future would block for hours.
  if newest > now + window then redis.call('DEL', KEYS[i]) end
  local nth = tonumber(redis.call('LINDEX', KEYS[i], limit - 1))
  local lack = nth and nth + window - now or 0
  if i - 2 <= apiLists then apiWait = math.max(apiWait, lack) else wait = math.max(wait, lack) end
end

if apiWait <= 0 and wait <= 0 then
  for i = 3, #KEYS do
    local limit, window = tonumber(ARGV[2 * i - 3]), tonumber(ARGV[2 * i - 2])
    redis.call('LPUSH', KEYS[i], string.format('%.0f', now))
    redis.call('LTRIM', KEYS[i], 0, limit - 1)
    redis.call('PEXPIRE', KEYS[i], math.ceil(window / 1000) + 1000)
  end
  return 0
end

if apiWait > 0 then
  local last = tonumber(redis.call('GET', KEYS[2])) or 0
  local place = math.min(math.max(now + apiWait, last + gap), now + apiWait + 60000000)
  redis.call('SET', KEYS[2], string.format('%.0f', place), 'PX', math.ceil((place - now) / 1000))
  apiWait = place - now
end
return math.ceil(math.max(apiWait, wait) / 1000)
`
