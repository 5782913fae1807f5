import { expect, test } from 'vitest'
import { dropMeetings, rollOf } from '../../src/attendance/service.ts'
import { LetterId, MeetingId, MemberId } from '../../src/ids.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** A047 is B10's meeting on Wednesday 25 November at 14:00; M0001 and M0002 belong to another branch. */
const A047 = MeetingId.parse('A047')
const ONE = MemberId.parse('M0001')
const OTHER = MemberId.parse('M0002')
const SECRETARY = 'M0213'
const AGENDA = ['学习', '发展党员', '其他']
const FLAGGED = [
  { item: '发展党员', observers: [ONE] },
  { item: '其他', observers: [ONE] },
]

/** The file's line for A047, and what follows. */
async function book(life: Life, over: object = {}) {
  const [line] = life.college.meetings.filter(({ id }) => id === 'A047')
  if (line === undefined) throw new Error('no A047')
  await life.book([{ ...line, agenda: AGENDA, observers: [ONE], flagged: FLAGGED, ...over }])
  await life.settle()
}

async function aMeeting(over: object = {}) {
  const life = await aLife({ now: '2026-11-19T09:00:00+08:00', only: [] })
  await book(life, over)
  return life
}

const TOLD = '2026-11-23T09:00:00+08:00'
const invitations = async (life: Life) =>
  (await life.letters('attendance.observe')).map(({ key, ended }) => [
    key.replace('attendance.observe:A047:', ''),
    ended,
  ])

/** The nth card of this feature as text, as it is rendered at this moment. */
async function shown(
  life: Life,
  nth = 0,
  kind: 'attendance.observe' | 'meetings.notice' | 'meetings.manage' = 'attendance.observe',
) {
  const letter = (await life.letters(kind))[nth]
  const to = { person: ONE }
  const one = { id: LetterId.parse(letter?.id), kind, ref: letter?.ref ?? '', to }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, one)))
}

/** How often the first observer's card was to be updated. */
async function updatesWaiting(life: Life): Promise<number> {
  const cards = life.db.selectFrom('letters_cards').select('wanted').where('ref', '=', 'M0001/A047@1')
  return (await cards.executeTakeFirstOrThrow()).wanted
}

/** Sees what a change of A047 would do, as its secretary does on the card; answers which change it is. */
async function preview(life: Life, aspect: string, form: object): Promise<string> {
  await life.press(SECRETARY, 'meetings.open', { data: { meeting: 'A047' } })
  const ref = (await life.letters('meetings.manage')).at(-1)?.ref ?? ''
  const data = { change: ref, aspect }
  if (aspect === 'withdraw') await life.press(SECRETARY, 'meetings.form', { data })
  else await life.press(SECRETARY, 'meetings.wish', { data, form })
  return ref
}

async function change(life: Life, aspect: string, form: object): Promise<void> {
  const data = { change: await preview(life, aspect, form) }
  await life.press(SECRETARY, 'meetings.confirm', { data })
}

test('an observer is invited once, when the notice comes, to the own items only, and is never asked', async () => {
  await using life = await aMeeting()
  expect(await invitations(life)).toEqual([['v1:M0001', null]])
  await Promise.all(Array.from({ length: 20 }, () => book(life)))
  await life.liveUntil(TOLD)
  expect(await invitations(life)).toEqual([['v1:M0001', 'sent']])
  const card = await shown(life)
  expect(card).toContain('您列席的议题：\\n2. 发展党员\\n3. 其他"')
  expect(card).not.toContain('学习')
  await life.liveUntil('2026-11-25T13:00:00+08:00')
  const asked = (await life.letters('attendance.ask')).map(({ receiver }) => receiver)
  expect(asked).toHaveLength(41)
  expect(asked).not.toContain('person:M0001')
  expect(await life.act((tx) => rollOf(tx, A047))).toMatchObject({ expected: 41, observers: 0 })
})

test('the group reads every item and no observer', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  const notice = await shown(life, 0, 'meetings.notice')
  expect(notice).toContain('学习；发展党员；其他')
  const name = life.college.members.find(({ id }) => id === ONE)?.name ?? ''
  expect(notice).not.toContain(name)
  expect(notice).not.toContain('M0001')
})

test('one without an item of the own is told when and where, and nothing of the agenda', async () => {
  await using life = await aMeeting({ observers: [OTHER], flagged: [] })
  await life.liveUntil(TOLD)
  const card = await shown(life)
  expect(card).toContain('11月25日')
  for (const item of AGENDA) expect(card).not.toContain(item)
})

