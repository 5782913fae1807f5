import { answerMessage } from '../../../src/inbox/messages/effect.ts'
import { expect, test } from 'vitest'
import { repliesOf } from '../../../src/attendance/service.ts'
import type { Incoming } from '../../../src/feishu/in/incoming.ts'
import { ChatId, LetterId, MeetingId, MemberId, MessageId, OpenId } from '../../../src/ids.ts'
import { writeLetters } from '../../../src/letters/service.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'

const A047 = MeetingId.parse('A047')
const NOTICED = '2026-11-23T09:30:00+08:00'
const branch = { chatId: ChatId.parse('oc_fx_B10'), chatType: 'group', mentionsBot: true } as const

let count = 0

/** Somebody writes, by default in the direct chat, and what is answered is sent. */
async function write(life: Life, text: string, over: Partial<Incoming> & { who?: string } = {}) {
  count += 1
  const { who = 'M0230', ...rest } = over
  const before = (await life.letters()).length
  const message: Incoming = {
    messageId: MessageId.parse(`om_written_${count}`),
    chatId: ChatId.parse(`oc_p_${who}`),
    chatType: 'p2p',
    openId: OpenId.parse(`ou_${who}`),
    at: life.ctx.now(),
    mentionsBot: false,
    type: 'text',
    text,
    pictures: [],
    ...rest,
  }
  await life.act((tx) => answerMessage(life.ctx, tx, { inbox: registry, message }))
  const answers = (await life.letters()).slice(before).map(({ kind, receiver }) => [kind, receiver])
  const sent = life.sent.length
  await life.settle()
  return { answers, said: JSON.stringify(life.sent.slice(sent)) }
}

/** The message that a letter became. */
async function messageOf(life: Life, kind: string, receiver: string): Promise<MessageId> {
  const all = life.db.selectFrom('letters_letters').select('message_id').where('kind', '=', kind)
  const query = all.where('ref', 'like', 'A047%')
  const row = await query.where('receiver', '=', receiver).executeTakeFirstOrThrow()
  return MessageId.parse(row.message_id)
}

const counted = (life: Life, meeting = A047) => life.act((tx) => repliesOf(tx, meeting))

async function asked() {
  const life = await aLife({ only: ['A047'] })
  await life.liveUntil(NOTICED)
  const ref = 'A047/M0230@1'
  const to = { person: MemberId.parse('M0230') }
  await life.act((tx) => writeLetters(life.ctx, tx, [{ key: ref, kind: 'attendance.ask', ref, to }]))
  await life.settle()
  return life
}

test('参加 as a reply to one’s own question is taken, and said so with the meeting', async () => {
  await using life = await asked()
  const parentId = await messageOf(life, 'attendance.ask', 'person:M0230')
  const { answers, said } = await write(life, '收到，参加。', { parentId, rootId: parentId })
  expect(answers).toEqual([['attendance.noted', 'person:M0230']])
  expect(await counted(life)).toEqual({ expected: 41, join: 1, leave: 0 })
  expect(await texts(life)).toContain('已记录：您将参加11月25日14:00的第四季度支部党员大会。')
  expect(said).not.toContain('请假')
})

test('请假 with its reason is taken, and the category is asked for privately, every time', async () => {
  await using life = await asked()
  const parentId = await messageOf(life, 'meetings.notice', 'chat:oc_fx_B10')
  for (const _time of [1, 2]) {
    const { answers, said } = await write(life, '请假，家里有事', { ...branch, parentId, rootId: parentId })
    expect(answers).toEqual([['attendance.leaveForm', 'person:M0230']])
    expect(said).toContain('请假类别')
  }
  expect(await life.letters('desk.hint')).toEqual([])
})

test('请假 with its category in words needs no form: it is put before whoever decides, or granted at once', async () => {
  await using life = await asked()
  const { answers } = await write(life, '请假，事假')
  expect(answers).toContainEqual(['attendance.leavesAsked', 'person:M0213'])
  expect(answers).not.toContainEqual(['attendance.leaveForm', 'person:M0230'])
  expect(await texts(life)).toContain('您的请假已提交：')
  expect((await write(life, '请假 公务', { who: 'M0231' })).answers).toEqual([
    ['attendance.noted', 'person:M0231'],
  ])
  expect(await counted(life)).toEqual({ expected: 41, join: 0, leave: 2 })
})

