import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { markStale, takeStaleCards } from '../../src/letters/service.ts'
import { type Life, aLife } from '../support/a-life.ts'
import { todoOf } from '../support/todo.ts'

const SUBJECT = 'M0230'

/** One reminder a day: each is the last of its day, and so a summary. */
async function aFrugalLife(): Promise<Life> {
  const life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  const { settings: college } = life.ctx
  const reminders = { ...college.reminders, dailyCap: 1 }
  Object.assign(life.ctx, { settings: { ...college, reminders } })
  return life
}

async function summariesTo(life: Life, who: string) {
  return (await life.letters('desk.summary')).filter(({ receiver }) => receiver === `person:${who}`)
}

function cardOf({ sent }: Life, uuid: string): string {
  return JSON.stringify(sent.find((one) => one.uuid === uuid)?.content ?? null)
}

test('the last reminder of a day lists what waits, with its buttons, and is updated when it is settled', async () => {
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
  expect(await takeStaleCards(life.ctx)).toContain(summary.id)
  const { render } = life.post.letters.kinds['desk.summary']
  const letter = {
    ...{ id: LetterId.parse(summary.id), kind: 'desk.summary' as const, ref: summary.ref },
    to: { person: MemberId.parse(SUBJECT) },
  }
  expect(JSON.stringify(await life.act((tx) => render(life.ctx, tx, letter)))).toContain(
    '目前没有需要您办理的事项',
  )
})

test('a summary follows what is settled for a day; an older one costs no call any more', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  const [summary] = await summariesTo(life, SUBJECT)
  const patched: string[] = []
  const patch = async ({ messageId }: { messageId: string }) => void patched.push(messageId)
  const feishu = { ...life.post.feishu, patch }
  const update = async (at: string) => {
    life.ctx.set(at)
    const ref = summary?.ref ?? ''
    await life.act((tx) => markStale(tx, ref, ['desk.summary']))
    return updateCard(life.ctx, { ...life.post, feishu }, LetterId.parse(summary?.id))
  }
  await life.press(SUBJECT, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'join', place: 'group' },
  })
  expect(await update('2026-11-26T16:00:00+08:00')).toBe('shown')
  expect(patched).toEqual([])
  expect(await update('2026-11-24T16:10:00+08:00')).toBe('updated')
  expect(patched).toHaveLength(1)
})

test('whoever said 请假 without a category still finds the meeting in the summary', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await life.press(SUBJECT, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'leave', place: 'private' },
  })
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  const [summary] = await summariesTo(life, SUBJECT)
  expect(cardOf(life, summary?.id ?? '')).toContain('请假还差一步：第四季度支部党员大会')
})

test('what the desk does not list, such as an overdue report of a branch, is carried whole', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-12-02T18:00:00+08:00')
  const [summary] = await summariesTo(life, 'M0140')
  const card = cardOf(life, summary?.id ?? '')
  expect(card).toContain('活动纪实已过截止时间，尚未提交')
  // Each under its own title.
  expect(card).toContain('活动纪实待跟进')
})

const [SECRETARY, NOTE] = ['M0213', '去医院复查']

/** Somebody of B10 asks for leave from its assembly. */
async function askForLeave(life: Life, who: string): Promise<void> {
  const form = { category: '健康', note: NOTE }
  await life.press(who, 'attendance.leave', { data: { meeting: 'A047' }, form })
}

test('leaves to decide stand in the secretary’s summary with name, reason and buttons', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  for (const who of ['M0230', 'M0231']) await askForLeave(life, who)
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  const [summary] = await summariesTo(life, SECRETARY)
  const card = cardOf(life, summary?.id ?? '')
  const names = life.college.members.filter(({ id }) => id === 'M0230' || id === 'M0231')
  for (const { name } of names) expect(card).toContain(`请假待批：${name}，11月25日第四季度支部党员大会`)
  expect(card.match(/"content":"同意"/g)).toHaveLength(2)
  expect(card).toContain(`健康：${NOTE}`)
  const data = { meeting: 'A047', member: 'M0230', verdict: 'approved' }
  expect(await life.press(SECRETARY, 'attendance.decide', { data })).toBe('已记录，将告知本人。')
  expect(await takeStaleCards(life.ctx)).toContain(summary?.id)
})

test('a leave from a meeting that was cancelled is no longer to be decided', async () => {
  await using life = await aFrugalLife()
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await askForLeave(life, 'M0230')
  expect(await todoOf(life, SECRETARY)).toContain('请假待批')
  await life.book(life.planned.map((one) => ({ ...one, cancelled: '场地维修' })))
  expect(await todoOf(life, SECRETARY)).not.toContain('请假待批')
})
