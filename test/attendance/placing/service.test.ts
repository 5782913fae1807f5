import { expect, test } from 'vitest'
import { aLife, type Life } from '../../support/a-life.ts'

/** B10's secretary, and two members, of whom one asks for leave from A047 on 25 November at 14:00. */
const [SECRETARY, ONE, TWO] = ['M0213', 'M0230', 'M0231']

const ask = (life: Life, who: string) =>
  life.press(who, 'attendance.category', { data: { meeting: 'A047', category: '事假' } })
const decide = (life: Life, member: string) =>
  life.press(SECRETARY, 'attendance.decide', { data: { meeting: 'A047', member, verdict: 'approved' } })

const reminders = async (life: Life) =>
  (await life.letters('attendance.leavesWait')).map(({ receiver, ended, due }) => [
    receiver,
    ended,
    due.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' }),
  ])

test('what nobody has decided is asked about once, when the answers are due', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await ask(life, ONE)
  await life.settle()
  await ask(life, TWO)
  await life.liveUntil('2026-11-25T13:00:00+08:00')
  expect(await reminders(life)).toEqual([[`person:${SECRETARY}`, 'sent', '2026-11-24T17:00']])
  const [sent] = (await life.letters('attendance.leavesWait')).map(({ id }) => id)
  const shown = JSON.stringify(life.sent.find(({ uuid }) => uuid === sent)?.content)
  expect(shown.match(/"content":"同意"/g)).toHaveLength(2)
  expect(shown).toContain('为什么收到')
})

test('what is decided by then is not asked about', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await ask(life, ONE)
  await decide(life, ONE)
  await life.liveUntil('2026-11-25T13:00:00+08:00')
  expect((await reminders(life)).map(([, ended]) => ended)).toEqual(['obsolete'])
})

test('what is asked late is asked about two hours later, in the time when people may be disturbed', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T21:00:00+08:00')
  await ask(life, ONE)
  await life.liveUntil('2026-11-25T07:29:00+08:00')
  expect((await reminders(life)).map(([, ended]) => ended)).toEqual([null])
  await life.liveUntil('2026-11-25T07:31:00+08:00')
  expect((await reminders(life)).map(([, ended]) => ended)).toEqual(['sent'])
})

test('a reminder is changed as the card is: it never asks for what was decided elsewhere', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await ask(life, ONE)
  await life.liveUntil('2026-11-24T18:00:00+08:00')
  await decide(life, ONE)
  const stale = life.db.selectFrom('letters_cards').select('kind').whereRef('wanted', '>', 'shown')
  const kinds = (await stale.where('kind', 'like', 'attendance.leaves%').orderBy('kind').execute()).map(
    ({ kind }) => kind,
  )
  expect(kinds).toEqual(['attendance.leavesAsked', 'attendance.leavesWait'])
})
