import { expect, test } from 'vitest'
import { rollOf } from '../../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { type Made, press, type Registry } from '../press.ts'
import { aHeldMeeting, DEPUTY, enter, mark, ONE, OTHER, SECRETARY } from '../roll/setup.ts'

const data = { meeting: 'A047' }
const OPEN: Made = { name: 'attendance.openMakeups', data }
const arrange = (given = '学习全会精神要点：……'): Made => ({
  name: 'attendance.arrangeMakeup',
  data,
  form: { given },
})
const write = (words: string): Made => ({ name: 'attendance.makeUp', data, form: { words } })
const A047 = MeetingId.parse('A047')
const THIRD = 'M0232'
/** An administrator, who looks after no branch. */
const ADMIN = 'M0140'

/** Two missed it and one is still to be confirmed. */
async function aMissedMeeting() {
  const life = await aHeldMeeting([ONE, OTHER, THIRD])
  await press(life, SECRETARY, mark(ONE, 'absent'))
  await press(life, SECRETARY, mark(OTHER, 'leave'))
  return life
}

const nameOf = (life: Registry, who: string) =>
  life.college.members.find(({ id }) => id === who)?.name ?? 'nobody'

async function listFor(life: Registry, who: string): Promise<string> {
  await press(life, who, OPEN)
  const all = await life.written('attendance.makeups')
  return all.findLast(({ receiver }) => receiver === `person:${who}`)?.shows ?? 'nothing'
}

test('whoever missed it gets one private card with the material; who is to be confirmed gets none', async () => {
  await using life = await aMissedMeeting()
  expect(await listFor(life, SECRETARY)).toContain('将给2位请假或缺席的同志各发一条私聊')
  expect(await press(life, SECRETARY, arrange())).toBe('已安排2人补学，最晚12月9日提交。')
  const cards = await life.written('attendance.makeup')
  expect(cards.map(({ receiver }) => receiver)).toEqual([`person:${ONE}`, `person:${OTHER}`])
  expect(cards[0]?.shows).toContain('您未能参加11月25日14:00第四季度支部党员大会')
  expect(cards[0]?.shows).toContain('学习全会精神要点')
  expect(cards[0]?.shows).toContain('最晚12月9日提交')
  const reminders = await life.written('attendance.makeupDue')
  expect(reminders.map(({ receiver }) => receiver)).toEqual([`person:${ONE}`, `person:${OTHER}`])
})

test('nobody is asked twice, however often it is pressed; who is confirmed later is asked then', async () => {
  await using life = await aMissedMeeting()
  const toasts = await Promise.all(Array.from({ length: 20 }, () => press(life, SECRETARY, arrange())))
  expect(toasts.filter((text) => text.startsWith('已安排2人'))).toHaveLength(1)
  expect(toasts.filter((text) => text === '没有需要安排补学的同志。')).toHaveLength(19)
  await press(life, SECRETARY, mark(THIRD, 'absent'))
  expect(await life.written('attendance.makeup')).toHaveLength(2)
  expect(await press(life, DEPUTY, arrange())).toContain('已安排1人补学')
  expect(await life.written('attendance.makeup')).toHaveLength(3)
})

test('it is not arranged without material, before the close, or by whoever has no part in it', async () => {
  await using life = await aMissedMeeting()
  expect(await press(life, SECRETARY, arrange('  '))).toBe('还没有活动纪实，请填写补学资料后再安排。')
  for (const who of [ONE, ADMIN])
    expect(await press(life, who, arrange())).toContain('这项操作需要支部书记、副书记、组长或主持人办理。')
  expect(await life.written('attendance.makeup')).toEqual([])
  await life.db.updateTable('attendance_rolls').set({ state: 'open', closed_at: null }).execute()
  expect(await press(life, SECRETARY, arrange())).toBe('签到结束后才能安排补学。')
})

