import { expect, test } from 'vitest'
import { ChatId, LetterId, MeetingId, MemberId, MessageId, OpenId } from '../../../src/ids.ts'
import { refreshCards } from '../../../src/letters/renewal/service.ts'
import { handleClick } from '../../../src/inbox/service.ts'
import { cancelMeeting, tellMonth } from '../../../src/meetings/service.ts'
import { registry } from '../../../src/router.ts'
import {
  ADMIN,
  aMonth,
  answer,
  B06,
  bookAll,
  render,
  everyone,
  months,
  nine,
  notices,
  shown,
  tick,
} from './setup.ts'

test('after the National Day holiday the first working day is the 8th, and the card comes on it, once', async () => {
  await using life = await aMonth({ A1: '2026-10-15T14:00', A2: '2026-10-28T14:00' }, nine('09-30'))
  for (const day of ['10-01', '10-02', '10-05', '10-07']) await tick(life, nine(day))
  expect(await months(life)).toEqual([])
  for (const day of ['10-08', '10-09']) await tick(life, nine(day))
  expect(await months(life)).toEqual([['meetings.month:oc_fx_B06/2026-10', 'sent']])
  const text = await shown(life)
  expect(text).toContain('10月会议安排')
  expect(text).toMatch(/10月15日.*会议A1.*已反馈0\/16.*10月28日.*会议A2/)
})

test('twenty who plan at once write one card for each chat', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00' })
  const ofCollege = life.college.meetings
    .filter(({ audience }) => audience.kind === 'secretaries')
    .slice(0, 1)
  const start = Temporal.PlainDateTime.from('2026-12-11T14:00')
  await life.book(ofCollege.map((one) => ({ ...one, start, movedFrom: null })))
  const first = Temporal.Instant.from(nine('12-01'))
  await life.liveUntil(nine('12-01'))
  await Promise.all(Array.from({ length: 20 }, () => tellMonth(life.ctx, first)))
  await life.settle()
  const chats = (await life.letters('meetings.month')).map(({ receiver, ended }) => [receiver, ended])
  expect(chats.toSorted()).toEqual([
    [B06, 'sent'],
    [`chat:${life.college.settings.chats.secretaries}`, 'sent'],
  ])
})

test('a bot that was down on that day sends it within a week, later not any more', async () => {
  for (const [day, count] of [
    ['12-07', 1],
    ['12-08', 0],
  ] as const) {
    await using life = await aMonth({ A1: '2026-12-24T14:00' })
    await life.sleepUntil(nine(day))
    await tick(life, nine(day))
    expect(await months(life)).toHaveLength(count)
  }
})

test('a notice comes for those still open, and not at all once everybody has answered the plan that was listed', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00', A2: '2026-12-17T14:00' })
  await tick(life, nine('12-01'))
  const all = await everyone(life, 'A1')
  for (const who of all) await answer(life, who, 'A1')
  for (const who of all.slice(1)) await answer(life, who, 'A2')
  expect(await shown(life)).toMatch(/会议A1.*已反馈16\/16.*会议A2.*已反馈15\/16/)
  await life.liveUntil('2026-12-16T09:00:00+08:00')
  expect(await notices(life)).toEqual([
    ['A1:v1', 'obsolete'],
    ['A2:v1', 'sent'],
  ])
  const [, second] = await life.letters('meetings.notice')
  const text = second === undefined ? '' : await render(life, second, 'meetings.notice')
  expect(text).toContain('已列入本月安排，已反馈的同志无需再点。')
  expect(text).toContain('已反馈15人')
  await life.liveUntil('2026-12-16T17:00:00+08:00')
  const asked = (await life.letters('attendance.ask')).map(({ receiver }) => receiver)
  expect(asked).toEqual([`person:${all[0]}`])
})

test('on its own day the card is the notice; what was announced before is listed and not said again', async () => {
  await using life = await aMonth({
    A1: '2026-12-03T14:00',
    A2: '2026-12-04T14:00',
    A3: '2026-12-08T14:00',
  })
  await tick(life, nine('12-01'))
  expect(await notices(life)).toEqual([['A1:v1', 'sent']])
  expect(await shown(life)).toMatch(/会议A1.*会议A2.*会议A3/)
  await life.liveUntil('2026-12-05T20:00:00+08:00')
  expect(await notices(life)).toEqual([
    ['A1:v1', 'sent'],
    ['A2:v1', 'obsolete'],
    ['A3:v1', 'sent'],
  ])
})

test('where everything was announced, or nothing is planned, there is no card', async () => {
  await using life = await aMonth({ A1: '2026-12-02T14:00', A2: '2027-01-20T14:00' })
  await tick(life, nine('12-01'))
  expect(await months(life)).toEqual([])
})

test('a meeting that is moved after the card is told again at once, and asks again', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00' })
  await tick(life, nine('12-01'))
  const [first = ''] = await everyone(life, 'A1')
  await answer(life, first, 'A1')
  await life.liveUntil(nine('12-02'))
  await bookAll(life, { A1: '2027-01-05T15:00' })
  await life.settle()
  expect(await notices(life)).toEqual([['A1:v2', 'sent']])
  const [notice] = await life.letters('meetings.notice')
  const text = notice === undefined ? '' : await render(life, notice, 'meetings.notice')
  expect(text).toContain('原定12月17日14:00')
  expect(text).not.toContain('已列入本月安排')
  expect(await shown(life)).toMatch(/1月5日（周二.*会议A1.*已反馈0\/16/)
})

