import { expect, test } from 'vitest'
import { makeBranchPart, makeCollegeDigest, openWeek, takeDueWeeks } from '../../../src/digest/service.ts'
import { refused } from '../../../src/feishu/errors.ts'
import type { SendRequest } from '../../../src/feishu/out/messages.ts'
import { BranchId, LetterId, MeetingId, MemberId, RequestId } from '../../../src/ids.ts'
import { writeLetters } from '../../../src/letters/service.ts'
import { askFor } from '../../../src/reports/service.ts'
import { aLife, type Life } from '../../support/a-life.ts'

const B10 = BranchId.parse('B10')
const SECRETARY = MemberId.parse('M0213')
const LEADER = MemberId.parse('M0224')
const MONDAY = '2026-11-23T08:30:00+08:00'
/** Reminded of on Monday at ten, eight hours before. */
const EVENING = '2026-11-23T18:00:00+08:00'

/** The branch owes these records since Friday, the first due first. */
async function owing(dues: readonly string[], owner = SECRETARY) {
  const life = await aLife({ now: '2026-11-20T15:00:00+08:00', only: [] })
  await life.act(async (tx) => {
    for (const [n, due] of dues.entries())
      await askFor(life.ctx, tx, {
        id: RequestId.parse(`R-X${n + 1}`),
        about: { kind: 'meeting', id: MeetingId.parse(`X${n + 1}`) },
        ...{ branch: B10, title: `主题党日${n + 1}`, owner, office: null, form: [] },
        ...{ dueAt: Temporal.Instant.from(due), review: 'none', reviewer: null, told: true },
      })
  })
  return life
}

/** Monday’s digests are made and sent. */
async function digest(life: Life) {
  await life.liveUntil(MONDAY)
  await openWeek(life.ctx, life.ctx.now())
  for (const { key, branches } of await takeDueWeeks(life.ctx)) {
    for (const branch of branches) await makeBranchPart(life.ctx, key, branch)
    await makeCollegeDigest(life.ctx, key)
  }
  await life.settle()
}

const chases = async (life: Life) =>
  (await life.letters('reports.chase')).map(({ ref, ended, code }) => [ref, code ?? ended])

test('a reminder does not follow the digest that said the same, until the deadline has passed', async () => {
  await using life = await owing([EVENING])
  await digest(life)
  await life.liveUntil('2026-11-23T12:00:00+08:00')
  expect(await chases(life)).toEqual([['R-X1', 'told']])
  await life.liveUntil('2026-11-23T18:01:00+08:00')
  expect(await chases(life)).toEqual([
    ['R-X1', 'told'],
    ['R-X1', 'sent'],
  ])
})

test('what the digest only counted, having named three others, is reminded of', async () => {
  await using life = await owing([
    '2026-11-23T17:30:00+08:00',
    '2026-11-23T17:40:00+08:00',
    '2026-11-23T17:50:00+08:00',
    EVENING,
  ])
  await digest(life)
  // One is handed in meanwhile: what stood fourth was not named for that.
  const handedIn = life.db.updateTable('reports_requests').set({ state: 'submitted' })
  await handedIn.where('id', '=', 'R-X1').execute()
  await life.liveUntil('2026-11-23T12:00:00+08:00')
  expect(await chases(life)).toEqual([
    ['R-X2', 'told'],
    ['R-X3', 'told'],
    ['R-X4', 'sent'],
  ])
})

test('a digest that was refused said nothing', async () => {
  await using life = await owing([EVENING])
  const { feishu } = life.post
  const { send } = feishu
  const refusing = async (request: SendRequest) => {
    const isDigest = JSON.stringify(request).includes('本科二支部')
    return isDigest
      ? Promise.reject(refused('send', { code: 230013, msg: 'no availability' }))
      : send(request)
  }
  Object.assign(feishu, { send: refusing })
  await digest(life)
  Object.assign(feishu, { send })
  const ofBranch = (await life.letters('digest.branch')).filter(({ ref }) => ref.includes('/B10@'))
  expect(ofBranch.map(({ ended }) => ended)).toEqual(['failed'])
  await life.liveUntil('2026-11-23T12:00:00+08:00')
  expect(await chases(life)).toEqual([['R-X1', 'sent']])
})

test('whoever owes it and got no digest is reminded, and so is everybody on the next day', async () => {
  await using led = await owing([EVENING], LEADER)
  await digest(led)
  await led.liveUntil('2026-11-23T12:00:00+08:00')
  expect(await chases(led)).toEqual([['R-X1', 'sent']])
  await using life = await owing(['2026-11-24T18:00:00+08:00'])
  await digest(life)
  await life.liveUntil('2026-11-24T12:00:00+08:00')
  expect(await chases(life)).toEqual([['R-X1', 'sent']])
})

test('a reminder that its reader wants once more this evening comes, whatever the digest said', async () => {
  await using life = await owing(['2026-11-24T08:00:00+08:00'])
  const { settings } = life.ctx
  const reports = { ...settings.reports, chase: [Temporal.Duration.from('-P1D')] }
  Object.assign(life.ctx, { settings: { ...settings, reports } })
  await life.db.deleteFrom('alarms_alarms').execute()
  const due = { dueAt: Temporal.Instant.from('2026-11-23T08:00:00+08:00') }
  const chase = { key: 'reports.chase:R-X1:0', kind: 'reports.chase', ref: 'R-X1', ...due } as const
  await life.act((tx) => writeLetters(life.ctx, tx, [{ ...chase, to: { person: SECRETARY } }]))
  await digest(life)
  const [first] = await life.letters('reports.chase')
  if (first === undefined) throw new Error('nobody was reminded')
  await life.press(SECRETARY, 'letters.snooze', { letter: LetterId.parse(first.id) })
  await life.liveUntil('2026-11-23T22:00:00+08:00')
  expect(await chases(life)).toEqual([
    ['R-X1', 'sent'],
    ['R-X1', 'sent'],
  ])
})

test('decisions that the digest named are not reminded of on that morning, unless one was not named', async () => {
  await using life = await owing(['2026-12-30T18:00:00+08:00'])
  await life.db.deleteFrom('alarms_alarms').execute()
  const task = (what: string) => ({ request_id: 'R-X1', branch_id: B10, what, due_on: '2026-11-24' })
  await life.db
    .insertInto('reports_tasks')
    .values([task('交学习计划'), task('报送名单')])
    .execute()
  await digest(life)
  const remind = (key: string) => {
    const letter = { key, kind: 'reports.tasksDue', ref: 'R-X1/B10', to: { person: SECRETARY } } as const
    return life.act((tx) => writeLetters(life.ctx, tx, [letter]))
  }
  life.ctx.set('2026-11-23T09:00:00+08:00')
  await remind('a')
  await life.settle()
  await life.db
    .insertInto('reports_tasks')
    .values([task('交会议照片')])
    .execute()
  await remind('b')
  // One that the college has set besides goes as well.
  await remind('c')
  await life.settle()
  const ends = (await life.letters('reports.tasksDue')).map(({ ended, code }) => code ?? ended)
  expect(ends).toEqual(['told', 'sent', 'sent'])
})