test('what a member writes is taken once, counts as 补学, and the roll stays as it is', async () => {
  await using life = await aMissedMeeting()
  const before = await life.act((tx) => rollOf(tx, A047))
  await press(life, SECRETARY, arrange())
  expect(await press(life, ONE, write(' \u200b'))).toBe('请写一两句体会，再提交。')
  const toasts = await Promise.all(Array.from({ length: 20 }, (_, n) => press(life, ONE, write(`体会${n}`))))
  expect(toasts.filter((text) => text === '已提交，计为补学。')).toHaveLength(1)
  expect(toasts.filter((text) => text === '您已提交，无需再交。')).toHaveLength(19)
  expect(await press(life, THIRD, write('没有叫我'))).toBe('到会登记已有变化，您无需补学。')
  expect(await life.act((tx) => rollOf(tx, A047))).toEqual(before)
  expect(await life.written('attendance.makeupDue')).toMatchObject([
    { isRelevant: false },
    { isRelevant: true },
  ])
  expect(await listFor(life, SECRETARY)).toContain(`1人：${nameOf(life, OTHER)}（12月9日前）`)
})

test('what comes late is taken and marked late', async () => {
  await using life = await aMissedMeeting()
  await press(life, SECRETARY, arrange())
  life.ctx.set('2026-12-10T08:00:00+08:00')
  const [card] = await life.written('attendance.makeup')
  expect(card?.shows).toContain('补学原定12月9日前提交，现在仍可提交')
  expect(await press(life, ONE, write('补上'))).toBe('已提交，计为补学。')
  expect(await listFor(life, SECRETARY)).toContain(`${nameOf(life, ONE)}（晚于期限）`)
})

test('what a member wrote is read by secretary and deputy alone, names by whoever looks after the branch', async () => {
  await using life = await aMissedMeeting()
  await press(life, SECRETARY, arrange())
  await press(life, ONE, write('很有收获的一句话'))
  const name = nameOf(life, ONE)
  for (const who of [SECRETARY, DEPUTY]) {
    expect(await listFor(life, who)).toContain(`${name}：很有收获的一句话`)
  }
  const committee = life.college.members.find(
    ({ branch, offices }) => branch === 'B10' && offices.includes('组织委员'),
  )
  const listed = await listFor(life, committee?.id ?? '')
  expect(listed).toContain(name)
  expect(listed).not.toContain('很有收获')
  const counted = await listFor(life, ADMIN)
  expect(counted).toContain('"已补学","1人"')
  expect(counted).not.toContain(name)
  expect(await press(life, OTHER, OPEN)).toContain('这项操作需要支部书记')
  const audits = await life.db.selectFrom('roster_audit').select('details').execute()
  expect(JSON.stringify(audits)).not.toContain('很有收获')
})

test('a correction to 实到 withdraws what is open; one back asks nobody anew and the card counts again', async () => {
  await using life = await aMissedMeeting()
  await press(life, SECRETARY, arrange())
  expect(await press(life, SECRETARY, enter(`实到：M0230`, '当天到会'))).toBe('已登记。')
  const [card] = await life.written('attendance.makeup')
  expect(card).toMatchObject({ isRelevant: false })
  expect(card?.shows).toContain('到会登记已有变化，无需补学。')
  expect((await life.written('attendance.makeupDue'))[0]).toMatchObject({ isRelevant: false })
  expect(await press(life, ONE, write('来过'))).toBe('到会登记已有变化，您无需补学。')
  expect(await press(life, SECRETARY, enter('缺席：M0230', '看错了'))).toBe('已登记。')
  expect(await life.written('attendance.makeup')).toMatchObject([{ isRelevant: true }, { isRelevant: true }])
})

test('whoever has left is not asked and no longer counts', async () => {
  await using life = await aMissedMeeting()
  await press(life, SECRETARY, arrange())
  await life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-26' })
    .where('id', '=', MemberId.parse(ONE))
    .execute()
  expect((await life.written('attendance.makeup'))[0]).toMatchObject({ isRelevant: false })
  expect(await listFor(life, SECRETARY)).toContain('"请假、缺席","1人"')
})

test('of the college’s own meeting an administrator does what a secretary does for the branch', async () => {
  await using life = await aCollege({ only: [], past: true })
  const college = { meeting: 'A073' }
  expect(await press(life, SECRETARY, { ...arrange(), data: college })).toContain('这项操作需要')
  expect(await press(life, ADMIN, { ...arrange(), data: college })).toContain('已安排1人补学')
  expect((await life.written('attendance.makeup'))[0]?.shows).toContain('只有学院管理员看得到')
  expect(await press(life, 'M0143', { ...write('学了新精神'), data: college })).toBe('已提交，计为补学。')
  await press(life, ADMIN, { ...OPEN, data: college })
  expect((await life.written('attendance.makeups'))[0]?.shows).toContain(
    `${nameOf(life, 'M0143')}：学了新精神`,
  )
})