test('a cancelled meeting is said to be so in the group and on the card, and one that was withdrawn on the card', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00', A2: '2026-12-24T14:00' })
  await tick(life, nine('12-01'))
  const data = { meeting: 'A1' }
  await life.press(ADMIN, 'meetings.open', { data })
  const change = async () => (await life.letters('meetings.manage')).at(-1)?.ref ?? ''
  await life.press(ADMIN, 'meetings.wish', {
    data: { change: await change(), aspect: 'cancel' },
    form: { reason: '' },
  })
  await life.press(ADMIN, 'meetings.confirm', { data: { change: await change() } })
  await life.settle()
  expect(await notices(life)).toEqual([['A1:v1:cancelled', 'sent']])
  expect(await shown(life)).toMatch(/会议A1.*会议已取消.*会议A2/)
  await life.press(ADMIN, 'meetings.open', { data: { meeting: 'A2' } })
  await life.press(ADMIN, 'meetings.form', { data: { change: await change(), aspect: 'withdraw' } })
  await life.press(ADMIN, 'meetings.confirm', { data: { change: await change() } })
  const text = await shown(life)
  expect(text).toMatch(/会议A2.*通知已撤回/)
  expect(text).not.toContain('参加')
})

test('a college that switched it off gets none, also when it does so while the card waits', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00' })
  const off = { ...life.ctx.settings, reminders: { ...life.ctx.settings.reminders, monthly: false } }
  await life.liveUntil(nine('12-01'))
  await tellMonth({ ...life.ctx, settings: off }, life.ctx.now())
  expect(await months(life)).toEqual([])
  await tellMonth(life.ctx, life.ctx.now())
  const [letter] = await life.letters('meetings.month')
  const spec = registry.letters.kinds['meetings.month']
  const one = {
    id: LetterId.parse(letter?.id),
    kind: 'meetings.month',
    ref: letter?.ref ?? '',
    to: { person: MemberId.parse(ADMIN) },
  } as const
  expect(await life.act((tx) => spec.isRelevant(life.ctx, tx, one))).toBe(true)
  expect(await life.act((tx) => spec.isRelevant({ ...life.ctx, settings: off }, tx, one))).toBe(false)
})

test('a pause holds the card, and after it what its day has passed by is not said twice', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00', A2: '2026-12-24T14:00' })
  await life.say(ADMIN, '暂停 B06')
  await tick(life, nine('12-01'))
  await life.liveUntil(nine('12-08'))
  expect(life.sent.filter(({ to }) => to.id === 'oc_fx_B06')).toEqual([])
  await life.say(ADMIN, '恢复 B06')
  expect(await months(life)).toEqual([['meetings.month:oc_fx_B06/2026-12', 'sent']])
  expect(await notices(life)).toEqual([['A1:v1', 'obsolete']])
})

test('what is booked after the card stands on it at its next rendering, and gets its own notice', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00' })
  await tick(life, nine('12-01'))
  await bookAll(life, { A9: '2026-12-14T14:00' })
  const cards = life.db
    .selectFrom('letters_cards')
    .select(['wanted', 'shown'])
    .where('kind', '=', 'meetings.month')
  const { wanted, shown: updated } = await cards.executeTakeFirstOrThrow()
  expect(wanted).toBeGreaterThan(updated)
  expect(await shown(life)).toMatch(/会议A9.*会议A1/)
  for (const who of await everyone(life, 'A9')) await answer(life, who, 'A9')
  await life.liveUntil('2026-12-12T12:00:00+08:00')
  expect(await notices(life)).toEqual([['A9:v1', 'sent']])
})

test('a press on the card is answered with the card as it then is', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00', A2: '2026-12-24T14:00' })
  await tick(life, nine('12-01'))
  const [letter] = await life.letters('meetings.month')
  const { message_id: messageId } = await life.db
    .selectFrom('letters_cards')
    .select('message_id')
    .where('letter_id', '=', letter?.id ?? '')
    .executeTakeFirstOrThrow()
  const [who = ''] = await everyone(life, 'A2')
  const answered = await handleClick(life.ctx, registry.letters, {
    eventId: 'e1',
    openId: OpenId.parse(`ou_${who}`),
    messageId: MessageId.parse(messageId),
    chatId: ChatId.parse('oc_fx_B06'),
    madeAt: life.ctx.now(),
    value: { a: 'attendance.answer', l: letter?.id ?? '', meeting: 'A2', reply: 'join', place: 'group' },
    form: {},
  })
  expect(JSON.stringify(answered)).toMatch(/您将参加.*会议A1.*已反馈0\/16.*会议A2.*已反馈1\/16/)
})

test('on day 13 the card says where to answer instead; no second one comes into the group', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00', A2: '2026-12-24T14:00' })
  await tick(life, nine('12-01'))
  await life.liveUntil(nine('12-14'))
  await refreshCards(life.ctx, registry.letters)
  await life.settle()
  expect((await months(life)).map(([, ended]) => ended)).toEqual(['sent'])
})

test('a card that is not sent told nobody: the meeting is cancelled without a word', async () => {
  await using life = await aMonth({ A1: '2026-12-17T14:00' })
  await life.say(ADMIN, '暂停 B06')
  await tick(life, nine('12-01'))
  await life.act(async (tx) => {
    await cancelMeeting(life.ctx, tx, { id: MeetingId.parse('A1'), reason: null, by: 'file' })
  })
  await life.settle()
  expect(await notices(life)).toEqual([['A1:v1:cancelled', 'obsolete']])
  await life.say(ADMIN, '恢复 B06')
  expect((await months(life)).map(([, ended]) => ended)).toEqual(['obsolete'])
})
