import { RequestId } from '../../src/ids.ts'
import type { Action } from './actions.ts'
import { later } from './later.ts'
import { asksForMore } from './oversight.ts'
import { type Month, NATURE, personOf, type Seen } from './people.ts'

/** Nobody writes a record faster. */
const WRITING_SECONDS = 120

const TEXT = '学习了党的二十届四中全会精神，大家联系工作实际作了交流发言。议定事项：各党小组下月再交流一次。'

/** The record of a meeting: who came is confirmed, then something is written and handed in. */
export async function report(month: Month, { message, letter }: Seen): Promise<Action[]> {
  const { ctx, inputs, done } = month
  const at = later(month, NATURE.reports, 'reports', letter.ref)
  const forgets = month.chance('forgets', letter.ref) >= NATURE.reportsAtOnce
  const { id } = await ctx.db
    .selectFrom('reports_requests')
    .select('id')
    .where('meeting_id', '=', letter.ref)
    .executeTakeFirstOrThrow()
  const confirm = async () => {
    for (const label of ['其余缺席', '全部实到']) await inputs.press(personOf(letter), message, { label })
  }
  const act = async () => {
    if (await inputs.press(personOf(letter), message, { label: '提交', form: { content: TEXT } }))
      done.reported.set(RequestId.parse(id), ctx.now())
  }
  return forgets
    ? []
    : [
        { at, act: confirm },
        { at: at.add({ seconds: WRITING_SECONDS }), act },
      ]
}

/** A reminder is answered by the record, or by asking for another day. */
export function reportAtLast(month: Month, seen: Seen): Action {
  const { message, letter } = seen
  const { ctx, inputs, done } = month
  const act = async () => {
    if (!done.reported.has(RequestId.parse(letter.ref)) && !(await asksForMore(month, seen)))
      await inputs.reply(personOf(letter), message, TEXT)
  }
  return { at: later(month, NATURE.answersAsk, 'chased', letter.ref, ctx.now().toString()), act }
}

/** The confirm card is handed in. */
export function handIn(month: Month, { message, letter }: Seen): Action {
  const { ctx, inputs, done } = month
  const [request = ''] = letter.ref.split('/')
  const act = async () => {
    if (await inputs.press(personOf(letter), message, { label: '提交', form: { content: TEXT } }))
      done.reported.set(RequestId.parse(request), ctx.now())
  }
  return { at: later(month, NATURE.fillsIn, 'hands in', letter.ref), act }
}
