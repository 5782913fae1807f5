import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { enqueueDue } from '../../../jobs/dispatch.ts'
import { dryRun } from '../../../jobs/dry-run.ts'
import { foresee, planText } from '../../../src/desk/service.ts'
import { lettersByEnd } from '../../../src/letters/service.ts'
import { openQueues } from '../../../src/queue/open.ts'
import { registry } from '../../../src/router.ts'
import { liveWithClock } from '../../support/clock-life.ts'
import { everythingIn } from '../../support/everything.ts'
import { aRedis } from '../../support/redis.ts'
import { aMonth, click, type Entry, type Found, type MonthLife, monthsLeaves, shown } from './month.ts'

/** The secretary, deputy and a member of B10, the secretary of B01, an administrator, one of the committee, B10's inspector. */
const READERS = ['M0213', 'M0214', 'M0230', 'M0001', 'M0140', 'M0033', 'M0011']
const COMMANDS = ['会议', '会议 本科二支部', '待办', '我的记录', '周报', '名册', '查记录', '补学']
/** B10's meeting of 18 November. */
const MEETING = 'A078'
const CARDS = ['attendance.leavesAsked', 'attendance.leavesWait']
/** Cards that speak of people's attendance: each was rendered. */
const SHOWN = [
  ...CARDS,
  ...['leaveForm', 'checkin', 'overview', 'list', 'roll', 'correctionAsked'].map(
    (one) => `attendance.${one}`,
  ),
  ...['meetings.month', 'meetings.notice', 'reports.after', 'reports.confirm', 'digest.college'],
  ...['desk.mine', 'desk.todo', 'desk.schedule'],
]
/** Where texts are that nobody in particular reads. */
const PLACES = ['log', 'queue', 'metrics', 'preview']
const CATEGORIES = /公务|教学|事假|健康|其他/

/** 请假, a category and the explanation, all on cards that were sent. */
async function enter(life: MonthLife, entries: readonly Entry[]): Promise<void> {
  for (const { meeting, member } of entries) {
    const data = { meeting, reply: 'leave', place: 'group' }
    expect(await life.press(member, 'attendance.answer', { data })).toContain('还差一步')
  }
  await life.settle()
  const forms = await life.letters('attendance.leaveForm')
  for (const { meeting, member, category, words } of entries) {
    const form = forms.find(({ ref, receiver }) => receiver === `person:${member}` && ref.startsWith(meeting))
    const on = { who: member, letter: form?.id ?? '' }
    await click(life, { ...on, action: 'attendance.category', data: { meeting, category } })
    await click(life, { ...on, action: 'attendance.leaveNote', data: { meeting }, form: { note: words } })
  }
  expect(life.found.filter(({ text }) => text === '说明已附上，仅审批人可见。')).toHaveLength(entries.length)
}

/** 同意 of the secretary, or whoever decides in place of one who asks for leave. */
async function decide(life: MonthLife, entries: readonly Entry[]): Promise<void> {
  const cards = (await shown(life)).filter(({ kind, isSent }) => isSent && CARDS.includes(kind))
  for (const { meeting, member, decidedBy, words } of entries) {
    const [first, ...others] = cards.filter(({ text }) => text.includes(words))
    const card = [first, ...others].find((one) => one?.to === `person:${decidedBy}`) ?? first
    const data = { meeting, member, verdict: 'approved', n: '1' }
    const who = card?.to.slice('person:'.length) ?? ''
    await click(life, { who, letter: card?.id ?? '', action: 'attendance.decide', data })
  }
  expect(life.found.filter(({ text }) => text === '已记录，将告知本人。')).toHaveLength(entries.length)
}

/** What each of them asks for, and what they open of a meeting. */
async function look(life: MonthLife): Promise<void> {
  for (const who of READERS) {
    for (const said of COMMANDS) await life.say(who, said)
    for (const action of ['attendance.openOverview', 'attendance.openList', 'attendance.roll']) {
      const text = await life.press(who, action, { data: { meeting: MEETING } })
      life.found.push({ where: 'toast', to: who, text })
    }
  }
  await life.settle()
}

/** Somebody on leave came after all, says who asks for it; the secretary writes it, and reports. */
async function correctAndReport(life: MonthLife, entries: readonly Entry[]): Promise<void> {
  const [one] = entries.filter(({ meeting }) => meeting === MEETING)
  const asked = { data: {}, form: { meeting: MEETING, said: '当天到会，忘记签到' } }
  await life.press(one?.member ?? '', 'attendance.askCorrection', asked)
  const name = life.college.members.find(({ id }) => id === one?.member)?.name ?? ''
  const line = { data: { meeting: MEETING }, form: { line: `实到：${name}`, reason: '补签' } }
  for (const action of ['attendance.enterRoll', 'attendance.arrangeMakeup'])
    life.found.push({ where: 'toast', to: 'M0213', text: await life.press('M0213', action, line) })
  await life.say('M0213', '学习了党的创新理论，讨论了下一步工作，实到20人')
}

