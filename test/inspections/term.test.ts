import { expect, test } from 'vitest'
import type { Life } from '../support/a-life.ts'
import { ADMIN, aTerm, COMMITTEE, FILLED, inspect, plan, shown, visitsOf } from './setup.ts'

const MONDAY = '2026-09-14T10:00:00+08:00'
type Planned = Awaited<ReturnType<typeof visitsOf>>[number]
const idOf = ({ branch }: Planned) => `2026-2027-1.${branch}`

function secretaryOf({ college }: Life, { branch }: Planned): string {
  const found = college.members.find((one) => one.branch === branch && one.offices.includes('支部书记'))
  return String(found?.id)
}

/** The day that comes so many days after. */
function later(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

type Act = (life: Life, visit: Planned) => Promise<unknown>

const press = (
  who: string,
  { life, action, ...made }: { life: Life; action: string; data: object; form: object },
) => life.press(who, `inspections.${action}`, made)

const submit =
  (form: object = {}): Act =>
  (life, visit) =>
    press(visit.inspector, {
      life,
      action: 'submit',
      data: { visit: idOf(visit) },
      form: { ...FILLED, ...form },
    })
const submitWithRemedy: Act = (life, visit) =>
  submit({ remedy: '补齐签到表', remedyDay: `${later(visit.day, 21)} +0800` })(life, visit)
const keep: Act = (life, visit) =>
  press(visit.inspector, {
    life,
    action: 'keep',
    data: { visit: idOf(visit) },
    form: { words: '没有看到签到表' },
  })
const say =
  (action: 'confirm' | 'object', asked = 1): Act =>
  (life, visit) => {
    const data = { visit: idOf(visit), asked: String(asked) }
    return press(secretaryOf(life, visit), { life, action, data, form: { words: '第7项另有一份' } })
  }

type Story = { acts: readonly Act[]; stage: 'confirmed' | 'tacit' }

/** What becomes of the visits, in the order of their days; all others are simply confirmed. */
const STORIES: readonly Story[] = [
  { acts: [submit(), say('object'), submit({ I7: 'met' }), say('confirm', 2)], stage: 'confirmed' },
  { acts: [submit(), say('object'), keep], stage: 'tacit' },
  { acts: [submit()], stage: 'tacit' },
  { acts: [submitWithRemedy, say('confirm')], stage: 'confirmed' },
  { acts: [submitWithRemedy, say('confirm')], stage: 'confirmed' },
]
const PLAIN: Story = { acts: [submit(), say('confirm')], stage: 'confirmed' }

/** Evidence is handed in, comes back once, and passes 回头看. */
async function putRight(life: Life, visit: Planned): Promise<void> {
  const request = `R-${idOf(visit)}-1`
  const secretary = secretaryOf(life, visit)
  const hand = async (n: string) => {
    await life.press(secretary, 'reports.fill', { data: { request } })
    const form = { content: '已补齐', decisions: '' }
    expect(await life.press(secretary, 'reports.submit', { data: { request, n }, form })).toContain('已提交')
  }
  const judge = (action: string, n: string, form: object = {}) =>
    life.press(visit.inspector, `reports.${action}`, { data: { request, n }, form })
  await hand('1')
  expect(await judge('return', '1', { content: '还差一次会议' })).toContain('已退回')
  await hand('2')
  expect(await judge('pass', '2')).toBe('已通过。')
}

test('三会一课督促检查', async () => {
  await using life = await aTerm(MONDAY)
  expect(await plan(life)).toBe('已安排14个支部的督查。')
  const visits = (await visitsOf(life)).toSorted((one, other) => one.day.localeCompare(other.day))
  const own = new Map(life.college.members.map(({ id, branch }) => [String(id), String(branch)]))
  expect(visits.filter(({ inspector, branch }) => own.get(inspector) === branch)).toEqual([])

  for (const [nth, visit] of visits.entries()) {
    const { acts } = STORIES[nth] ?? PLAIN
    await life.liveUntil(`${visit.day}T15:00:00+08:00`)
    expect(await shown(life, visit.inspector, 'inspections.remind')).toContain('由您督查')
    for (const act of acts) await act(life, visit)
  }
  const withRemedy = visits[3]
  if (withRemedy === undefined) throw new Error('fourteen visits')
  await life.liveUntil(`${later(visits.at(-1)?.day ?? '', 7)}T12:00:00+08:00`)
  await putRight(life, withRemedy)
  await life.liveUntil('2027-01-15T12:00:00+08:00')

  const stages = (await visitsOf(life)).map(({ branch, stage }) => [branch, stage])
  const expected = visits.map((visit, nth) => [visit.branch, (STORIES[nth] ?? PLAIN).stage])
  expect(stages).toEqual(expected.toSorted(([one = ''], [other = '']) => one.localeCompare(other)))
  for (const who of [ADMIN, COMMITTEE]) {
    const card = await inspect(life, who, 'inspections.overview')
    expect(card).toContain('共14个支部：计划督查14，已督查14，已确认14；整改未完成1项。')
    expect(card.match(/"branch":/g)).toHaveLength(14)
    expect(card).toContain('"未完成1项"')
    expect(card).toContain('"已完成1项"')
  }
  const told = (await life.letters()).filter(({ kind }) => kind.startsWith('inspections.'))
  expect(told.filter(({ receiver }) => !receiver.startsWith('person:'))).toEqual([])
  const count = (kind: string) => told.filter((one) => one.kind === `inspections.${kind}`).length
  expect([count('remind'), count('coming'), count('result'), count('objected')]).toEqual([14, 14, 16, 2])
  expect(told.filter(({ ended }) => ended !== 'sent' && ended !== 'obsolete')).toEqual([])
  const failed = await life.db
    .selectFrom('alarms_alarms')
    .select('key')
    .where('ended', '=', 'failed')
    .execute()
  expect(failed).toEqual([])
})
