import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { branchColumns } from '../../src/digest/card.ts'
import { numbersOf } from '../../src/digest/rows/rules.ts'
import * as store from '../../src/digest/store.ts'
import type { Earlier, Part } from '../../src/digest/types.ts'
import { MemberId } from '../../src/ids.ts'
import type { Figures } from '../../src/measures/types.ts'
import { week47 } from './setup.ts'
import { ADMIN, aReader, buttonsOf, key, rowsIn, sumOf, textsOf } from './taps.ts'

const SECRETARY = MemberId.parse('M0213')
const MEMBER = MemberId.parse('M0006')

const { scene, render, tap, opened, committee, numbers, snapshot, listOf } = await aReader()
afterAll(() => scene[Symbol.asyncDispose]())

/** By which number of the list each thing that a part knows can be opened; null: it is no number that a card shows. */
const WAYS = {
  figures: {
    ...{ planned: null, held: 'held', moved: null, cancelled: null, adjourned: 'adjourned', open: null },
    ...{ due: 'rate', present: 'rate', late: null, leave: 'rate', absent: null, rate: 'rate' },
    ...{ unconfirmed: 'unconfirmed', unrecorded: 'unrecorded', fresh: 'fresh', observers: null, hours: null },
    ...{ makeupsAsked: null, makeupsMade: null, reportsDue: 'reportsDue', reportsOnTime: 'reportsOnTime' },
    ...{
      visitsPlanned: null,
      visitsMade: null,
      visitsConfirmed: null,
      decisionsDue: null,
      decisionsDone: null,
    },
    ...{ remediesAsked: null, remediesClosed: null },
    ...{ reportsLate: 'reportsLate', reportsMissing: 'reportsMissing', reportsReturned: null },
  } satisfies Record<keyof Figures, string | null>,
  part: {
    ...{ id: null, name: null, place: null, closed: null, uncounted: null, gaps: null, figures: 'figures' },
    ...{
      duties: 'duty:',
      overdue: 'missing',
      returned: 'returned',
      toReview: 'toReview',
      remedies: 'remedies',
    },
    ...{
      tasks: 'tasks',
      passed: 'passed',
      next: 'next',
      adjourned: 'adjourned',
      late: 'cameSince',
      earlier: 'week:',
    },
  } satisfies Record<keyof Part, string | null>,
  earlier: {
    ...{ week: null, held: 'week:', rate: 'week:', present: 'week:', able: 'week:' },
    ...{ reportsDue: 'week:', reportsOnTime: 'week:' },
  } satisfies Record<keyof Earlier, string | null>,
}

test('the rows that a digest keeps of a part add up to every number that it says of it', async () => {
  const kept = await scene.run((tx) => store.countedRows(tx, key))
  for (const part of [...snapshot.branches, snapshot.college]) {
    const rows = kept.get(part.id) ?? []
    const sum = (name: string) => rows.reduce((total, { counts }) => total + (counts[name] ?? 0), 0)
    for (const [name, said] of Object.entries(numbersOf(part)))
      expect(name === 'able' ? sum('due') - sum('leave') : sum(name), `${part.name} ${name}`).toBe(said)
  }
})

test('each number that a card can show is on the list where it counts anything, and its rows add up to it', async () => {
  const ways = new Set([
    ...Object.values(WAYS.figures),
    ...Object.values(WAYS.part),
    ...Object.values(WAYS.earlier),
  ])
  const offered = buttonsOf(numbers).map(({ data }) => data['number'] ?? '')
  const parts = [...snapshot.branches, snapshot.college]
  for (const way of ways) {
    if (way === null || way === 'figures') continue
    const [name, values] = way === 'rate' ? ['rate', ['able', 'present']] : [way, [way]]
    const said = parts.map((part) => numbersOf(part))
    if (way.endsWith(':'))
      expect(
        offered.some((one) => one.startsWith(way)),
        way,
      ).toBe(true)
    else if (said.some((one) => values.some((value) => (one[value] ?? 0) > 0)))
      expect(offered, way).toContain(name)
  }
  for (const { data } of buttonsOf(numbers)) {
    const { number = '', of = '' } = data
    const list = await listOf(number, of)
    const [said = ''] = list.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    const told = [...(said.split('\n')[0] ?? '').matchAll(/(\d+)(?:次|人次|份|项|件)?(?=，|$)/g)].map(
      ([, n]) => Number(n),
    )
    const rows = rowsIn(list)
    expect(
      told.map((_, nth) => sumOf(rows, nth)),
      `${of} ${number}`,
    ).toEqual(told)
  }
})

