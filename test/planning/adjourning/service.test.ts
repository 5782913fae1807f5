import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { college } from '../../support/demo-college.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { buttonsOf, cardOf, linesOf } from '../../attendance/overview/shown.ts'
import { quorumFor } from '../../../src/attendance/quorum/service.ts'
import { meetingById } from '../../../src/meetings/service.ts'
import { BranchId, ChatId, LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { todoOf } from '../../support/todo.ts'

/** B11's secretary and host, and one of its members. */
const [SECRETARY, MEMBER] = ['M0254', 'M0260']
/** Who stayed away from A079: of the 18 who may vote in B11 nine came. */
const AWAY = [...[3, 4, 5, 6, 7, 8, 9].map((n) => `M026${n}`), 'M0270', 'M0271', 'M0286']
const DATA = { data: { meeting: 'Q079' } }
const on = (time: string) => `2026-11-25T${time}:00+08:00`

const pattern = college.meetings.find(({ id }) => id === 'A047')
if (pattern === undefined) throw new Error('no A047')
const planned = {
  ...pattern,
  id: MeetingId.parse('Q079'),
  audience: { kind: 'branch', branch: BranchId.parse('B11') },
  title: '讨论预备党员转正',
  host: MemberId.parse(SECRETARY),
  observers: [],
} as const

let life: Life
beforeAll(async () => {
  life = await aLife({ only: [] })
  // On the next day nobody checks in.
  const day = planned.start.add({ days: 1 })
  await life.book([planned, { ...planned, id: MeetingId.parse('Q080'), title: '另一次大会', start: day }])
  await life.liveUntil(on('13:50'))
  const here = life.college.members.filter(({ branch, id }) => branch === 'B11' && !AWAY.includes(id))
  for (const { id } of here) await life.press(id, 'attendance.checkIn', DATA)
})
afterAll(() => life[Symbol.asyncDispose]())

const adjourn = (who = SECRETARY, meeting = 'Q079') =>
  life.press(who, 'attendance.adjourn', { data: { meeting } })
const openVotes = () => life.press(SECRETARY, 'attendance.openVotes', DATA)
const shown = async () => await cardOf(life, SECRETARY, 'attendance.votes')
const requests = async () => {
  const rows = await life.db.selectFrom('reports_requests').select(['meeting_id', 'state']).execute()
  return rows.map((one) => [one.meeting_id, one.state])
}
/** What the group reads. */
const inGroup = async (kind: 'attendance.checkin' | 'meetings.notice') => {
  const [row] = await life.letters(kind)
  if (row === undefined) throw new Error(`no ${kind}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { chat: ChatId.parse('oc_fx_B11') } }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter)))
}
const waiting = async () => {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    life.db,
  )
  return rows.length
}
/** The second meeting's roll was closed so long ago. */
const closedAgo = (hours: number) =>
  life.db
    .updateTable('attendance_rolls')
    .set({ closed_at: life.ctx.now().subtract({ hours }) })
    .where('meeting_id', '=', 'Q080')
    .execute()
const state = async () =>
  (await life.db.selectFrom('meetings_meetings').select('state').where('id', '<>', 'Q080').execute()).map(
    (one) => one.state,
  )

test('A079: of 18 who are to vote exactly half came: no vote, and the card says how many are missing and what may be done', async () => {
  expect(await openVotes()).toBe('表决登记卡已发到与您的私聊。')
  expect(
    await life.press(SECRETARY, 'attendance.voteKind', { data: { meeting: 'Q079', kind: 'admission' } }),
  ).toBe('已更改。')
  expect(linesOf(await shown())).toEqual([
    '接收、转正：有表决权党员应到18人，实到9人。',
    '目前到会有表决权党员9人，需超过9人方可表决，还差1人。可稍候、改期，或先进行其他议题。',
  ])
  // Opinions in writing count as votes, and not as people who came.
  const form = { topic: '预备党员转正', written: '3', yes: '12', no: '0', abstain: '0' }
  const entered = life.press(SECRETARY, 'attendance.enterVote', {
    data: { meeting: 'Q079', n: '1', version: '1', kind: 'admission' },
    form,
  })
  expect(await entered).toMatch(/^到会有表决权的人数不够，不能登记表决。/)
  expect(await life.db.selectFrom('attendance_votes').selectAll().execute()).toEqual([])
  const general = async (half: 'gt_half' | 'gte_half') => {
    const ctx = { ...life.ctx, settings: { ...life.ctx.settings, quorum: { general: half } } }
    return life.act(async (tx) => {
      const meeting = await meetingById(tx, planned.id)
      return (await quorumFor(ctx, tx, { meeting, kind: 'general' })).isMet
    })
  }
  expect([await general('gt_half'), await general('gte_half')]).toEqual([false, true])
  // Before it has begun it is moved as ever.
  expect([...buttonsOf(await shown()).keys()]).not.toContain('改期')
  expect(await adjourn()).toMatch(/^会议尚未开始/)
})

test('who is checking in while it is put off comes first, and counts', async () => {
  await life.liveUntil(on('14:19'))
  const who = { meeting_id: 'Q079', member_id: 'M0263' }
  const marks = life.db.deleteFrom('attendance_marks').where('member_id', '=', who.member_id)
  const { pressed } = await life.db.transaction().execute(async (trx) => {
    const due = trx.selectFrom('attendance_due').select('standing').where('meeting_id', '=', who.meeting_id)
    await due.where('member_id', '=', who.member_id).forUpdate().execute()
    const came = { ...who, mark: 'late', marked_by: who.member_id, at: life.ctx.now() }
    await trx.insertInto('attendance_marks').values(came).execute()
    const adjourned = adjourn()
    await expect.poll(() => waiting()).toBeGreaterThan(0)
    return { pressed: adjourned }
  })
  expect(await pressed).toBe('到会有表决权的人数已够，可以表决。')
  expect(await state()).toEqual(['scheduled'])
  await marks.execute()
})

test('改期 puts it off there and then: no report, not held, the check-in over, and the form for the new time', async () => {
  await life.liveUntil(on('14:20'))
  expect(buttonsOf(await shown()).get('改期')?.confirm?.text).toContain('不需要交纪实')
  await life.press(SECRETARY, 'attendance.openOverview', DATA)
  expect(buttonsOf(await cardOf(life, SECRETARY)).get('改期')?.action).toBe('attendance.adjourn')
  expect(await adjourn(MEMBER)).toContain('改期需要本支部书记、支委或会议主持人办理。')
  expect(await adjourn()).toBe('已记为因到会不足改期，请在私聊卡片上填写新的时间。')
  expect(await adjourn()).toBe('已记为因到会不足改期，无需重复。')
  expect(await state()).toEqual(['adjourned'])
  expect(await life.press('M0263', 'attendance.checkIn', DATA)).toBe('本次会议的签到已结束。')
  expect(linesOf(await shown())).toEqual(['会议因到会不足改期，没有表决。'])
  const overview = await cardOf(life, SECRETARY)
  expect(overview.title).toBe('到会情况：讨论预备党员转正')
  expect([...buttonsOf(overview).keys()]).toEqual(['到会名单'])
  for (const kind of ['attendance.checkin', 'meetings.notice'] as const) {
    const said = await inGroup(kind)
    expect(said).toContain('到会有表决权的人数不足，会议改期，新的时间另行通知。')
    expect(said).not.toMatch(/赞成|书面意见|第\d+号|18人/)
  }
  // The closing of the check-in, and the report that would be asked for then, have nothing to do any more.
  await life.liveUntil('2026-11-26T17:00:00+08:00')
  expect((await life.letters('reports.after')).map(({ ref }) => ref)).toEqual(['Q080'])
  expect(await requests()).toEqual([['Q080', 'open']])
  expect(await state()).toEqual(['adjourned'])
})

test('what is filled in there books the same meeting at the new time, and only that one is held', async () => {
  const dialogues = await life.letters('meetings.convene')
  expect(dialogues.map(({ receiver }) => receiver)).toEqual([`person:${SECRETARY}`])
  const draft = dialogues[0]?.ref ?? ''
  const form = {
    whom: 'branch:B11',
    day: '2026-12-02',
    clock: '18:30',
    type: '支部党员大会',
    title: planned.title,
    minutes: '30',
    place: '',
    agenda: '',
  }
  const card = JSON.stringify(await cardOf(life, SECRETARY, 'meetings.convene'))
  for (const kept of ['支部党员大会', planned.title, pattern.place]) expect(card).toContain(kept)
  expect(await life.press(SECRETARY, 'meetings.fillDraft', { data: { draft }, form })).toBe('请核对后确认。')
  await life.press(SECRETARY, 'meetings.book', { data: { draft } })
  expect((await state()).toSorted()).toEqual(['adjourned', 'scheduled'])
})

test('after its end too, while its report is not handed in: then none is asked for any more', async () => {
  const set = (state: string) => life.db.updateTable('reports_requests').set({ state }).execute()
  await set('submitted')
  expect(await adjourn(SECRETARY, 'Q080')).toMatch(/活动纪实已提交/)
  await set('open')
  const makeup = (who: string, name: string, form: object) =>
    life.press(who, name, { data: { meeting: 'Q080' }, form })
  const absent = { data: { meeting: 'Q080', member: MEMBER, mark: 'absent' } }
  await life.press(SECRETARY, 'attendance.mark', absent)
  const arrange = () => makeup(SECRETARY, 'attendance.arrangeMakeup', { given: '会议要点' })
  expect(await arrange()).toMatch(/^已安排1人补学/)
  await closedAgo(73)
  expect(await adjourn(SECRETARY, 'Q080')).toMatch(/^会议结束已超过72小时/)
  await closedAgo(71)
  expect(await adjourn(SECRETARY, 'Q080')).toMatch(/^已记为因到会不足改期/)
  expect(await requests()).toEqual([['Q080', 'waived']])
  // There is nothing to make up of what was not held.
  expect(await todoOf(life, MEMBER)).not.toContain('补学')
  expect(await makeup(MEMBER, 'attendance.makeUp', { words: '有收获' })).toMatch(/您无需补学。$/)
  expect(await arrange()).toBe('没有需要安排补学的同志。')
  const card = await cardOf(life, SECRETARY, 'reports.after')
  expect(linesOf(card)).toContain('另一次大会不需要提交活动纪实。')
  expect([...buttonsOf(card).keys()]).toEqual([])
  await life.liveUntil('2026-12-02T12:00:00+08:00')
  for (const kind of ['reports.chase', 'reports.escalation']) expect(await life.letters(kind)).toEqual([])
})
