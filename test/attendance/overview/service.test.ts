import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { updatable, allUpdated } from '../../support/stale-cards.ts'
import {
  A047,
  ADMIN,
  buttonsOf,
  cardOf,
  DEPUTY,
  linesOf,
  MEMBER,
  named,
  rendered,
  SECRETARY,
  STRANGER,
} from './shown.ts'

const TOLD = '2026-11-23T10:00:00+08:00'
const on = (time: string) => `2026-11-25T${time}:00+08:00`

async function told(): Promise<Life> {
  const past = { name: 'told', live: (life: Parameters<typeof tell>[0]) => tell(life) }
  return aLife({ only: ['A047'], past })
}

async function tell(life: Pick<Life, 'liveUntil'>): Promise<void> {
  await life.liveUntil(TOLD)
}

const join = (life: Life, who: string) =>
  life.press(who, 'attendance.answer', { data: { meeting: 'A047', reply: 'join', place: 'group' } })
const leave = (life: Life, who: string) =>
  life.press(who, 'attendance.leave', {
    data: { meeting: 'A047' },
    form: { category: '事假', note: '家里有事' },
  })
const open = (life: Life, who = SECRETARY) => life.press(who, 'attendance.openOverview', A047)

test('the secretary reads privately who joins, who takes leave and how it stands, and who has not answered', async () => {
  await using life = await told()
  await join(life, 'M0230')
  await leave(life, 'M0231')
  expect(await open(life)).toBe('已发到与您的私聊。')
  await life.settle()
  const card = await cardOf(life, SECRETARY)
  expect(card.title).toBe('反馈情况：第四季度支部党员大会')
  const lines = linesOf(card)
  expect(lines[0]).toBe('11月25日14:00，应到41人。')
  expect(lines).toContain(`参加（1）：${named(life, 'M0230')}`)
  expect(lines).toContain(`请假（1）：${named(life, 'M0231')}（待批）`)
  expect(lines.find((line) => line.startsWith('未反馈（39）：'))).toContain(named(life, 'M0232'))
  // The form offers every category to whoever answers for somebody: that says nothing of anybody.
  expect(lines.join()).not.toContain('事假')
  expect(JSON.stringify(card)).not.toContain('家里有事')
})

test('it is opened by whoever looks after the meeting, kindly refused to anybody else, and an administrator is written down', async () => {
  await using life = await told()
  for (const who of [SECRETARY, DEPUTY, ADMIN]) expect(await open(life, who)).toBe('已发到与您的私聊。')
  for (const who of [MEMBER, STRANGER]) expect(await open(life, who)).toMatch(/^这项操作需要本支部书记/)
  expect((await life.letters('attendance.overview')).map(({ receiver }) => receiver)).toEqual([
    `person:${SECRETARY}`,
    `person:${DEPUTY}`,
    `person:${ADMIN}`,
  ])
  const audited = life.db.selectFrom('roster_audit').select(['actor', 'about'])
  expect(await audited.where('act', '=', 'attendance.readByName').execute()).toEqual([
    { actor: ADMIN, about: 'A047' },
  ])
  const card = await cardOf(life, ADMIN)
  expect([...buttonsOf(card).keys()]).toEqual([])
})

test('an office that has ended shows nobody any more', async () => {
  await using life = await told()
  await open(life, DEPUTY)
  await life.db.deleteFrom('roster_offices').where('member_id', '=', DEPUTY).execute()
  expect(linesOf(await cardOf(life, DEPUTY))).toEqual(['您目前不负责这次会议，无法查看名单。'])
})

test('an answer shows on the card by itself; an earlier card points to the newest', async () => {
  await using life = await told()
  await open(life)
  await life.settle()
  await allUpdated(life)
  await join(life, 'M0230')
  expect(await updatable(life, '2026-11-23T10:05:00+08:00')).toEqual(['attendance.overview'])
  await open(life)
  const [first] = await life.letters('attendance.overview')
  const to = { person: MemberId.parse(SECRETARY) }
  const older = await rendered(life, {
    ...first,
    id: first?.id ?? '',
    ref: 'A047',
    kind: 'attendance.overview',
    to,
  })
  expect(linesOf(older)).toEqual(['已有更新的卡片，请看最新的一张。'])
  expect(linesOf(await cardOf(life, SECRETARY))).toContain(`参加（1）：${named(life, 'M0230')}`)
})

