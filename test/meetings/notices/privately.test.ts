import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../../src/ids.ts'
import type { Letter, LetterKind } from '../../../src/letters/types.ts'
import { withdrawNotice, lockMeeting } from '../../../src/meetings/service.ts'
import { acceptCollege } from '../../../src/roster/service.ts'
import { followChats } from '../../../src/planning/service.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { SECRETARY, shown } from '../../planning/new-meeting/desk.ts'

/** Six of B10's forty-one sit on its committee; its meeting takes the place of the assembly of 25 November, 14:00. */
const SIX = ['M0213', 'M0214', 'M0215', 'M0216', 'M0217', 'M0218']
const CHAT = 'chat:oc_fx_B10'

async function aCommittee(now = '2026-11-20T09:00:00+08:00'): Promise<Life> {
  const life = await aLife({ only: ['A047'], now })
  await life.book(life.planned.map((one) => ({ ...one, types: ['支部委员会'], title: '支委会' })))
  return life
}

/** To whom letters of a kind went, six people as one word. */
async function to(life: Life, kind: LetterKind, ref?: string): Promise<string[]> {
  const sent = (await life.letters(kind)).filter(
    (one) => one.ended === 'sent' && (ref ?? one.ref) === one.ref,
  )
  const all = sent.map(({ receiver }) => receiver.replace('person:', '')).toSorted()
  return all.join() === SIX.join() ? ['the six'] : all
}

async function card(life: Life, kind: LetterKind): Promise<string> {
  const row = (await life.letters(kind)).at(-1)
  if (row === undefined) throw new Error(`no ${kind}`)
  const letter: Letter = {
    ...{ id: LetterId.parse(row.id), kind, ref: row.ref },
    to: { person: MemberId.parse(SECRETARY) },
  }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter)))
}

test('six of a committee hear of their meeting, check in and report in private; the chat of the others hears nothing', async () => {
  await using life = await aCommittee()
  await life.liveUntil('2026-11-24T18:00:00+08:00')
  expect(await to(life, 'meetings.notice')).toEqual(['the six'])
  // A notice of one's own needs no reminder.
  expect(await to(life, 'attendance.ask')).toEqual([])
  const join = { meeting: 'A047', reply: 'join', place: 'group' }
  expect(await life.press('M0215', 'attendance.answer', { data: join })).toContain('参加')
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  // Their notice holds the button.
  expect(await to(life, 'attendance.checkin')).toEqual([])
  expect(await card(life, 'meetings.notice')).toContain('签到于11月25日13:45开放，届时在本卡片上点“签到”。')
  const came = { data: { meeting: 'A047' } }
  expect(await life.press('M0215', 'attendance.checkIn', came)).toContain('签到成功')
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  expect(await card(life, 'meetings.notice')).not.toContain('签到')
  expect(await to(life, 'reports.after')).toEqual([SECRETARY])
  expect((await life.letters()).filter(({ receiver }) => receiver === CHAT)).toEqual([])
})

