import { takeStaleCards } from '../../src/letters/service.ts'
import type { Life } from './a-life.ts'

const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z')

/** The state of every card so far counts as updated. */
export async function allUpdated({ db }: Pick<Life, 'db'>): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set((eb) => ({ shown: eb.ref('wanted') }))
    .execute()
}

/** The kinds of the cards that would be updated at that moment, whatever was updated just now. */
export async function updatable({ ctx, db }: Pick<Life, 'ctx' | 'db'>, moment: string): Promise<string[]> {
  ctx.set(moment)
  await db.updateTable('letters_cards').set({ look_at: LONG_AGO }).execute()
  const ids = await takeStaleCards(ctx)
  const rows = await db.selectFrom('letters_cards').select(['letter_id', 'kind']).orderBy('kind').execute()
  return rows.filter(({ letter_id: id }) => ids.some((one) => one === id)).map(({ kind }) => kind)
}
