import { readFile } from 'node:fs/promises'
import { pino } from 'pino'
import { z } from 'zod'
import { transact } from '../../../src/db/transact.ts'
import { LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import { handleClick } from '../../../src/inbox/service.ts'
import { receiverOf } from '../../../src/letters/rules.ts'
import type { LetterKind } from '../../../src/letters/types.ts'
import { registry } from '../../../src/router.ts'
import { openMetrics, type PublishedMetrics } from '../../../src/web/metrics.ts'
import { demoMonth } from '../../month/plan.ts'
import { type Life, aLife } from '../../support/a-life.ts'
import { aClick } from '../../support/click.ts'

/** A leave of somebody, whoever decides it, and the words with which it is explained: no other text holds them. */
export type Entry = { meeting: string; member: string; category: string; decidedBy: string; words: string }

const Entries = z.array(
  z.object({ meeting: MeetingId, member: MemberId, category: z.string(), decidedBy: MemberId }),
)

/** The leaves that members of the demo college take in November. */
export async function monthsLeaves(): Promise<Entry[]> {
  const entries = Entries.parse(JSON.parse(await readFile('test/fixtures/leaves.json', 'utf8')))
  return entries.map((one) => ({ ...one, words: `暗号${one.meeting}之${one.member}` }))
}

/** A text that somebody could read: a kind of letter or another place, and to whom it went. */
export type Found = { where: string; to: string; text: string }

/** November of the demo college, all of it still to come, with everything that it lets be read. */
export type MonthLife = Life & {
  found: Found[]
  metrics: PublishedMetrics
  /** Whose meeting it is; null: the college's. */
  branchOf: ReadonlyMap<string, string | null>
}

/** Those of the month's meetings at which somebody is on leave; whoever says nothing of leave has said that they come. */
export async function aMonth(entries: readonly Entry[]): Promise<MonthLife> {
  const life = await aLife({ only: [], now: '2026-10-31T09:00:00+08:00' })
  const found: Found[] = []
  const stream = { write: (line: string) => void found.push({ where: 'log', to: '', text: line }) }
  const metrics = openMetrics()
  // Every leave is decided, so that every explanation is kept.
  const leave = { ...life.ctx.settings.leave, granted: [] }
  // Nobody is reminded of a report: it says nothing of who was there.
  const reports = { ...life.ctx.settings.reports, chase: [] }
  const settings = { ...life.ctx.settings, leave, reports }
  Object.assign(life.ctx, { log: pino({ level: 'trace' }, stream), metrics, settings })
  const { meetings } = await demoMonth()
  await life.book(meetings.filter(({ id }) => entries.some(({ meeting }) => meeting === id)))
  await othersCome(life)
  const held = await life.db.selectFrom('meetings_meetings').select(['id', 'branch_id']).execute()
  return { ...life, found, metrics, branchOf: new Map(held.map(({ id, branch_id }) => [id, branch_id])) }
}

async function othersCome({ db }: Life): Promise<void> {
  const rows = await db.selectFrom('attendance_due').selectAll().where('standing', '=', 'due').execute()
  const at = Temporal.Instant.from('2026-10-30T09:00:00+08:00')
  const replies = rows.map(({ meeting_id, member_id }) => ({ meeting_id, member_id, reply: 'join', at }))
  await db.insertInto('attendance_replies').values(replies).execute()
}

type Press = { who: string; letter: string; action: string; data: object; form?: Record<string, unknown> }

/** Presses a button on a card that was sent, as the platform would bring it; what the toast says can be read. */
export async function click(life: MonthLife, { who, letter, action, data, form = {} }: Press): Promise<void> {
  const sent = await life.db
    .selectFrom('letters_letters')
    .select('message_id')
    .where('id', '=', letter)
    .executeTakeFirstOrThrow()
  const value = { a: action, l: letter, ...data }
  const message = sent.message_id ?? ''
  const made = aClick({ by: `ou_${who}`, message, chat: `oc_p_${who}`, value, form })
  const { toast } = await handleClick(life.ctx, registry.letters, { ...made, madeAt: life.ctx.now() })
  life.found.push({ where: 'toast', to: who, text: toast?.content ?? '' })
}

/** A letter as it can be read at this moment. */
export type Shown = Found & { id: string; kind: LetterKind; isSent: boolean }

/** Every letter as its reader sees it now, with why it came and what it is about; all of it can be read. */
export async function shown({ ctx, db, found }: MonthLife): Promise<Shown[]> {
  const rows = db.selectFrom('letters_letters').selectAll().orderBy('seq')
  const all: Shown[] = []
  for (const { id, kind: written, ref, receiver, message_id } of await rows.execute()) {
    // Only the outbox writes the column, and it takes a LetterKind.
    const kind = written as LetterKind
    const letter = { id: LetterId.parse(id), kind, ref, to: receiverOf(receiver) }
    const { render, why, subject } = registry.letters.kinds[kind]
    const texts = await transact(ctx, async (tx) => [
      await render(ctx, tx, letter),
      typeof why === 'function' ? await why(ctx, tx, letter) : why,
      await subject?.(ctx, tx, letter),
    ])
    all.push({
      id,
      where: kind,
      kind,
      isSent: message_id !== null,
      to: receiver,
      text: JSON.stringify(texts),
    })
  }
  found.push(...all)
  return all
}