test('while people check in it says who has come, when it is asked to, and is not updated with every check-in', async () => {
  await using life = await told()
  await leave(life, 'M0231')
  await life.press(SECRETARY, 'attendance.decide', {
    data: { meeting: 'A047', member: 'M0231', verdict: 'approved' },
  })
  await open(life)
  await life.liveUntil(on('13:50'))
  await allUpdated(life)
  await life.press('M0230', 'attendance.checkIn', A047)
  await life.liveUntil(on('14:20'))
  await life.press('M0232', 'attendance.checkIn', A047)
  expect(await updatable(life, on('14:25'))).not.toContain('attendance.overview')
  const card = await cardOf(life, SECRETARY)
  expect(card.title).toBe('签到情况：第四季度支部党员大会')
  expect(linesOf(card)).toContain(`已签到（2）：${named(life, 'M0230')}、${named(life, 'M0232')}（迟到）`)
  expect(linesOf(card)).toContain(`请假（1）：${named(life, 'M0231')}（已同意）`)
  expect(linesOf(card).find((line) => line.startsWith('未签到（38）：'))).toContain(named(life, 'M0233'))
  expect(linesOf(card)).toContain('以上为14:25的情况，如需更新请点“刷新”。')
  expect(linesOf(card)).toContain('一般事项：有表决权党员应到22人，实到2人。')
  expect(linesOf(card)).toContain(
    '目前到会有表决权党员2人，需超过11人方可表决，还差10人。可稍候、改期，或先进行其他议题。',
  )
  expect(await life.press(SECRETARY, 'attendance.refreshOverview', A047)).toBe('已更新至14:25。')
  expect(await life.press(MEMBER, 'attendance.refreshOverview', A047)).toMatch(/^这项操作需要/)
  await life.liveUntil(on('16:00'))
  await allUpdated(life)
  await life.liveUntil(on('16:11'))
  expect(await updatable(life, on('16:15'))).toContain('attendance.overview')
  expect(linesOf(await cardOf(life, SECRETARY))).toContain(
    `实到（2）：${named(life, 'M0230')}、${named(life, 'M0232')}（迟到）`,
  )
})

test('the card of the meeting opens it, before the meeting and during it; the list of meetings does so during it', async () => {
  await using life = await told()
  await life.press(SECRETARY, 'meetings.open', A047)
  expect(buttonsOf(await cardOf(life, SECRETARY, 'meetings.manage')).get('反馈情况')?.action).toBe(
    'attendance.openOverview',
  )
  await life.liveUntil(on('14:30'))
  const begun = buttonsOf(await cardOf(life, SECRETARY, 'meetings.manage'))
  expect([...begun.keys()]).toEqual(['签到情况', '应到名单', '记学时'])
  await life.hear(SECRETARY, '会议')
  await life.hear(MEMBER, '会议')
  const list = buttonsOf(await cardOf(life, SECRETARY, 'desk.schedule'))
  expect(list.get('第四季度支部党员大会')).toMatchObject({ action: 'attendance.openOverview' })
  expect(buttonsOf(await cardOf(life, MEMBER, 'desk.schedule')).size).toBe(0)
})

test('a meeting that is cancelled shows nobody', async () => {
  await using life = await told()
  await open(life)
  await life.db
    .updateTable('meetings_meetings')
    .set({ state: 'cancelled' })
    .where('id', '=', 'A047')
    .execute()
  expect(JSON.stringify(await cardOf(life, SECRETARY))).not.toContain(named(life, MEMBER))
  expect(await open(life)).toBe('会议已取消。')
})
