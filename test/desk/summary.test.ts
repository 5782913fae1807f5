import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../src/ids.ts'
import { takeOwedPaints } from '../../src/letters/service.ts'
import { type Life, aLife } from '../support/a-house.ts'

const SUBJECT = 'M0230'

/** One reminder a day: each is the last of its day, and so a summary. */
async function aFrugalLife(): Promise<Life> {
  const life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  const { college } = life.ctx
  const reminders = { ...college.reminders, dailyCap: 1 }
  Object.assign(life.ctx, { college: { ...college, reminders } })
  return life
}

async function summariesTo(life: Life, who: string) {
  return (await life.letters('desk.summary')).filter(({ receiver }) => receiver === `person:${who}`)
}

function cardOf({ sent }: Life, uuid: string): string {
  return JSON.stringify(sent.find((one) => one.uuid === uuid)?.content ?? null)
}

test('the last reminder of a day lists what waits, with its buttons, and is repainted when it is settled', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  const [summary, ...more] = await summariesTo(life, SUBJECT)
  if (summary === undefined) throw new Error('no summary')
  expect(more).toEqual([])
  expect(cardOf(life, summary.id)).toContain('会议待反馈：第四季度支部党员大会，11月25日14:00')
  expect(cardOf(life, summary.id)).toContain('参加')
  const asked = (await life.letters('attendance.ask')).filter(({ receiver }) => receiver === summary.receiver)
  expect(asked).toMatchObject([{ ended: 'obsolete', code: `covered:${summary.id}` }])
  await life.press(SUBJECT, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'join', place: 'group' },
  })
  expect(await takeOwedPaints(life.ctx)).toContain(summary.id)
  const { draw } = life.post.letters.kinds['desk.summary']
  const letter = {
    ...{ id: LetterId.parse(summary.id), kind: 'desk.summary' as const, ref: summary.ref },
    to: { person: MemberId.parse(SUBJECT) },
  }
  expect(JSON.stringify(await life.act((tx) => draw(life.ctx, tx, letter)))).toContain(
    '目前没有需要您办理的事项',
  )
})

test('whoever said 请假 without a category still finds the meeting in the summary', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await life.press(SUBJECT, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'leave', place: 'private' },
  })
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  const [summary] = await summariesTo(life, SUBJECT)
  expect(cardOf(life, summary?.id ?? '')).toContain('会议待反馈：第四季度支部党员大会')
})

test('what the desk does not list, such as an overdue report of a branch, is carried whole', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-12-02T18:00:00+08:00')
  const [summary] = await summariesTo(life, 'M0140')
  expect(cardOf(life, summary?.id ?? '')).toContain('活动纪实已过截止时间，尚未提交')
})
