import { setTimeout as pause } from 'node:timers/promises'
import { type DrillBot, soon } from './bot.ts'
import { beforeMark, beforeRequest, type Moment, PATIENCE_MS, whileHeld } from './holds.ts'

/** Longer than the bot waits for an answer of Redis. */
const REDIS_AWAY_MS = 3_500

const afterClaims = (times: number): Moment => ({
  name: `${times} claims`,
  async strike({ start }) {
    const bot = start()
    await bot.heard('letter claimed', times, PATIENCE_MS)
    await bot.kill()
    return { bot }
  },
})

/** While Redis is away nobody may speak, and nobody may wait with a letter in hand. */
const withoutRedis: Moment = {
  name: 'Redis frozen',
  async strike({ servers, start }) {
    const bot = start()
    await bot.heard('letter claimed', 1, PATIENCE_MS)
    await servers.freeze('redis')
    try {
      await pause(REDIS_AWAY_MS)
      await bot.kill()
    } finally {
      await servers.thaw('redis')
    }
    const putBack = bot.lines.filter(({ turn }) => turn === 'waiting').length
    return { bot, putBack, waitedUnderClaim: claimedOnly(bot) }
  },
}

const redisEmptied: Moment = {
  name: 'Redis emptied',
  async strike({ servers, start }) {
    const bot = start()
    await bot.heard('letter', 3, PATIENCE_MS)
    await servers.emptyRedis()
    await bot.heard('letter', 12, 1_000)
    await bot.kill()
    await servers.emptyRedis()
    return { bot }
  },
}

const everythingAtOnce: Moment = {
  name: 'both servers killed with the bot',
  async strike({ servers, start }) {
    const bot = start()
    await bot.heard('letter answered', 2, PATIENCE_MS)
    await Promise.all([bot.kill(), servers.kill('postgres'), servers.kill('redis')])
    return { bot }
  },
}

const connectionCut: Moment = {
  name: 'connection cut',
  async strike({ control, start }) {
    const bot = start()
    await bot.heard('letter', 2, PATIENCE_MS)
    await soon(2_000, async () => (await control.state()).connections > 0)
    await control.cut()
    await bot.heard('letter', 20, 300)
    await bot.kill()
    return { bot }
  },
}

/** Twenty deaths, of which the first ten are of every kind; a longer drill goes round. */
export const moments: Moment[] = [
  whileHeld('after', 'cut'),
  whileHeld('before', 'go'),
  beforeRequest,
  beforeMark,
  afterClaims(1),
  withoutRedis,
  whileHeld('before', 'cut'),
  everythingAtOnce,
  redisEmptied,
  connectionCut,
  beforeMark,
  beforeRequest,
  whileHeld('after', 'go'),
  afterClaims(4),
  whileHeld('before', 'go'),
  beforeRequest,
  whileHeld('after', 'cut'),
  beforeMark,
  afterClaims(8),
  whileHeld('before', 'cut'),
]

function claimedOnly({ lines }: DrillBot): number {
  const open = new Set<string>()
  for (const { msg, letter } of lines) {
    if (letter === undefined) continue
    if (msg === 'letter claimed') open.add(letter)
    else open.delete(letter)
  }
  return open.size
}
