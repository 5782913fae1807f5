import { once } from 'node:events'
import { pino } from 'pino'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import { waitingFor } from '../../src/desk/service.ts'
import type { Click } from '../../src/feishu/in/click.ts'
import { MemberId, OpenId } from '../../src/ids.ts'
import { handleClick, makeClicksPending, redoLateClicks } from '../../src/inbox/service.ts'
import { keepLate } from '../../src/inbox/late-clicks/store.ts'
import { registry } from '../../src/router.ts'
import { type Life, aLife } from '../support/a-life.ts'
import { messageWith, openBots } from '../support/bots.ts'
import { aClick } from '../support/click.ts'

const [ADMIN, MEMBER] = ['M0140', 'M0230']
const NOW = '2026-11-24T10:00:00+08:00'
const NUMBER = /编号(E-[0-9A-F]{4,8})。$/

/** A life in which the notice of a meeting stands in the group. */
async function aNoticed() {
  const life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  await life.liveUntil(NOW)
  return life
}

/** Somebody's press on the notice. */
async function aPress(life: Life, reply: 'join' | 'leave' = 'join'): Promise<Click> {
  const notice = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'meetings.notice')
    .executeTakeFirstOrThrow()
  const value = { a: 'attendance.answer', l: notice.id, meeting: 'A047', reply, place: 'group' }
  const message = notice.message_id ?? ''
  const click = aClick({ by: `ou_${MEMBER}`, message, chat: 'oc_fx_B10', value })
  return { ...click, madeAt: life.ctx.now() }
}

const replies = ({ db }: Life) =>
  db
    .selectFrom('attendance_replies')
    .select('reply')
    .where('member_id', '=', MemberId.parse(MEMBER))
    .execute()
const kept = async ({ db }: Life) =>
  (await db.selectFrom('letters_late_clicks').select('event_id').execute()).map((row) => row.event_id)

/** What a killed process has left, as the next start finds it. */
async function leave(life: Life, click: Click, at = life.ctx.now()): Promise<void> {
  await keepLate(life.db, { click, at })
}

async function startAgain(life: Life, letters = registry.letters): Promise<void> {
  await makeClicksPending(life.ctx)
  await redoLateClicks(life.ctx, letters)
}

async function textsTo(life: Life, who: string): Promise<string[]> {
  await life.settle()
  const texts = life.sent.filter(({ to }) => to.id === `ou_${who}`).map(({ content }) => content)
  return texts.flatMap((content) => ('text' in content ? [content.text] : []))
}

async function troubles(life: Life): Promise<string[]> {
  const { failures } = await life.act((tx) => waitingFor(life.ctx, tx, MemberId.parse(ADMIN)))
  return failures.map(({ says }) => says)
}

/** The bot, whose answers wait at a gate. */
function aGate() {
  const gate = Promise.withResolvers<void>()
  const real = registry.letters.actions.get('attendance.answer')
  if (real === undefined) throw new Error('no such button')
  const slow: typeof real = async (...press) => {
    await gate.promise
    return real(...press)
  }
  const actions = new Map([...registry.letters.actions, ['attendance.answer', slow] as const])
  return { open: gate.resolve, letters: { ...registry.letters, actions } }
}

test('a click whose bot is killed after it said 正在处理 has its effect at the next start, once', async () => {
  await using bots = await openBots()
  const first = await bots.start()
  await expect.poll(() => bots.sent()).toHaveLength(6)
  const message = await messageWith(bots, 'oc_fx_B10', '第四季度支部党员大会')
  await using db = openDb(bots.databaseUrl)
  const stuck = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = db.transaction().execute(async (tx) => {
    await sql`lock table attendance_replies in exclusive mode`.execute(tx)
    locked.resolve()
    await stuck.promise
  })
  await locked.promise
  const { toast } = await bots.sandbox.control.press({ as: 'ou_fx_0230', message, text: '参加' })
  expect(toast?.['content']).toContain('正在处理')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  stuck.resolve()
  await holding
  const of = () => db.selectFrom('attendance_replies').select(['member_id', 'reply']).execute()
  expect(await of()).toEqual([])
  await bots.start()
  expect(await of()).toEqual([{ member_id: 'M0230', reply: 'join' }])
  expect(await db.selectFrom('letters_late_clicks').select('event_id').execute()).toEqual([])
})

test('a late click is kept while it is under way, and one that is answered in time never', async () => {
  await using life = await aNoticed()
  const written: unknown[] = []
  await sql`alter table letters_late_clicks add check (event_id <> 'evt_in_time')`.execute(life.db)
  const log = pino({ level: 'error' }, { write: (line) => void written.push(line) })
  await handleClick({ ...life.ctx, log }, registry.letters, {
    ...(await aPress(life)),
    eventId: 'evt_in_time',
  })
  expect([written, await replies(life)]).toEqual([[], [{ reply: 'join' }]])

  const gate = aGate()
  const click = await aPress(life, 'leave')
  const { toast } = await handleClick(life.ctx, gate.letters, click)
  expect(toast?.content).toContain('正在处理')
  expect(await kept(life)).toEqual([click.eventId])
  gate.open()
  await expect.poll(() => kept(life)).toEqual([])
})

