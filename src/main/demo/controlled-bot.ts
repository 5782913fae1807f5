import { z } from 'zod'
import type { Bot } from '../bot.ts'
import type { Wall } from '../clock.ts'

/** What the conductor says to a bot whose wall time it owns. */
const Order = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), id: z.number(), offsetMs: z.number() }),
  z.object({ type: z.literal('ask'), id: z.number() }),
])

/** What the bot answers to `ask`; instants travel as text. */
export const Told = z.object({
  id: z.number(),
  nextDue: z.string().nullable(),
  idle: z.boolean(),
  paintsOwed: z.boolean(),
})
export type Told = z.infer<typeof Told>

/** Lets the parent process own this bot's wall time. */
export function obeyConductor(bot: Bot, wall: Wall): void {
  process.on('message', (message) => {
    const order = Order.safeParse(message)
    if (order.success) void obey(bot, wall, order.data)
  })
  process.send?.({ type: 'ready', url: bot.url })
}

async function obey(bot: Bot, wall: Wall, order: z.infer<typeof Order>): Promise<void> {
  if (order.type === 'clock') {
    wall.move(order.offsetMs)
    await bot.catchUp()
  }
  const { nextDue, idle, paintsOwed } = await bot.standing()
  const told: Told = { id: order.id, nextDue: nextDue?.toString() ?? null, idle, paintsOwed }
  process.send?.(told)
}
