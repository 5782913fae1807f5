import { expect, test } from 'vitest'
import { transact } from '../../../src/db/transact.ts'
import { LetterId } from '../../../src/ids.ts'
import type { LetterKind } from '../../../src/letters/types.ts'
import { receiverOf } from '../../../src/letters/rules.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'

const [SECRETARY, ONE] = ['M0213', 'M0230']

/** What the newest letter of a kind shows. */
async function shown({ ctx, letters }: Life, kind: LetterKind): Promise<string> {
  const letter = (await letters(kind)).at(-1)
  if (letter === undefined) throw new Error(`no ${kind}`)
  const of = { id: LetterId.parse(letter.id), kind, ref: letter.ref, to: receiverOf(letter.receiver) }
  return transact(ctx, async (tx) => JSON.stringify(await registry.letters.kinds[kind].render(ctx, tx, of)))
}

async function aHeldMeeting() {
  const life = await aLife({ only: ['A047'], now: '2026-11-25T13:50:00+08:00' })
  await life.press('M0231', 'attendance.checkIn', { data: { meeting: 'A047' } })
  await life.liveUntil('2026-11-25T16:15:00+08:00')
  const mark = { meeting: 'A047', member: ONE, mark: 'absent' }
  expect(await life.press(SECRETARY, 'attendance.mark', { data: mark })).toBe('已登记。')
  return life
}

const ask = (life: Life, said: string) =>
  life.press(ONE, 'attendance.askCorrection', { data: {}, form: { meeting: 'A047', said } })
const settle = (life: Life, who: string, to: string) =>
  life.press(who, 'attendance.settleCorrection', { data: { meeting: 'A047', member: ONE, n: '1', to } })

test('whoever asks reads what is kept of them, where it comes from, and nothing of anybody else', async () => {
  await using life = await aHeldMeeting()
  await life.say(ONE, '我的记录')
  const card = await shown(life, 'desk.mine')
  const own = life.college.members.find(({ id }) => id === ONE)?.name ?? ''
  for (const text of [own, 'M0230', '正式党员', '以上来自学院名单', '应到1次：实到0，请假0，缺席1。'])
    expect(card).toContain(text)
  const secretary = life.college.members.find(({ id }) => id === SECRETARY)?.name ?? ''
  expect(card).toContain(`11月25日 第四季度支部党员大会：缺席（${secretary}登记）`)
  expect(card).toContain('逐人的到会记录只保存2024年11月25日以来的')
  const others = life.college.members.filter(({ id }) => id !== ONE && id !== SECRETARY)
  expect(others.filter(({ name }) => card.includes(name))).toEqual([])
})

test('who came late was there, and reads so', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-25T13:50:00+08:00' })
  await life.liveUntil('2026-11-25T14:15:00+08:00')
  await life.press(ONE, 'attendance.checkIn', { data: { meeting: 'A047' } })
  await life.liveUntil('2026-11-25T16:15:00+08:00')
  await life.say(ONE, '我的记录')
  const card = await shown(life, 'desk.mine')
  expect(card).toContain('应到1次：实到1（迟到1），请假0，缺席0。')
  expect(card).toContain('11月25日 第四季度支部党员大会：迟到（本人签到）')
})

test('a member asks for a correction with one form, the secretary decides, and the member hears of it', async () => {
  await using life = await aHeldMeeting()
  expect(await ask(life, '')).toBe('请写明哪里有误，再提交。')
  expect(await ask(life, '14:05已到会，忘记签到')).toBe('已转给负责更正的同志，处理后会告知您。')
  expect(await ask(life, '再问一次')).toBe('这次会议的更正申请已在处理中。')
  const [asked] = await life.letters('attendance.correctionAsked')
  expect(asked?.receiver).toBe(`person:${SECRETARY}`)
  expect(await shown(life, 'attendance.correctionAsked')).toContain('说明：14:05已到会，忘记签到')
  expect(await settle(life, ONE, 'present')).toBe('本人的申请需由其他负责同志办理。')
  expect(await settle(life, 'M0231', 'present')).toContain('这项操作需要支部书记或主持人办理。')
  expect(await settle(life, SECRETARY, 'present')).toBe('已记录，将告知本人。')
  expect(await settle(life, SECRETARY, 'absent')).toBe('这份申请已处理，无需再点。')
  expect(await shown(life, 'attendance.corrected')).toContain('已更正为实到。')
  await life.say(ONE, '我的记录')
  expect(await shown(life, 'desk.mine')).toContain('应到1次：实到1，请假0，缺席0。')
})

test('after 72 hours an administrator decides, and what is kept is said, too', async () => {
  await using life = await aHeldMeeting()
  await life.liveUntil('2026-11-29T10:00:00+08:00')
  await ask(life, '当天有课')
  const [asked] = await life.letters('attendance.correctionAsked')
  expect(asked?.receiver).toBe('person:M0140')
  expect(await settle(life, 'M0140', 'keep')).toBe('已记录，将告知本人。')
  expect(await shown(life, 'attendance.corrected')).toContain('经核对维持原登记（缺席）')
})

test('probation, hours and the answers to what lies ahead stand there, too', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-23T09:00:00+08:00' })
  const who = 'M0235'
  const mine = async () => {
    await life.say(who, '我的记录')
    return shown(life, 'desk.mine')
  }
  await life.settle()
  const before = await mine()
  expect(before).toContain('"预备期起","2025年11月28日"')
  expect(before).toContain('"本年学时","0学时（目标32，还差32）"')
  expect(before).toContain('11月25日14:00 第四季度支部党员大会：待反馈')
  await life.say(who, '参加')
  expect(await mine()).toContain('第四季度支部党员大会：参加')
  for (const over of [{ state: 'cancelled' }, { state: 'scheduled', announced: false }]) {
    await life.db.updateTable('meetings_meetings').set(over).execute()
    expect(await mine()).not.toContain('近期会议')
  }
})

test('学时 is answered privately to whoever asks, and 学时 名单 to the secretary', async () => {
  await using life = await aLife({ only: [], now: '2026-11-23T09:00:00+08:00' })
  await life.say(ONE, '学时')
  await life.say(SECRETARY, '学时 名单')
  const [own, list] = await life.letters('attendance.hours')
  expect([own?.receiver, list?.receiver]).toEqual([`person:${ONE}`, `person:${SECRETARY}`])
  expect(await shown(life, 'attendance.hours')).toContain('学时名单（2026年）')
})
