import type { PastMeeting } from '../../config/history.ts'
import { recordPastRoll } from '../../src/attendance/service.ts'
import type { Ctx } from '../../src/ctx.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { AlarmId, ChatId, LetterId, MemberId, MessageId } from '../../src/ids.ts'
import type { Said } from '../../src/inbox/types.ts'
import type { Rendering, Letter, LetterKind } from '../../src/letters/types.ts'
import { recordPast } from '../../src/meetings/service.ts'
import { actions } from '../../src/reports/action.ts'
import { alarms } from '../../src/reports/alarm.ts'
import { letters } from '../../src/reports/letter.ts'
import { recordPastReport } from '../../src/reports/service.ts'
import { acceptCollege } from '../../src/roster/load/service.ts'
import type { Block, Button, Card } from '../../src/cards/card.ts'
import { aCtx, type TestCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { college, demoPast } from '../support/demo-college.ts'

/** People of the demo college: B10's secretary, the leader of B10G1, a member of B10G1, an organiser. */
export const SECRETARY = MemberId.parse('M0213')
export const LEADER = MemberId.parse('M0224')
export const MEMBER = MemberId.parse('M0233')
export const ORGANISER = MemberId.parse('M0142')
export const BRANCH_CHAT = ChatId.parse('oc_fx_B10')

export { college }
export const past: PastMeeting[] = await demoPast()

/** A letter, by default to B10's secretary. */
type Ref = { kind: LetterKind; ref: string; to?: MemberId }

async function recordThem(ctx: TestCtx, meetings: string[]): Promise<void> {
  await transact(ctx, async (tx) => {
    await acceptCollege(ctx, tx, college)
    for (const one of past.filter(({ id }) => meetings.includes(id))) await recordAll(ctx, tx, one)
  })
}

/** The demo college with the given meetings of its past, their rolls and reports, on Monday 2026-11-23 at 08:00. */
export async function aScene(meetings: string[] = ['A044'], now = '2026-11-23T08:00:00+08:00') {
  const fill = async (empty: Db) => recordThem(await aCtx(empty, now), meetings)
  const db = await aDatabase({ parts: ['reports', meetings, now], fill })
  const ctx = await aCtx(db, now)
  const run = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  const render = (what: Ref) =>
    run(async (tx): Promise<Rendering> => letters[keyOf(what.kind)].render(ctx, tx, letterOf(what)))
  const card = async (what: Ref): Promise<Card> => {
    const rendering = await render(what)
    if ('text' in rendering) throw new Error(`${what.kind} is a text`)
    return rendering
  }
  const press = async (what: Ref & { who: MemberId; button: string; form?: object; at?: string }) => {
    const button = buttonsOf(await card(what)).find(({ text }) => text === what.button)
    if (button === undefined) throw new Error(`no button ${what.button}`)
    return pressWith({ ...what, ...button })
  }
  const pressWith = async (what: {
    who: MemberId
    action: string
    data: unknown
    form?: object
    at?: string
  }) => {
    const handler = handlerOf(what.action)
    const madeAt = what.at === undefined ? ctx.now() : Temporal.Instant.from(what.at)
    const form = { ...what.form }
    return run((tx) => handler(ctx, tx, { who: what.who, letter: null, madeAt, data: what.data, form }))
  }
  return {
    ctx,
    db,
    run,
    render,
    card,
    press,
    pressWith,
    written: () => lettersIn(db),
    alarmsSet: () => alarmsIn(db),
    runAlarm: (alarm: { kind: keyof typeof alarms; key: string; ref: string }) =>
      run((tx) => alarms[alarm.kind](ctx, tx, { ...alarm, ...atOnce(ctx) })),
    isRelevant: (what: Ref) => run((tx) => letters[keyOf(what.kind)].isRelevant(ctx, tx, letterOf(what))),
    versions: () => db.selectFrom('reports_versions').selectAll().orderBy('n').execute(),
    request: () => db.selectFrom('reports_requests').selectAll().executeTakeFirstOrThrow(),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

function handlerOf(action: string) {
  const handler = new Map(actions).get(action)
  if (handler === undefined) throw new Error(`no action ${action}`)
  return handler
}

function lettersIn(db: Db) {
  const columns = ['key', 'kind', 'ref', 'receiver', 'reply_to', 'due'] as const
  return db.selectFrom('letters_letters').select(columns).orderBy('seq').execute()
}

function alarmsIn(db: Db) {
  const columns = ['key', 'kind', 'ref', 'due'] as const
  return db.selectFrom('alarms_alarms').select(columns).orderBy('due').orderBy('key').execute()
}

async function recordAll(ctx: Awaited<ReturnType<typeof aCtx>>, tx: Tx, one: PastMeeting): Promise<void> {
  await recordPast(ctx, tx, one)
  await recordPastRoll(ctx, tx, one)
  if (one.report === null) return
  await recordPastReport(ctx, tx, { meetingId: one.id, ...one.report, announce: true })
}

function keyOf(kind: LetterKind): keyof typeof letters {
  if (kind in letters) {
    // Just looked up.
    return kind as keyof typeof letters
  }
  throw new Error(`${kind} is no letter of the feature`)
}

/** A letter of a kind, to the secretary unless it is somebody else’s. */
export function letterOf({ kind, ref, to = SECRETARY }: Ref): Letter {
  return { id: LetterId.parse('00000000-0000-4000-8000-000000000000'), kind, ref, to: { person: to } }
}

/** What an alarm that is due at this moment has besides. */
function atOnce(ctx: Ctx) {
  return { id: anAlarmId(), dueAt: ctx.now(), uselessAfter: null }
}

function anAlarmId() {
  return AlarmId.parse('00000000-0000-4000-8000-000000000001')
}

/** Every button of a card. */
export function buttonsOf(card: Card): Button[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit, ...(block.others ?? [])] : []
  })
}

/** Every word of a card that people can read. */
export function textOf(card: Card): string {
  return [card.title, card.subtitle ?? '', card.summary, ...card.blocks.map(blockText)].join('\n')
}

function blockText(block: Block): string {
  return JSON.stringify(block)
}

let count = 0

/** Something said to the bot, by default the secretary's answer to the request in the branch's chat. */
export function said(over: Partial<Said> = {}): Said {
  count += 1
  const text = over.text ?? '党小组会已开，实到13人，学习了讲话精神。议定事项：12月5日前交学习体会'
  return {
    who: SECRETARY,
    chat: BRANCH_CHAT,
    inGroup: true,
    text,
    words: text,
    buttons: [],
    pictures: [],
    files: [],
    isUseless: false,
    at: Temporal.Instant.from('2026-11-27T10:00:00+08:00'),
    messageId: MessageId.parse(`om_${String(count).padStart(32, '0')}`),
    about: letterOf({ kind: 'reports.request', ref: 'R-A044' }),
    ...over,
  }
}
