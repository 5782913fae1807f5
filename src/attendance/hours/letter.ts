import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { openedAt } from '../../roster/service.ts'
import { dateOf } from '../../time/dates.ts'
import { hoursCard, hoursListCard } from './card.ts'
import { hoursList, hoursOf, hoursRef, mayList } from './service.ts'
import { cause } from './words.ts'

/** 学时, for whoever asked. */
export const hoursLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, { ref }) {
    const { who, what } = hoursRef.parse(ref)
    if (what === 'list') return hoursListCard(await hoursList(ctx, tx, who))
    const hours = await hoursOf(ctx, tx, who)
    const since = await movedInOn(ctx, tx, hours.year)
    return hoursCard({ ...hours, since, mayList: await mayList(ctx, tx, who) })
  },
}

/** The day on which the bot moved in, if that was in this year and not on its first day; else null. */
async function movedInOn(ctx: Ctx, tx: Tx, year: number): Promise<Temporal.PlainDate | null> {
  const opened = await openedAt(tx)
  const day = opened === null ? null : dateOf(opened, ctx.settings.timezone)
  return day !== null && day.year === year && day.dayOfYear > 1 ? day : null
}
