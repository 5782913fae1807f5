import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { namesOf, rightsOf } from '../../roster/service.ts'
import { clock, shortDay } from '../../time/format.ts'
import { shownTo } from '../board/service.ts'
import type { Shown } from '../board/types.ts'
import { shortTitle } from '../card.ts'
import { drawCard, type DrawView } from './card.ts'
import { drawRef, lastDraw, orderOf } from './service.ts'
import type { Draw } from './types.ts'
import { cause, refusals, words } from './words.ts'

const draw: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, letter): Promise<Rendering> {
    const { programme, n } = drawRef.parse(letter.ref)
    const shown = await shownToAdmin(ctx, tx, { ...letter, programme })
    const last = await lastDraw(tx, programme)
    if (shown === undefined) return { text: refusals.mayNot }
    if (last?.n !== n) return { text: words.replaced }
    return drawCard({
      ...{ title: shortTitle(shown.definition), draw: last },
      ...(await standing(tx, last, shown)),
      ...(await settled(ctx, tx, last)),
    })
  },
}

async function shownToAdmin(
  ctx: Ctx,
  tx: Tx,
  { to, programme }: Pick<Letter, 'to'> & Pick<Draw, 'programme'>,
): Promise<Shown | undefined> {
  if (!('person' in to) || !(await rightsOf(ctx, tx, to.person)).admin) return undefined
  return (await shownTo(ctx, tx, { who: to.person, programme }))[0]
}

/** The rows in the order of a draw; of one that is in force, those that are still there, by the numbers that they drew. */
async function standing(
  tx: Tx,
  last: Draw,
  { rows }: Pick<Shown, 'rows'>,
): Promise<Pick<DrawView, 'order' | 'late'>> {
  const ids = last.confirmed?.rows ?? (await orderOf(tx, last))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const order = ids.flatMap((id, at) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ id, nth: at + 1, name }]
  })
  return { order, late: rows.length - order.length }
}

async function settled(ctx: Ctx, tx: Tx, { confirmed }: Draw): Promise<Pick<DrawView, 'by' | 'when'>> {
  if (confirmed === null) return { by: '', when: '' }
  const names = await namesOf(tx, [confirmed.by], null)
  const at = confirmed.at.toZonedDateTimeISO(ctx.settings.timezone)
  return { by: names.get(confirmed.by) ?? '', when: `${shortDay(at)}${clock(at)}` }
}

/** What is said when the order of rows is drawn. */
export const drawLetters = { 'ledger.draw': draw } satisfies Partial<LetterKinds>