test('who checks in while the records stand still is told in time that it is under way, and counts once', async () => {
  await using life = await aNoticed()
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  const [stuck, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = life.db.transaction().execute(async (tx) => {
    await sql`lock table attendance_marks in exclusive mode`.execute(tx)
    locked.resolve()
    await stuck.promise
  })
  await locked.promise
  const { id, message_id } = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'attendance.checkin')
    .executeTakeFirstOrThrow()
  const value = { a: 'attendance.checkIn', l: id, meeting: 'A047' }
  const press = (who: string) => {
    const click = aClick({ by: `ou_${who}`, message: message_id ?? '', chat: 'oc_fx_B10', value })
    return { ...click, madeAt: life.ctx.now() }
  }
  const clicks = ['M0230', 'M0231', 'M0232'].map(press)
  // Each is delivered again meanwhile.
  const answers = await Promise.all(
    [...clicks, ...clicks].map((one) => handleClick(life.ctx, registry.letters, one)),
  )
  stuck.resolve()
  await holding
  for (const { toast } of answers) expect(toast?.content).toContain('正在处理')
  const marks = () =>
    life.db.selectFrom('attendance_marks').select('member_id').orderBy('member_id').execute()
  await expect.poll(marks).toEqual(['M0230', 'M0231', 'M0232'].map((member_id) => ({ member_id })))
  await expect.poll(() => kept(life)).toEqual([])
})

test('what cannot be kept in time is not said to be under way', async () => {
  await using life = await aNoticed()
  await sql`alter table letters_late_clicks add check (event_id = 'none')`.execute(life.db)
  const gate = aGate()
  const { toast } = await handleClick(life.ctx, gate.letters, await aPress(life))
  expect(toast?.content).toContain('没有变化就再点一次')
  gate.open()
  await expect.poll(() => replies(life)).toEqual([{ reply: 'join' }])
})

test('a click that was left behind is done once, judged by when it was made, and its card is updated', async () => {
  await using life = await aNoticed()
  const click = await aPress(life)
  await leave(life, click)
  await redoLateClicks(life.ctx, registry.letters)
  expect(await replies(life)).toEqual([])
  life.ctx.set('2026-11-24T10:05:00+08:00')
  await startAgain(life)
  const row = () =>
    life.db.selectFrom('attendance_replies').select(['reply', 'at']).where('reply', '=', 'join').execute()
  expect(await row()).toEqual([{ reply: 'join', at: Temporal.Instant.from(NOW) }])
  const owed = life.db.selectFrom('letters_cards').select('kind').whereRef('wanted', '>', 'shown')
  expect(await owed.execute()).toEqual([{ kind: 'meetings.notice' }])
  expect(await kept(life)).toEqual([])
  // The process died after the effect and before it forgot the click.
  await leave(life, click)
  await startAgain(life)
  expect([await kept(life), await textsTo(life, MEMBER), await troubles(life)]).toEqual([[], [], []])
})

test('two clicks that were left behind are done in the order in which they were made', async () => {
  await using life = await aNoticed()
  await leave(life, await aPress(life, 'leave'))
  const second = await aPress(life, 'join')
  await leave(life, second, life.ctx.now().add({ seconds: 1 }))
  life.ctx.set('2026-11-24T10:00:30+08:00')
  await startAgain(life)
  // Done the other way round, the first would have been overtaken by the second.
  expect(await life.letters('attendance.leaveForm')).toHaveLength(1)
  expect(await replies(life)).toEqual([{ reply: 'join' }])
})

test('a click that was left behind is not done when the same person has pressed since', async () => {
  await using life = await aNoticed()
  await leave(life, await aPress(life, 'leave'))
  life.ctx.set('2026-11-24T10:00:20+08:00')
  const since = await aPress(life, 'join')
  await handleClick(life.ctx, registry.letters, since)
  await startAgain(life)
  const done = life.db.selectFrom('feishu_clicks').select('event_id')
  expect(await done.execute()).toEqual([{ event_id: since.eventId }])
  expect([await replies(life), await kept(life), await troubles(life)]).toEqual([[{ reply: 'join' }], [], []])
})

test('a click that was left behind too long ago is not guessed: its number reaches the person and the administrators', async () => {
  await using life = await aNoticed()
  await leave(life, await aPress(life))
  life.ctx.set('2026-11-24T10:11:00+08:00')
  await startAgain(life)
  const [text = '', ...more] = await textsTo(life, MEMBER)
  const [, number = ''] = NUMBER.exec(text) ?? []
  expect([more, await replies(life), await kept(life)]).toEqual([[], [], []])
  expect(await troubles(life)).toEqual([expect.stringContaining(number)])
})

test('a click that was left behind and fails again is told with its number, and holds up no other', async () => {
  await using life = await aNoticed()
  await sql`alter table attendance_replies add check (reply <> 'leave')`.execute(life.db)
  await leave(life, { ...(await aPress(life, 'leave')), openId: OpenId.parse('ou_M0231') })
  await leave(life, await aPress(life), life.ctx.now().add({ seconds: 1 }))
  await startAgain(life)
  expect(await replies(life)).toEqual([{ reply: 'join' }])
  expect(await textsTo(life, 'M0231')).toEqual([expect.stringMatching(NUMBER)])
  expect(await troubles(life)).toHaveLength(1)
  expect(await kept(life)).toEqual([])
})