test('when the meeting is moved the observer is told at once, and the first card says that it was', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  await change(life, 'time', { day: '2026-11-26 +0800', clock: '15:00 +0800', minutes: '90' })
  await life.settle()
  expect(await invitations(life)).toEqual([
    ['v1:M0001', 'sent'],
    ['v2:M0001', 'sent'],
  ])
  expect(await shown(life)).toContain('会议安排有变')
  expect(await shown(life, 1)).toMatch(/11月26日.*原定11月25日14:00/)
})

test('a cancelled meeting is told to whoever was invited, and to nobody else', async () => {
  for (const [until, ended] of [
    [TOLD, 'sent'],
    ['2026-11-20T09:00:00+08:00', 'obsolete'],
  ] as const) {
    await using life = await aMeeting()
    await life.liveUntil(until)
    await change(life, 'cancel', { reason: '场地维修' })
    await life.liveUntil('2026-11-25T12:00:00+08:00')
    expect(await invitations(life)).toEqual([
      ['v1:M0001', ended],
      ['v1:cancelled:M0001', ended],
    ])
    for (const nth of [0, 1]) expect(await shown(life, nth)).toMatch(/会议取消.*场地维修/)
  }
})

test('one that the file no longer has is cancelled for observers as well', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  await life.act((tx) => dropMeetings(life.ctx, tx, [A047]))
  await life.settle()
  expect((await invitations(life)).at(-1)).toEqual(['v1:cancelled:M0001', 'sent'])
})

test('an invitation is taken back with the notice', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  await change(life, 'withdraw', {})
  const card = life.db.selectFrom('letters_cards').select('recall').where('kind', '=', 'attendance.observe')
  expect(await card.executeTakeFirstOrThrow()).toEqual({ recall: 'owed' })
  expect(await shown(life)).toContain('此邀请已撤回')
})

test('who is named later is invited at once; who is named no more sees it', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  expect(await updatesWaiting(life)).toBe(0)
  await book(life, { observers: [OTHER], flagged: [] })
  expect(await invitations(life)).toEqual([
    ['v1:M0001', 'sent'],
    ['v1:M0002', 'sent'],
  ])
  expect(await shown(life)).toContain('这次无需您列席')
  expect(await updatesWaiting(life)).toBeGreaterThan(0)
})

test('another agenda keeps the items whose words stay', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  await change(life, 'agenda', { agenda: '通报；学习；讨论；发展党员' })
  await life.settle()
  expect(await shown(life)).toContain('您列席的议题：\\n4. 发展党员"')
  expect(await invitations(life)).toHaveLength(1)
})

test('while people check in the card has the button, and whoever presses it counts as an observer', async () => {
  await using life = await aMeeting()
  await life.liveUntil('2026-11-25T13:40:00+08:00')
  expect(await shown(life)).not.toContain('attendance.checkIn')
  const before = await updatesWaiting(life)
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  expect(await updatesWaiting(life)).toBeGreaterThan(before)
  expect(await shown(life)).toContain('attendance.checkIn')
  await life.press('M0001', 'attendance.checkIn', { data: { meeting: 'A047' } })
  expect(await life.act((tx) => rollOf(tx, A047))).toMatchObject({ expected: 41, present: 0, observers: 1 })
  expect(await shown(life)).toContain('您已签到（13:50）。')
  expect(await shown(life)).not.toMatch(/attendance\.checkIn|现在可以签到/)
  const opened = await updatesWaiting(life)
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  expect(await updatesWaiting(life)).toBeGreaterThan(opened)
  expect(await shown(life)).toContain('会议已结束')
})

test('whoever moves the meeting reads how many attend it as observers, and a preview of letters names the meeting', async () => {
  await using life = await aMeeting()
  await life.liveUntil(TOLD)
  await preview(life, 'place', { place: '信息楼306' })
  expect(await shown(life, 0, 'meetings.manage')).toContain('应到41人，列席1人。')
  const [letter] = await life.letters('attendance.observe')
  const one = { id: LetterId.parse(letter?.id), kind: 'attendance.observe', ref: letter?.ref ?? '' } as const
  const { subject } = registry.letters.kinds['attendance.observe']
  expect(await life.act(async (tx) => subject?.(life.ctx, tx, { ...one, to: { person: ONE } }))).toBe(
    '11月25日第四季度支部党员大会',
  )
})
