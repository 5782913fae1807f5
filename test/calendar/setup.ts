import { actions } from '../../src/calendar/action.ts'
import { letters } from '../../src/calendar/letter.ts'
import { takeTable } from '../../src/calendar/service.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { ChatId, LetterId, MemberId, MessageId } from '../../src/ids.ts'
import type { Rendering, Letter } from '../../src/letters/types.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { buttonsOf, college, textOf } from '../reports/setup.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

/** An administrator of the demo college, and a secretary who is none. */
export const ADMIN = MemberId.parse('M0142')
export const SECRETARY = MemberId.parse('M0213')

type Kind = keyof typeof letters
type Known = Letter & { kind: Kind }
type Press = { who: MemberId; action: string; data: unknown }
let count = 0

async function fill(empty: Db, now: string): Promise<void> {
  const ctx = await aCtx(empty, now)
  await transact(ctx, (tx) => acceptCollege(ctx, tx, college))
}

/** The demo college's people on a database of their own, at 09:00 on Monday 2026-11-23. */
export async function aDesk(now = '2026-11-23T09:00:00+08:00') {
  const db = await aDatabase({ parts: ['calendar', now], fill: (empty) => fill(empty, now) })
  const ctx = await aCtx(db, now)
  const run = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)

  const written = async () => {
    const columns = ['id', 'key', 'kind', 'ref', 'receiver', 'due'] as const
    const rows = db.selectFrom('letters_letters').select(columns).where('kind', 'like', 'calendar.%')
    return rows.orderBy('seq').execute()
  }
  const last = async () => letterOf((await written()).at(-1))
  const drawn = (letter: Known) =>
    run((tx): Promise<Rendering> => letters[letter.kind].render(ctx, tx, letter))
  const shown = async (letter?: Known) => {
    const rendering = await drawn(letter ?? (await last()))
    return 'text' in rendering ? rendering.text : textOf(rendering)
  }
  const pressAgain = ({ who, action, data }: Press) => {
    const handler = new Map(actions).get(action)
    if (handler === undefined) throw new Error(`no action ${action}`)
    return run((tx) => handler(ctx, tx, { who, letter: null, madeAt: ctx.now(), data, form: {} }))
  }
  const press = async (text: string) => {
    const rendering = await drawn(await last())
    const button = 'text' in rendering ? undefined : buttonsOf(rendering).find((one) => one.text === text)
    if (button === undefined) throw new Error(`no button ${text}`)
    return pressAgain({ who: ADMIN, action: button.action, data: button.data })
  }
  return {
    ...{ ctx, db, run, last, shown, press, pressAgain, written },
    /** Says `日历` and the rest to the bot; answers the message's id. */
    say: async (text: string, who = ADMIN, messageId = nextMessage()) => {
      const said = { who, chat: ChatId.parse('oc_direct'), inGroup: false, text, messageId }
      await run((tx) =>
        takeTable(ctx, tx, {
          ...said,
          words: said.text,
          at: ctx.now(),
          ...{ buttons: [], pictures: [], files: [], isUseless: false },
          about: null,
        }),
      )
      return messageId
    },
    isRelevant: (letter: Known) => run((tx) => letters[letter.kind].isRelevant(ctx, tx, letter)),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

function nextMessage(): MessageId {
  count += 1
  return MessageId.parse(`om_${count}`)
}

/** A row of the outbox as the feature’s letter. */
export function letterOf(row: { id: string; kind: string; ref: string } | undefined): Known {
  if (row === undefined) throw new Error('nothing was written')
  // `written` asks for this feature's kinds only.
  const kind = row.kind as Kind
  return { id: LetterId.parse(row.id), kind, ref: row.ref, to: { person: ADMIN } }
}
