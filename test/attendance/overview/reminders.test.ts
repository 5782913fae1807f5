import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { A047, ADMIN, buttonsOf, cardOf, DEPUTY, linesOf, MEMBER, named, SECRETARY } from './shown.ts'

/** The notice went out in the morning of the 23rd; the bot asks by itself on the 24th at 13:00. */
const TOLD = '2026-11-23T10:00:00+08:00'

async function told(at = TOLD): Promise<Life> {
  const life = await aLife({ only: ['A047'] })
  await life.liveUntil(at)
  return life
}

const join = (life: Life, who: string) =>
  life.press(who, 'attendance.answer', { data: { meeting: 'A047', reply: 'join', place: 'group' } })
const remind = (life: Life, who = SECRETARY) => life.press(who, 'attendance.remind', A047)
const reminders = async (life: Life) =>
  (await life.letters('attendance.remind')).map(({ receiver, ended }) => [receiver, ended])

test('whoever has not answered is asked once more, and nobody else; the card says when and on whose word', async () => {
  await using life = await told()
  await join(life, 'M0230')
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  const button = buttonsOf(await cardOf(life, SECRETARY)).get('提醒未反馈者')
  expect(button?.confirm?.text).toContain('未反馈的40位同志')
  expect(await remind(life)).toBe('将提醒40位同志。')
  await life.settle()
  const sent = await reminders(life)
  expect(sent).toHaveLength(40)
  expect(sent).not.toContainEqual(['person:M0230', 'sent'])
  expect(sent).toContainEqual(['person:M0231', 'sent'])
  const card = await cardOf(life, 'M0231', 'attendance.remind')
  expect([...buttonsOf(card).keys()]).toContain('参加')
  expect(linesOf(await cardOf(life, SECRETARY))).toContain(
    `最近一次提醒：11月23日10:00，由${named(life, SECRETARY)}发出，共40人。`,
  )
})

test('twenty presses of two people at once send one reminder to each', async () => {
  await using life = await told()
  const presses = Array.from({ length: 20 }, (_, n) => remind(life, n % 2 === 0 ? SECRETARY : DEPUTY))
  const toasts = await Promise.all(presses)
  expect(toasts.filter((text) => text === '将提醒41位同志。')).toHaveLength(1)
  expect(toasts.filter((text) => text.endsWith('已于10:00提醒过，每次会议每天提醒一次。'))).toHaveLength(19)
  expect(await reminders(life)).toHaveLength(41)
})

test('only who looks after the meeting may have people reminded', async () => {
  await using life = await told()
  for (const who of [MEMBER, ADMIN]) expect(await remind(life, who)).toMatch(/^这项操作需要本支部书记/)
  expect(await reminders(life)).toEqual([])
})

test('nobody whom the bot asked on this day is reminded, and who was reminded is not asked by the bot', async () => {
  await using life = await told('2026-11-24T12:00:00+08:00')
  expect(await remind(life)).toBe('将提醒41位同志。')
  await life.liveUntil('2026-11-24T15:00:00+08:00')
  expect(await life.letters('attendance.ask')).toEqual([])
  await using other = await told('2026-11-24T14:00:00+08:00')
  expect((await other.letters('attendance.ask')).length).toBe(41)
  expect(await remind(other)).toBe('未反馈的同志今天都已收到提醒，不再重复。')
  await other.liveUntil('2026-11-25T09:00:00+08:00')
  await join(other, 'M0230')
  expect(await remind(other)).toBe('将提醒40位同志。')
})

test('who was asked today is left out and counted, and the day is not used up while nobody is left', async () => {
  await using life = await told('2026-11-24T14:00:00+08:00')
  const some = ['attendance.ask:A047:v1:M0230', 'attendance.ask:A047:v1:M0231']
  await life.db
    .updateTable('letters_letters')
    .set({ first_attempt_at: Temporal.Instant.from('2026-11-23T18:00:00+08:00') })
    .where('key', 'in', some)
    .execute()
  expect(await remind(life)).toBe('将提醒2位同志。另有39位今天已收到提醒，不再重复。')
})

test('at night it says when the reminder will arrive, and it arrives then', async () => {
  await using life = await told('2026-11-23T22:00:00+08:00')
  expect(await remind(life)).toBe('将提醒41位同志。现在是免打扰时段，提醒将于11月24日07:30送达。')
  await life.liveUntil('2026-11-24T07:29:00+08:00')
  expect((await reminders(life)).filter(([, ended]) => ended === 'sent')).toEqual([])
  // Whoever is about to be asked is not asked again on the next day either.
  expect(await remind(life)).toBe('未反馈的同志今天都已收到提醒，不再重复。')
  await life.liveUntil('2026-11-24T07:31:00+08:00')
  expect((await reminders(life)).filter(([, ended]) => ended === 'sent')).toHaveLength(41)
})

test('it is possible after the deadline and until the start, not before the notice, and not for what is taken back', async () => {
  await using early = await aLife({ now: '2026-11-19T09:00:00+08:00', only: ['A047'] })
  expect(await remind(early)).toBe('会议通知尚未发出，发出后再提醒。')
  await using life = await told('2026-11-25T13:30:00+08:00')
  expect(await remind(life)).toBe('将提醒41位同志。')
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  expect(await remind(life)).toBe('会议已开始，不再提醒反馈。')
  await using back = await told()
  await back.db.updateTable('meetings_meetings').set({ withdrawn: 1 }).where('id', '=', 'A047').execute()
  expect(await remind(back)).toBe('会议通知已撤回，重新发出后再提醒。')
})

test('the reminder says why it came, without a name', async () => {
  await using life = await told()
  await remind(life)
  await life.settle()
  const [letter] = await life.letters('attendance.remind')
  const { why } = registry.letters.kinds['attendance.remind']
  if (typeof why !== 'function') throw new Error('no cause of its own')
  const one = { id: LetterId.parse(letter?.id), kind: 'attendance.remind', ref: letter?.ref ?? '' } as const
  const cause = await life.act((tx) => why(life.ctx, tx, { ...one, to: { person: MemberId.parse('M0231') } }))
  expect(cause.because).toBe('发出时您尚未反馈11月25日第四季度支部党员大会，会议的负责同志请您反馈')
  expect(cause).not.toHaveProperty('rule')
})