test('in the direct chat 请假 needs no reply where one meeting is in question, also to change one’s mind', async () => {
  await using life = await asked()
  await write(life, '参加')
  expect(await counted(life)).toMatchObject({ join: 1, leave: 0 })
  const { answers } = await write(life, '我想请假，孩子生病')
  expect(answers).toEqual([['attendance.leaveForm', 'person:M0230']])
  expect(await counted(life)).toMatchObject({ join: 0 })
})

test('with several meetings in question the person is told where to answer, and nothing is taken', async () => {
  await using life = await aLife({ only: ['A046', 'A047'] })
  await life.liveUntil(NOTICED)
  life.ctx.set('2026-11-24T10:00:00+08:00')
  const { answers } = await write(life, '参加')
  expect(answers).toEqual([['attendance.noted', 'person:M0230']])
  expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('which')
  expect(await counted(life)).toMatchObject({ join: 0 })
})

test('请假 for a day is of the meeting on that day; without a day it is no guess beside a sooner one that was joined', async () => {
  await using life = await aLife({ only: ['A046', 'A047'] })
  await life.liveUntil(NOTICED)
  life.ctx.set('2026-11-24T10:00:00+08:00')
  const friday = Temporal.Instant.from('2026-11-27T17:30:00+08:00')
  const plan = { starts_at: friday, ends_at: friday.add({ hours: 1 }) }
  await life.db.updateTable('meetings_meetings').set(plan).where('id', '=', 'A046').execute()
  const data = { meeting: 'A047', reply: 'join', place: 'private' }
  await life.press('M0230', 'attendance.answer', { data })
  await write(life, '请假，孩子生病')
  expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('which')
  const { answers } = await write(life, '11月27日的会，我请假')
  expect(answers).toEqual([['attendance.leaveForm', 'person:M0230']])
  expect((await life.letters('attendance.leaveForm')).at(-1)?.ref).toContain('A046/')
})

/** A047, a meeting of all members, is on Wednesday; A046, a 党课, on Friday; nobody has answered. */
async function twoAhead() {
  const life = await aLife({ only: ['A046', 'A047'] })
  await life.liveUntil(NOTICED)
  life.ctx.set('2026-11-24T10:00:00+08:00')
  const friday = Temporal.Instant.from('2026-11-27T17:30:00+08:00')
  const plan = {
    starts_at: friday,
    ends_at: friday.add({ hours: 1 }),
    types: ['党课'],
    title: '形势与任务',
  }
  await life.db.updateTable('meetings_meetings').set(plan).where('id', '=', 'A046').execute()
  await life.db
    .updateTable('attendance_rolls')
    .set({ starts_at: friday })
    .where('meeting_id', '=', 'A046')
    .execute()
  return life
}

const A046 = MeetingId.parse('A046')

test('a day, a part of a day, a type or a title in the same clause picks its meeting, though a sooner one waits', async () => {
  await using life = await twoAhead()
  const ways = ['周五的会我参加', '党课我参加', '27号傍晚的会我会参加', '《形势与任务》我参加']
  const due = life.db.selectFrom('attendance_due').select('member_id').where('meeting_id', '=', A046)
  const people = await due.where('standing', '=', 'due').limit(ways.length).execute()
  for (const [at, { member_id: who }] of people.entries()) {
    const text = ways[at] ?? ''
    expect((await write(life, text, { who })).answers).toEqual([['attendance.noted', `person:${who}`]])
    expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('A046:joining')
  }
  expect(await counted(life, A046)).toMatchObject({ join: 4 })
  await write(life, '明天的会我请假')
  expect((await life.letters('attendance.leaveForm')).map(({ ref }) => ref)).toEqual(['A047/M0230'])
  expect(await counted(life)).toMatchObject({ join: 0 })
})

