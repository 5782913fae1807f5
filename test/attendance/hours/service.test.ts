import { expect, test } from 'vitest'
import { hoursLetter } from '../../../src/attendance/hours/letter.ts'
import { hoursOf, hoursRef } from '../../../src/attendance/hours/service.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { type Made, press, type Registry } from '../press.ts'
import { aHeldMeeting, enter, mark, ONE, OTHER, rest, SECRETARY } from '../roll/setup.ts'

const data = { meeting: 'A047' }
const train = (form: object): Made => ({ name: 'attendance.setTraining', data, form })
const TRAINING = { topic: '如何提升支部组织力', speaker: '校党校', hours: '2.5' }
const PRESENT = 'M0233'
/** An administrator. */
const ADMIN = 'M0140'

const of = (life: Registry, who: string) => life.act((tx) => hoursOf(life.ctx, tx, MemberId.parse(who)))

async function shown(life: Registry, who: string, what: 'list' | null = null): Promise<string> {
  const person = MemberId.parse(who)
  const ref = hoursRef.text({ who: person, what })
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const letter = { id, kind: 'attendance.hours' as const, ref, to: { person } }
  return JSON.stringify(await life.act((tx) => hoursLetter.render(life.ctx, tx, letter)))
}

test('whoever came is credited once the roll is confirmed or 48 hours have passed', async () => {
  await using life = await aHeldMeeting([ONE, OTHER])
  expect(await press(life, SECRETARY, train(TRAINING))).toBe('已登记学时。')
  expect(await of(life, PRESENT)).toMatchObject({ sum: 0, waiting: 1, goal: 32 })
  life.ctx.set('2026-11-27T16:09:00+08:00')
  expect(await of(life, PRESENT)).toMatchObject({ sum: 0, waiting: 1 })
  life.ctx.set('2026-11-27T16:11:00+08:00')
  expect(await of(life, PRESENT)).toMatchObject({ sum: 2.5, waiting: 0 })
  expect(await of(life, ONE)).toMatchObject({ sum: 0, waiting: 0, credited: [] })
  const card = await shown(life, PRESENT)
  expect(card).toContain('"已计","2.5学时"')
  expect(card).toContain('"还差","29.5学时"')
  expect(card).toContain('11月25日 第四季度支部党员大会（如何提升支部组织力）：2.5学时')
  expect(card).toContain('支部助手自11月23日启用')
})

test('whoever made up is credited, too; a correction to 实到 counts once, one to 缺席 takes it away', async () => {
  await using life = await aHeldMeeting([ONE])
  await press(life, SECRETARY, train(TRAINING))
  await press(life, SECRETARY, rest('absent'))
  await press(life, SECRETARY, { name: 'attendance.arrangeMakeup', data, form: { given: '要点' } })
  expect(await of(life, ONE)).toMatchObject({ sum: 0 })
  await press(life, ONE, { name: 'attendance.makeUp', data, form: { words: '学了' } })
  expect(await of(life, ONE)).toMatchObject({ sum: 2.5, credited: [{ how: 'madeUp' }] })
  expect(await shown(life, ONE)).toContain('2.5学时，补学')
  await press(life, SECRETARY, enter('实到：M0230', '到过'))
  expect(await of(life, ONE)).toMatchObject({ sum: 2.5, credited: [{ how: 'came' }] })
  await press(life, SECRETARY, enter('缺席：M0233', '没有来'))
  expect(await of(life, PRESENT)).toMatchObject({ sum: 0 })
})

test('the goal is that of the office of the day, and the year is the college’s', async () => {
  await using life = await aHeldMeeting([ONE])
  await press(life, SECRETARY, train(TRAINING))
  await press(life, SECRETARY, mark(ONE, 'absent'))
  expect(await of(life, SECRETARY)).toMatchObject({ goal: 56, sum: 2.5, year: 2026 })
  life.ctx.set('2027-01-01T00:30:00+08:00')
  expect(await of(life, PRESENT)).toMatchObject({ sum: 0, year: 2027 })
})

test('the secretary reads the own branch by name, an administrator counts, a member nothing of others', async () => {
  await using life = await aHeldMeeting([ONE])
  await press(life, SECRETARY, train({ ...TRAINING, hours: '24' }))
  await press(life, SECRETARY, mark(ONE, 'absent'))
  const nameOf = (who: string) => life.college.members.find(({ id }) => id === who)?.name ?? 'nobody'
  const list = await shown(life, SECRETARY, 'list')
  expect(list).toContain(`{"name":"${nameOf(PRESENT)}","sum":24,"gap":8}`)
  expect(list).toContain(`{"name":"${nameOf(ONE)}","sum":0,"gap":32}`)
  const others = life.college.members.filter(({ branch, name }) => branch === 'B09' && !list.includes(name))
  expect(others.length).toBeGreaterThan(0)
  const counted = await shown(life, ADMIN, 'list')
  expect(counted).toContain('"people":')
  expect(counted).not.toContain(nameOf(PRESENT))
  expect(await shown(life, PRESENT, 'list')).toContain('学时名单由支部书记查看')
  const button = { name: 'attendance.hoursList', data: {} }
  expect(await press(life, PRESENT, button)).toContain('学时名单由支部书记查看')
  expect(await press(life, SECRETARY, button)).toBe('学时名单已发到与您的私聊。')
})

test('whoever may change the meeting says which training it holds, once, and may take it back', async () => {
  await using life = await aHeldMeeting([])
  expect(await press(life, ONE, train(TRAINING))).toContain('这项操作需要支委')
  expect(await press(life, SECRETARY, train({ ...TRAINING, hours: '0' }))).toBe('请选择学时后再登记。')
  expect(await press(life, SECRETARY, train({ hours: '1' }))).toBe('已登记学时。')
  expect(await of(life, ONE)).toMatchObject({ credited: [{ meeting: { training: { speaker: '' } } }] })
  const toasts = await Promise.all(Array.from({ length: 20 }, () => press(life, ADMIN, train(TRAINING))))
  expect(toasts.filter((text) => text === '已登记学时。')).toHaveLength(1)
  const [open] = [await press(life, SECRETARY, { name: 'attendance.openTraining', data })]
  expect(open).toBe('已发到与您的私聊。')
  expect((await life.written('attendance.training'))[0]?.shows).toContain('校党校主讲，2.5学时')
  expect(await press(life, SECRETARY, { name: 'attendance.dropTraining', data })).toBe('已取消登记。')
  expect(await of(life, ONE)).toMatchObject({ sum: 0, credited: [] })
  const audits = await life.db
    .selectFrom('roster_audit')
    .select(['actor', 'details'])
    .where('act', '=', 'meetings.training')
    .orderBy('id')
    .execute()
  expect(audits).toEqual([
    { actor: SECRETARY, details: { hours: 1 } },
    { actor: ADMIN, details: { hours: 2.5 } },
    { actor: SECRETARY, details: { hours: null } },
  ])
})