/** What each column of the table of branches counts. */
const COLUMNS = {
  branch: null,
  held: (one) => one('held'),
  late: async (one) => `${await one('reportsLate')}/${await one('reportsMissing')}`,
  rate: async (one) => {
    const able = await one('rate', 0)
    const percent = (100 * (await one('rate', 1))) / able
    return able === 0 ? 0 : `${percent === 100 ? 100 : Math.min(99, Math.round(percent))}%`
  },
  due: (one) => one('reportsDue'),
  in: async (one) => (await one('reportsDue')) - (await one('reportsMissing')),
  next: (one) => one('next'),
} satisfies Record<
  (typeof branchColumns)[number]['name'],
  ((one: (number: string, nth?: number) => Promise<number>) => unknown) | null
>

test('every number of every branch’s row of the committee’s card is two taps away', async () => {
  const table = committee.blocks.find((block) => block.kind === 'table')
  expect(table?.rows).toHaveLength(14)
  for (const row of table?.rows ?? []) {
    const one = async (number: string, nth = 0) => {
      const isOffered = buttonsOf(numbers).some(({ data }) => data['number'] === number)
      const rows = isOffered ? rowsIn(await listOf(number)) : []
      return sumOf(
        rows.filter(({ branch }) => branch === row['branch']),
        nth,
      )
    }
    for (const [name, count] of Object.entries(COLUMNS)) {
      if (count === null) continue
      const shown = String(row[name])
        .replace(/^—$/, name === 'late' ? '0/0' : '0')
        .replace('次', '')
      expect(shown, `${row['branch']} ${name}`).toBe(String(await count(one)))
    }
  }
})

const owed = (name: RegExp) =>
  Object.keys(numbersOf(snapshot.branches[0] ?? snapshot.college)).find((one) => name.test(one))

/** What a line of the committee's card says, by the numbers of the list; one that is told branch by branch; or why it needs none. */
const LINES: [RegExp, readonly string[] | 'each branch' | 'said in full'][] = [
  [/^需关注：\d+项$/, 'said in full'],
  [
    /^(纪实待审核|纪实待补交|纪实已退回，待修改|到会不足，改期再开|到会情况待登记|整改未完成)：/,
    'each branch',
  ],
  [/^本.+待安排：\d+个支部$/, 'said in full'],
  [/^上周\d+个支部共开展组织生活(\d+)次/, ['held']],
  [/^到会率\d+%（请假不计）/, []],
  [
    /^纪实应交(\d+)份，已交\d+份，待补(\d+)份，其中按时(\d+)份；周日24:00以后又交(\d+)份/,
    ['reportsDue', 'reportsMissing', 'reportsOnTime', 'cameSince'],
  ],
  [/^本季度党员大会已完成(\d+)\/14/, [owed(/2026-10\+3.*支部党员大会/) ?? '']],
  [/^到会率：\d/, 'said in full'],
  [/^纪实按时率：\d/, 'said in full'],
  [/^已完成的支部：/, 'said in full'],
  [/^学院层面开展活动(\d+)次/, ['college held']],
  [/^本季度中心组学习/, 'said in full'],
  [/^本周安排（/, 'said in full'],
  [/^周.\d\d:\d\d .+：/, 'said in full'],
  [/^另有\d+次$/, 'said in full'],
  [/^凭据：/, 'said in full'],
]
/** Which number of the list an item that is told branch by branch says. */
const ITEMS = {
  纪实待审核: 'toReview',
  纪实待补交: 'missing',
  '纪实已退回，待修改': 'returned',
  '到会不足，改期再开': 'adjourned',
  到会情况待登记: 'unrecorded',
  整改未完成: 'remedies',
} as const