test('a meeting that is named but not there is asked about, also on the card of another', async () => {
  await using life = await twoAhead()
  const parentId = await messageOf(life, 'meetings.notice', 'chat:oc_fx_B10')
  const reply = { ...branch, parentId, rootId: parentId }
  for (const text of ['周四的会我参加', '明天的党课我请假', '下次的会我请假', '明天上午的会我请假']) {
    await write(life, text)
    expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('unclear')
  }
  const { answers } = await write(life, '周五的会我参加', reply)
  expect(answers).toEqual([['desk.hint', 'chat:oc_fx_B10']])
  expect([await counted(life), await counted(life, A046)]).toMatchObject([{ join: 0 }, { join: 0 }])
  expect(await life.letters('attendance.leaveForm')).toEqual([])
})

test('what was attended is booked on no meeting to come: it is said where that counts', async () => {
  await using life = await asked()
  for (const text of ['我参加了', '已经参加', '上次的会我请假', '我请假了']) {
    const { answers } = await write(life, text)
    expect(answers).toEqual([['attendance.noted', 'person:M0230']])
    expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('past')
  }
  expect(await texts(life)).toContain('已开过的会议，到会以签到为准')
  expect(await counted(life)).toMatchObject({ join: 0, leave: 0 })
  expect(await life.letters('attendance.leaveForm')).toEqual([])
})

test('a day that only the reason names makes nothing certain beside a sooner meeting', async () => {
  await using life = await twoAhead()
  const data = { meeting: 'A046', reply: 'join', place: 'private' }
  await life.press('M0230', 'attendance.answer', { data })
  await write(life, '请假，周五要出差')
  expect((await life.letters('attendance.noted')).at(-1)?.ref).toBe('which')
})

test('a reply that is no clear answer is always pointed to the buttons of its card', async () => {
  await using life = await asked()
  const parentId = await messageOf(life, 'attendance.ask', 'person:M0230')
  for (const text of ['我那天要出差，可能赶不回来，先说一声', '参加吗', '收到']) {
    const { answers } = await write(life, text, { parentId, rootId: parentId })
    expect(answers).toEqual([['desk.hint', 'chat:oc_p_M0230']])
  }
  expect((await life.letters('desk.hint')).at(-1)?.ref).toBe('press:["参加","请假"]')
})

test('who is not on the list, or answers too late or an old plan, is told so privately', async () => {
  await using life = await asked()
  const parentId = await messageOf(life, 'meetings.notice', 'chat:oc_fx_B10')
  const reply = { ...branch, parentId, rootId: parentId }
  expect((await write(life, '参加', { ...reply, who: 'M0142' })).answers).toEqual([
    ['attendance.noted', 'person:M0142'],
  ])
  expect(await texts(life)).toContain('本次会议没有请您参加')
  life.ctx.set('2026-11-25T14:30:00+08:00')
  await write(life, '参加', reply)
  expect(await texts(life)).toContain('会议已开始，反馈已截止')
  expect(await counted(life)).toMatchObject({ join: 0 })
})

test('an answer counts by the time at which it was written', async () => {
  await using life = await asked()
  const parentId = await messageOf(life, 'attendance.ask', 'person:M0230')
  const at = Temporal.Instant.from('2026-11-25T13:59:00+08:00')
  life.ctx.set('2026-11-25T14:05:00+08:00')
  await write(life, '参加', { parentId, rootId: parentId, at })
  expect(await counted(life)).toMatchObject({ join: 1 })
})

/** The short answers as they read. */
async function texts(life: Life): Promise<string> {
  const { render } = registry.letters.kinds['attendance.noted']
  const drawn = []
  for (const { id, ref, receiver } of await life.letters('attendance.noted')) {
    const to = { person: MemberId.parse(receiver.replace('person:', '')) }
    const letter = { id: LetterId.parse(id), kind: 'attendance.noted', ref, to } as const
    drawn.push(await life.act((tx) => render(life.ctx, tx, letter)))
  }
  return JSON.stringify(drawn)
}
