import type { Control } from '../../src/sandbox/control-client.ts'
import type { DrillBot } from './bot.ts'
import type { Servers } from './servers.ts'

/** What a moment is chosen with: all of it outside the bot. */
export type Hands = { control: Control; servers: Servers; start(): DrillBot }

/** One death: starts a bot, waits for the moment and kills it; `after` lets go what was held, once all was seen. */
export type Death = {
  bot: DrillBot
  after?: () => Promise<void>
  putBack?: number
  waitedUnderClaim?: number
}
export type Moment = { name: string; strike(hands: Hands): Promise<Death> }

/** How long a moment may let itself be waited for; after that the kill falls where it falls. */
export const PATIENCE_MS = 6_000
/** A new process has no token: while that call is held, attempts are noted and no request can be made. */
export const beforeRequest: Moment = {
  name: 'token held',
  async strike({ control, start }) {
    const hold = await control.hold({ api: 'token', when: 'before', count: 1_000 })
    const bot = start()
    await bot.heard('letter attempt', 2, PATIENCE_MS)
    await bot.kill()
    return { bot, after: () => letGo(control, hold, 'cut') }
  },
}

/** The platform holds a request before or after its effect, and answers nobody in the end. */
export const whileHeld = (when: 'before' | 'after', then: 'go' | 'cut'): Moment => ({
  name: `held ${when} the effect, then ${then}`,
  async strike({ control, start }) {
    const hold = await control.hold({ api: 'send', when, count: 3 })
    const bot = start()
    await untilSending(control, bot, when)
    await bot.kill()
    return { bot, after: () => letGo(control, hold, then) }
  },
})

/** With PostgreSQL frozen an answer can arrive, and nothing can be written about it. */
export const beforeMark: Moment = {
  name: 'PostgreSQL frozen at the answer',
  async strike({ control, servers, start }) {
    const hold = await control.hold({ api: 'send', when: 'after', count: 4 })
    const bot = start()
    await untilSending(control, bot, 'after')
    await servers.freeze('postgres')
    try {
      const heard = bot.lines.filter(({ msg }) => msg === 'letter answered').length
      await letGo(control, hold, 'go')
      await bot.heard('letter answered', heard + 1, PATIENCE_MS)
      await bot.kill()
    } finally {
      await servers.thaw('postgres')
    }
    return { bot }
  },
}

async function untilSending(control: Control, bot: DrillBot, when: 'before' | 'after'): Promise<void> {
  await bot.within(PATIENCE_MS, async () =>
    (await control.held()).some((one) => one.api === 'send' && one.when === when),
  )
}

async function letGo(control: Control, hold: number, then: 'go' | 'cut'): Promise<void> {
  const mine = (await control.held()).filter(({ id }) => id === hold)
  await Promise.all(mine.map(({ n }) => control.release(n, then)))
  await control.unhold(hold)
}
