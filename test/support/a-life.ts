import { randomUUID } from 'node:crypto'
import type { Incoming } from '../../src/feishu/in/incoming.ts'
import { answerMessage } from '../../src/inbox/messages/effect.ts'
import type { PlannedMeeting } from '../../config/college.ts'
import { runAlarm, takeDueAlarms } from '../../src/alarms/service.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import type { Feishu } from '../../src/feishu/out/client.ts'
import type { SendRequest } from '../../src/feishu/out/messages.ts'
import { ChatId, type LetterId, MemberId, MessageId, OpenId } from '../../src/ids.ts'
import { deliverLetter, type Post } from '../../src/letters/delivery/service.ts'
import { takeDueLetters } from '../../src/letters/service.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { takeUpMeetings } from '../../src/planning/service.ts'
import { registry } from '../../src/router.ts'
import { aCtx, type TestCtx } from './ctx.ts'
import { aDatabase } from './database.ts'
import { college as demo } from './demo-college.ts'

// Without an id on the platform nobody can be written to.
const members = demo.members.map((one) => ({ ...one, openId: OpenId.parse(`ou_${one.id}`) }))
const college = { ...demo, members }
const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z')

/** The demo college with all its features, living on a database of its own. */
export type Life = Awaited<ReturnType<typeof aLife>>

/** A life whose database is in somebody else's hands. */
export type Living = Awaited<ReturnType<typeof living>>

type Over = {
  now?: string
  /** Leaves the other meetings unbooked. */
  only?: string[]
  /** What happened before: lived once for all lives of the run with the same, under its name. */
  past?: { name: string; live(life: Living): Promise<unknown> }
}