async function agrees(line: string, match: RegExpExecArray, ways: (typeof LINES)[number][1]): Promise<void> {
  if (ways === 'each branch') {
    const rows = rowsIn(await listOf(ITEMS[(match[1] ?? '') as keyof typeof ITEMS])) // one of those that the pattern names
    for (const [, branch, count] of line.matchAll(/(?<=[：、])([^：、]+?)(\d+)[份次项]/g))
      expect(sumOf(rows.filter((one) => one.branch === branch)), line).toBe(Number(count))
  } else if (ways !== 'said in full')
    for (const [nth, way] of ways.entries()) {
      const [number = '', of] = way.split(' ').toReversed()
      expect(sumOf(rowsIn(await listOf(number, of))), line).toBe(Number(match[nth + 1]))
    }
}

test('every number in a line of the committee’s card has its list, and no line has one that is not known here', async () => {
  for (const line of textsOf(committee).filter((said) => /\d/.test(said))) {
    const known = LINES.flatMap(([pattern, ways]) => {
      const match = pattern.exec(line)
      return match === null ? [] : [{ match, ways }]
    })
    expect(known, line).toHaveLength(1)
    for (const { match, ways } of known) await agrees(line, match, ways)
  }
  // All that is planned, of which the card names six, and whoever has not met a duty.
  const planned = rowsIn(await listOf('next'))
  const shown = textsOf(committee).filter((line) => /^周.\d\d:\d\d/.test(line)).length
  const further = Number(/^另有(\d+)次$/m.exec(textsOf(committee).join('\n'))?.[1])
  expect(sumOf(planned)).toBe(shown + further)
  const [, met] = textsOf(await listOf(owed(/2026-01\+12.*组织生活会/) ?? ''))
  expect(met).toMatch(/^已完成的支部0\/14；还没有完成的：自动化系、/)
})

test('a branch’s letter leads to its own numbers alone; whoever has no office reads none', async () => {
  const letter = await render('digest.branch', `${key}/B10@lead`, SECRETARY)
  const own = await opened(SECRETARY, letter, ({ of }) => of === 'B10')
  const { data = {} } = buttonsOf(own).find(({ text }) => text.startsWith('开展')) ?? {}
  const held = await opened(SECRETARY, own, ({ number }) => number === data['number'])
  expect(sumOf(rowsIn(held))).toBe(snapshot.branches.find(({ id }) => id === 'B10')?.figures?.held)
  expect(await tap(MEMBER, letter, ({ of }) => of === 'B10')).toContain('支部的由本支部支委')
  expect(await tap(SECRETARY, committee, ({ of }) => of === 'all')).toContain('全院的数字由学院党委查阅')
  await expect(render('digest.rows', `${key}/B01/1/held`, SECRETARY)).rejects.toThrow('由学院党委查阅')
})

test('what was corrected since is said with both numbers and the meeting that it was; a digest of an older version says so', async () => {
  const ref = `${key}/all/1/rate`
  const before = textsOf(await render('digest.rows', ref, ADMIN))
  expect(before.join()).not.toContain('与周报不同')
  const { rows } = await sql<{ meeting_id: string }>`
    update attendance_marks set mark = 'present' where (meeting_id, member_id) in (
      select k.meeting_id, k.member_id from attendance_marks k join meetings_meetings m on m.id = k.meeting_id
      where k.mark = 'absent' and m.branch_id = 'B02' and m.starts_at between ${week47.from} and ${week47.to} limit 1)
    returning meeting_id`.execute(scene.db)
  expect(rows).toHaveLength(1)
  const now = await render('digest.rows', ref, ADMIN)
  const present = sumOf(rowsIn(now), 1)
  const line = textsOf(now).find((one) => one.startsWith('与周报不同'))
  expect(line).toMatch(
    new RegExp(`^与周报不同：实到周报时${present}，现在${present + 1}：11月\\d+日 .+ (\\d+)→(\\d+)$`),
  )
  expect(textsOf(now)[0]).toContain(`实到${present}人次`)
  await scene.db.updateTable('digest_rows').set({ counted: null }).where('branch_id', '=', 'B02').execute()
  const older = await render('digest.rows', ref, ADMIN)
  expect(textsOf(older).join()).toContain('没有留存明细')
  expect(sumOf(rowsIn(older), 1)).toBe(present + 1)
})
