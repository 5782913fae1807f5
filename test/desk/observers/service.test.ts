import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { sittingsCard } from '../../../src/desk/observers/card.ts'
import { sittingsFor } from '../../../src/desk/observers/service.ts'
import { transact } from '../../../src/db/transact.ts'
import { aLife, type Life } from '../../support/a-life.ts'

const ADMIN = 'M0140'
/** The secretaries of B10 and B01 sit in on a meeting of the college's committee; M0230 is a member of B10. */
const [SECRETARY, OTHER, MEMBER] = ['M0213', 'M0001', 'M0230']

async function aCommitteeDay(): Promise<Life> {
  const life = await aLife({ only: ['A047'] })
  const observers = [SECRETARY, OTHER].map((id) => MemberId.parse(id))
  const of = { audience: { kind: 'committee' }, types: ['党委会'], title: '学院党委会', observers } as const
  await life.book(life.planned.map((one) => ({ ...one, ...of, types: ['党委会'] })))
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  await life.press(SECRETARY, 'attendance.checkIn', { data: { meeting: 'A047' } })
  return life
}

const known = (life: Life, who: string) =>
  transact(life.ctx, async (tx) => {
    const { sittings } = await sittingsFor(life.ctx, tx, MemberId.parse(who))
    return sittings.map(({ name, came }) => [name, came])
  })

function nameOf(life: Life, who: string): string {
  return life.college.members.find(({ id }) => id === who)?.name ?? ''
}

test('列席 answers who sat in on what this year: an administrator reads all, a secretary the own branch’s, a member the own', async () => {
  await using life = await aCommitteeDay()
  const [one, other] = [nameOf(life, SECRETARY), nameOf(life, OTHER)]
  expect(await known(life, ADMIN)).toEqual([
    [other, null],
    [one, null],
  ])
  await life.liveUntil('2026-11-25T16:30:00+08:00')
  expect(await known(life, ADMIN)).toEqual([
    [other, false],
    [one, true],
  ])
  expect(await known(life, SECRETARY)).toEqual([[one, true]])
  expect(await known(life, OTHER)).toEqual([[other, false]])
  expect(await known(life, MEMBER)).toEqual([])
})

test('an administrator’s look is written down, and whoever has nothing reads so', async () => {
  await using life = await aCommitteeDay()
  for (const who of [ADMIN, MEMBER]) await life.say(who, '列席')
  const looks = await life.db
    .selectFrom('roster_audit')
    .select('actor')
    .where('act', '=', 'desk.observers')
    .execute()
  expect(looks).toEqual([{ actor: ADMIN }])
  const letters = await life.letters('desk.observers')
  expect(letters.map(({ receiver, ended }) => [receiver, ended])).toEqual([
    [`person:${ADMIN}`, 'sent'],
    [`person:${MEMBER}`, 'sent'],
  ])
  expect(JSON.stringify(sittingsCard({ year: 2026, sittings: [] }))).toContain('本年还没有列席记录。')
})