/** Letters are delivered to a platform that records them. */
export async function aLife(over: Over = {}) {
  await using opening = new AsyncDisposableStack()
  const { past, ...rest } = over
  const fill = async (empty: Db) => {
    const life = await living(empty, over)
    await life.act((tx) => acceptCollege(life.ctx, tx, college))
    await life.book()
    await past?.live(life)
  }
  const db = opening.use(await aDatabase({ parts: ['life', rest, past?.name], fill }))
  const life = await living(db, over)
  const opened = opening.move()
  return { ...life, db, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function living(db: Db, over: Over) {
  const planned = college.meetings.filter(({ id }) => over.only?.includes(id) ?? true)
  const ctx = await aCtx(db, over.now)
  const { feishu, sent } = aRecordingFeishu()
  const post: Post = { feishu, letters: registry.letters }
  const act = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  const book = (meetings = planned) => bookAll(ctx, meetings)
  const where = { ctx, post, said: 0 }
  return {
    ...{ db, ctx, college, planned, sent, post, act, book },
    settle: () => settle(where),
    liveUntil: (moment: string) => liveUntil(where, moment),
    sleepUntil: (moment: string) => sleepUntil(where, moment),
    hear: (who: string, text: string) => hear(where, who, text),
    say: (who: string, text: string) => say(where, who, text),
    press: (who: string, action: string, press: Pressed) => pressButton(where, { who, action, ...press }),
    letters: (kind?: string) => lettersOf(ctx, kind),
  }
}

function bookAll(ctx: TestCtx, meetings: readonly PlannedMeeting[]): Promise<void> {
  return transact(ctx, async (tx) => takeUpMeetings(ctx, tx, await bookMeetings(ctx, tx, meetings)))
}

type Where = { ctx: TestCtx; post: Post; said: number }

/** Like no other, also of a past in which another platform took the messages. */
function anId(): { messageId: MessageId } {
  return { messageId: MessageId.parse(`om_${randomUUID()}`) }
}

/** A platform that takes every message, keeps a list of them, and makes nobody wait. */
function aRecordingFeishu() {
  const sent: SendRequest[] = []
  const send = async (request: SendRequest) => {
    sent.push(request)
    return anId()
  }
  const reply = async () => anId()
  const uploadFile = async () => 'file_key'
  // The letters use nothing else of it.
  const feishu = { budget: { take: async () => 0 }, send, reply, uploadFile } as unknown as Feishu
  return { sent, feishu }
}

/** What is due at this moment takes effect and is sent, until nothing is left to do. */
async function settle({ ctx, post }: Where): Promise<void> {
  for (;;) {
    await rest(ctx)
    const alarms = await takeDueAlarms(ctx)
    for (const id of alarms) await runAlarm(ctx, registry.alarms, id)
    const letters: LetterId[] = await takeDueLetters(ctx)
    for (const id of letters) await deliverLetter(ctx, post, id)
    if (alarms.length + letters.length === 0) return
  }
}

// Wall time moves in jumps here; what rests in real time has rested.
async function rest({ db }: TestCtx): Promise<void> {
  const rested = { look_at: LONG_AGO, held_until: LONG_AGO }
  await db.updateTable('letters_letters').set(rested).where('ended', 'is', null).execute()
  await db.updateTable('alarms_alarms').set({ look_at: LONG_AGO }).where('ended', 'is', null).execute()
}

/** Lives until that moment, doing each thing when it is due. */
async function liveUntil(where: Where, moment: string): Promise<void> {
  const end = Temporal.Instant.from(moment)
  for (;;) {
    await settle(where)
    const next = await nextDue(where.ctx)
    if (next === undefined || Temporal.Instant.compare(next, end) > 0) break
    where.ctx.set(next.toString())
  }
  where.ctx.set(moment)
}

async function nextDue({ db, now }: TestCtx): Promise<Temporal.Instant | undefined> {
  const alarms = db.selectFrom('alarms_alarms').select('due').where('ended', 'is', null)
  const letters = db.selectFrom('letters_letters').select('due').where('ended', 'is', null)
  const dues = await alarms.unionAll(letters.where('held_by', 'is', null)).execute()
  const ahead = dues.map(({ due }) => due).filter((due) => Temporal.Instant.compare(due, now()) > 0)
  return ahead.toSorted(Temporal.Instant.compare)[0]
}

/** After downtime: the clock stands at that moment, and everything that fell into it comes at once. */
async function sleepUntil(where: Where, moment: string): Promise<void> {
  where.ctx.set(moment)
  await settle(where)
}

/** Somebody says something to the bot in the direct chat; what it answers stays in the post. */
async function hear(where: Where, who: string, text: string): Promise<void> {
  where.said += 1
  const message: Incoming = {
    messageId: MessageId.parse(`om_said_${where.said}`),
    chatId: ChatId.parse(`oc_p_${who}`),
    chatType: 'p2p',
    openId: OpenId.parse(`ou_${who}`),
    at: where.ctx.now(),
    mentionsBot: false,
    type: 'text',
    text,
    pictures: [],
  }
  await transact(where.ctx, (tx) => answerMessage(where.ctx, tx, { inbox: registry, message }))
}

/** The same, and what it answers is sent. */
async function say(where: Where, who: string, text: string): Promise<void> {
  await hear(where, who, text)
  await settle(where)
}

/** What a button carries, and what was filled in; `letter` is the one on whose card it stands. */
type Pressed = { data?: object; form?: object; letter?: LetterId }

/** Presses a button as the platform would bring it; answers the toast. */
async function pressButton(
  { ctx }: Where,
  { who, action, data = {}, form = {}, letter }: Pressed & { who: string; action: string },
): Promise<string> {
  const handler = registry.letters.actions.get(action)
  if (handler === undefined) throw new Error(`no action ${action}`)
  const made = { letter: letter ?? null, madeAt: ctx.now(), data, form: { ...form } }
  return (await transact(ctx, (tx) => handler(ctx, tx, { who: MemberId.parse(who), ...made }))).toast.text
}

/** The letters so far, or those of a kind, in order of writing. */
async function lettersOf({ db }: TestCtx, kind?: string) {
  return db
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'key', 'ref', 'receiver', 'ended', 'code', 'due', 'first_attempt_at'])
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('seq')
    .execute()
}