/** All that waits in the queues, as Redis holds it. */
async function queued(life: MonthLife): Promise<void> {
  const { url, prefix } = await aRedis()
  await using queues = openQueues({ url, prefix, log: life.ctx.log })
  expect(await enqueueDue(life.ctx, queues)).toBeGreaterThan(10)
  const redis = new Redis(url)
  for (const key of await redis.keys('*')) {
    const isHash = (await redis.type(key)) === 'hash'
    const text = isHash ? JSON.stringify(await redis.hgetall(key)) : key
    life.found.push({ where: 'queue', to: '', text })
  }
  redis.disconnect()
}

async function previewed(life: MonthLife): Promise<void> {
  const { ctx } = life
  const plan = await foresee(ctx, (until) => dryRun(ctx, registry, { until, patienceMs: 1_000 }), 3)
  life.found.push({ where: 'preview', to: '', text: planText(plan, ctx.settings.timezone).join() })
}

async function published({ ctx, metrics, found }: MonthLife): Promise<void> {
  const { body } = await metrics.text({
    lettersByEnd: () => lettersByEnd(ctx),
    failedAlarms: async () => 0,
    digestsWait: async () => false,
    queueDepth: async () => ({}),
    connection: () => 'connected',
  })
  found.push({ where: 'metrics', to: '', text: body })
}

/** What was sent, by what it was. */
async function sent(life: MonthLife): Promise<Found[]> {
  const kinds = new Map((await life.letters()).map(({ id, kind }) => [id, kind]))
  return life.sent.map(({ to, content, uuid }) => ({
    where: kinds.get(uuid) ?? '',
    to: to.type === 'chat' ? `chat:${to.id}` : to.id.replace('ou_', 'person:'),
    text: JSON.stringify(content),
  }))
}

/**
 * Who may read why: the branch's secretary, and the deputy while the secretary is on leave from that meeting; of the
 * secretary's own the deputy alone; an administrator where nobody leads, and for the college's meetings.
 */
function mayRead(life: MonthLife, entries: readonly Entry[], { meeting, member }: Entry): string[] {
  const { members, committee } = life.college
  const branch = life.branchOf.get(meeting)
  const holding = (office: string) =>
    members.filter((one) => one.branch === branch && one.offices.includes(office)).map(({ id }) => String(id))
  const [secretaries, deputies] = [holding('支部书记'), holding('副书记')]
  const isAway = entries.some((one) => one.meeting === meeting && secretaries.includes(one.member))
  const leads = [...secretaries, ...(isAway ? deputies : [])].filter((who) => who !== member)
  if (leads.length > 0) return leads.map((who) => `person:${who}`)
  return committee.filter(({ rights }) => rights === 'admin').map((one) => `person:${one.member}`)
}

test('of a month with a hundred leaves nobody reads why, anywhere, but whoever decides, on the one card', async () => {
  const entries = await monthsLeaves()
  expect(entries).toHaveLength(101)
  await using life = await aMonth(entries)
  await enter(life, entries)
  await queued(life)
  await life.settle()
  await previewed(life)
  await decide(life, entries)
  await liveWithClock(life, '2026-11-19T17:00:00+08:00')
  await correctAndReport(life, entries)
  await look(life)
  await liveWithClock(life, '2026-11-30T09:00:00+08:00')
  await shown(life)
  await published(life)
  const found = [...life.found, ...(await sent(life))]

  expect(SHOWN.filter((kind) => !found.some(({ where }) => where === kind))).toEqual([])
  const misplaced = entries.flatMap((entry) => {
    const readers = mayRead(life, entries, entry)
    const holding = found.filter(({ text }) => text.includes(entry.words))
    const wrong = holding.filter(({ where, to }) => !CARDS.includes(where) || !readers.includes(to))
    // What is found nowhere was not looked for where it stands.
    const said = holding.length === 0 ? ['nowhere'] : wrong.map(({ where, to }) => `${where} ${to}`)
    return said.map((one) => `${entry.words}: ${one}`)
  })
  expect(misplaced).toEqual([])
  const tables = Object.entries(await everythingIn(life.db))
  const kept = tables.filter(([, rows]) => rows.some((row) => row.includes('暗号'))).map(([table]) => table)
  expect(kept).toEqual(['attendance_leaves'])
  const open = found.filter(({ where, to }) => to.startsWith('chat:') || PLACES.includes(where))
  expect(PLACES.filter((place) => !open.some(({ where }) => where === place))).toEqual([])
  const told = open.flatMap(
    ({ where, to, text }) => CATEGORIES.exec(text)?.map((said) => `${where} ${to}: ${said}`) ?? [],
  )
  expect(told).toEqual([])
}, 120_000)
