import { z } from 'zod'
import type { Bot } from '../bot.ts'
import type { WallClock } from '../clock.ts'

/** What the time controller says to a bot whose wall time it owns. */
const Order = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), id: z.number(), offsetMs: z.number() }),
  z.object({ type: z.literal('ask'), id: z.number() }),
])

/** The bot's reply to `ask`; instants travel as text. */
export const Status = z.object({
  id: z.number(),
  nextDue: z.string().nullable(),
  idle: z.boolean(),
  anyCardStale: z.boolean(),
})
export type Status = z.infer<typeof Status>

/** Lets the parent process own this bot's wall time. */
export function applyTimeControl(bot: Bot, wallClock: WallClock): void {
  process.on('message', (message) => {
    const order = Order.safeParse(message)
    if (order.success) void apply(bot, wallClock, order.data)
  })
  process.send?.({ type: 'ready', url: bot.url })
}

async function apply(bot: Bot, wallClock: WallClock, order: z.infer<typeof Order>): Promise<void> {
  if (order.type === 'clock') {
    wallClock.move(order.offsetMs)
    await bot.catchUp()
  }
  const { nextDue, idle, anyCardStale } = await bot.activity()
  const status: Status = { id: order.id, nextDue: nextDue?.toString() ?? null, idle, anyCardStale }
  process.send?.(status)
}