test('a new time, an end and a notice taken back go the same way', async () => {
  await using life = await aCommittee()
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const planned = life.planned.map((one) => ({ ...one, types: ['支部委员会'], title: '支委会' }))
  await life.book(planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  await life.settle()
  expect(await to(life, 'meetings.notice', 'A047@2')).toEqual(['the six'])
  await life.act(async (tx) => {
    const meeting = await lockMeeting(tx, life.planned[0]?.id ?? raise())
    await withdrawNotice(life.ctx, tx, { meeting, people: [], by: MemberId.parse(SECRETARY) })
  })
  const owed = life.db.selectFrom('letters_cards').select('letter_id').where('recall', '=', 'owed')
  expect(await owed.where('ref', '=', 'A047@2').execute()).toHaveLength(6)
  await life.book(planned.map((one) => ({ ...one, cancelled: '场地维修' })))
  await life.settle()
  expect(await to(life, 'meetings.notice', 'A047@cancelled')).toEqual(['the six'])
  expect((await life.letters()).filter(({ receiver }) => receiver === CHAT)).toEqual([])
})

test('that too few came, and it is put off, stands on the notice of each', async () => {
  await using life = await aCommittee()
  await life.liveUntil('2026-11-25T14:10:00+08:00')
  expect(await life.press(SECRETARY, 'attendance.adjourn', { data: { meeting: 'A047' } })).toContain('改期')
  const owed = life.db.selectFrom('letters_cards').select('letter_id').where('wanted', '>', 0)
  expect(await owed.where('ref', '=', 'A047@2').execute()).toHaveLength(6)
  expect(await card(life, 'meetings.notice')).toContain('会议改期，新的时间另行通知')
})

test('of two committees that lose the same hour each hears of its own', async () => {
  await using life = await aLife({ only: ['A047', 'A041'], now: '2026-11-20T09:00:00+08:00' })
  const start = Temporal.PlainDateTime.from('2026-11-25T14:00')
  const both = life.planned.map((one) => ({ ...one, start, types: ['支部委员会'], title: '支委会' }))
  await life.book(both)
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  await life.book(both.map((one) => ({ ...one, cancelled: '场地维修' })))
  await life.settle()
  expect(await to(life, 'meetings.notice', 'A047@cancelled')).toEqual(['the six'])
  expect((await to(life, 'meetings.notice', 'A041@cancelled')).length).toBeGreaterThan(0)
})

/** Two people of two branches and whoever holds an office visit another college; one of the two leads. */
async function aVisit(leader: string | null): Promise<Life> {
  const life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  const people = VISITORS.map((id) => ({ kind: 'member' as const, member: MemberId.parse(id) }))
  const audience = { kind: 'list' as const, parts: people }
  const visit = {
    audience,
    types: ['走出去'],
    title: '调研兄弟高校',
    host: leader === null ? null : MemberId.parse(leader),
  }
  await life.book(life.planned.map((one) => ({ ...one, ...visit })))
  return life
}
const VISITORS = ['M0001', 'M0230', 'M0231']

test('a few people without a chat in common hear of it and check in each privately; whoever leads owes the record', async () => {
  await using life = await aVisit('M0230')
  await life.liveUntil('2026-11-24T18:00:00+08:00')
  expect(await to(life, 'meetings.notice')).toEqual(VISITORS)
  expect(await to(life, 'attendance.ask')).toEqual([])
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  for (const who of ['M0001', 'M0230'])
    expect(await life.press(who, 'attendance.checkIn', { data: { meeting: 'A047' } })).toContain('签到成功')
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  expect(await to(life, 'reports.after')).toEqual(['M0230'])
  const absent = { data: { meeting: 'A047', member: 'M0231', mark: 'absent' } }
  expect(await life.press('M0230', 'attendance.mark', absent)).not.toContain('不能')
  expect(await card(life, 'reports.after')).toContain('应到3，实到2，请假0，缺席1')
  const form = { content: '走访了两个样板支部，学习了组织生活的做法。' }
  await life.press('M0230', 'reports.handIn', { data: { request: 'R-A047' }, form })
  const request = life.db.selectFrom('reports_requests').select(['state', 'owner_id'])
  expect(await request.execute()).toEqual([{ state: 'submitted', owner_id: 'M0230' }])
  expect((await life.letters()).filter(({ receiver }) => receiver.startsWith('chat:'))).toEqual([])
})

test('of a visit that nobody was named to lead everybody who goes owes a record, and each is asked and reminded alone', async () => {
  await using life = await aVisit(null)
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  await life.press('M0231', 'attendance.answer', {
    data: { meeting: 'A047', reply: 'leave', place: 'group' },
  })
  await life.press('M0231', 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '公务' } })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  expect(await to(life, 'reports.request')).toEqual(['M0001', 'M0230'])
  expect(await to(life, 'reports.after')).toEqual([])
  const form = { content: '学习了样板支部的做法。' }
  await life.press('M0230', 'reports.handIn', { data: { request: 'R-A047-M0230' }, form })
  const requests = life.db.selectFrom('reports_requests').select(['owner_id', 'state']).orderBy('owner_id')
  expect(await requests.execute()).toEqual([
    { owner_id: 'M0001', state: 'open' },
    { owner_id: 'M0230', state: 'submitted' },
  ])
  await life.liveUntil('2026-11-28T18:01:00+08:00')
  expect(new Set(await to(life, 'reports.chase'))).toEqual(new Set(['M0001']))
})

test('whoever calls one reads where it will be said', async () => {
  await using life = await aLife({ only: [], now: '2026-11-23T09:00:00+08:00' })
  await life.say(SECRETARY, '开会 下周三下午两点 支委会 书记办公室')
  const preview = await shown(life, SECRETARY)
  expect(preview).toContain('应到支委的私聊将于')
  expect(preview).not.toContain('本科二支部群')
  expect(preview).not.toContain('尚未反馈的人')
})

test('one that was announced in the chat before is told there no more, and to nobody twice', async () => {
  await using life = await aCommittee()
  const inChat = { chat: 'oc_fx_B10' }
  await life.db.updateTable('meetings_meetings').set(inChat).where('id', '=', 'A047').execute()
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  expect(await to(life, 'meetings.notice')).toEqual(['chat:oc_fx_B10'])
  await life.act(async (tx) => {
    await acceptCollege(life.ctx, tx, life.college)
    await followChats(life.ctx, tx)
  })
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  expect(await to(life, 'meetings.notice')).toEqual(['chat:oc_fx_B10'])
  expect(await card(life, 'meetings.notice')).toContain('"text":"签到"')
})

function raise(): never {
  throw new Error('no meeting')
}
