import { sql } from 'kysely'
import type { Db } from '../../../src/db/tables.ts'
import { type Dice, diceOf } from './dice.ts'
import { addOversight, TERMS } from './oversight.ts'
import { addRoll } from './rolls.ts'

type Row = Record<string, unknown>
type Tables = Record<(typeof TABLES)[number], Row[]>

/** In the order in which rows refer to each other. */
const TABLES = [
  ...([
    'roster_branches',
    'roster_groups',
    'roster_members',
    'meetings_meetings',
    'meetings_starts',
  ] as const),
  ...(['attendance_due', 'attendance_marks', 'attendance_rolls', 'attendance_counts'] as const),
  ...([
    'attendance_makeups',
    'attendance_correction_requests',
    'reports_requests',
    'reports_versions',
  ] as const),
  ...(['inspections_visits', 'reports_tasks'] as const),
] as const

const HOUR = 3_600_000
const WEEK = 168 * HOUR
/** The week of which the figures of branches are asked. */
export const MONDAY = Date.parse('2026-12-14T00:00:00+08:00')

/** The week in which a college's own meetings lie, far from those of the others, since a row does not say whose they are. */
export function ownMonday(college: number): number {
  return MONDAY + (10 + 5 * college) * WEEK
}

/** Writes so many small colleges beside each other, whose every row follows from the seed. */
export async function insertColleges(
  db: Db,
  { seed, count }: { seed: number; count: number },
): Promise<void> {
  // An object of every table's name.
  const tables = Object.fromEntries(TABLES.map((name) => [name, [] as Row[]])) as Tables
  for (let college = 0; college < count; college += 1)
    addCollege(tables, college, diceOf(seed * 1_000 + college))
  await insert(
    db,
    'inspections_plans',
    TERMS.map((term) => ({ term, round: 1, seed: 1 })),
  )
  for (const name of TABLES) await insert(db, name, tables[name])
}

async function insert(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`.execute(
    db,
  )
}

type Body = { branch: string | null; groups: string[]; people: string[] }

function addCollege(tables: Tables, college: number, dice: Dice): void {
  const bodies = Array.from({ length: dice.of([1, 1, 1, 2]) }, (_, n) =>
    addBranch(tables, `R${college}-${n}`, dice),
  )
  const everybody = bodies.flatMap(({ people }) => people)
  for (const body of bodies) {
    addMeetings(tables, { body, monday: MONDAY, most: 7 }, dice)
    addOversight(
      tables,
      { branch: body.branch ?? '', person: body.people[0] ?? '' },
      { monday: MONDAY, dice },
    )
  }
  const own = { branch: null, groups: [], people: everybody }
  addMeetings(tables, { body: own, monday: ownMonday(college), most: 3 }, dice)
}

function addBranch(tables: Tables, branch: string, dice: Dice): Body {
  const place = 100 + tables.roster_branches.length
  tables.roster_branches.push({
    id: branch,
    name: branch,
    short: branch,
    kind: 'teacher',
    active: true,
    place,
  })
  const groups = Array.from({ length: dice.between(0, 2) }, (_, n) => `${branch}G${n}`)
  for (const id of groups) tables.roster_groups.push({ id, branch_id: branch, name: id })
  const people = Array.from({ length: dice.between(2, 5) }, (_, n) => `${branch}P${n}`)
  for (const id of people) {
    const same = { type: '正式', voting: true, status: '在册' }
    tables.roster_members.push({ id, name: id, branch_id: branch, ...same })
  }
  return { branch, groups, people }
}

type Place = { body: Body; monday: number; most: number }

function addMeetings(tables: Tables, { body, monday, most }: Place, dice: Dice): void {
  const count = dice.between(0, most)
  const ids = Array.from({ length: count }, (_, n) => `${body.branch ?? body.people[0]}:${monday}:${n}`)
  for (const id of ids) {
    const meeting = { id, body, monday, into: dice.once(12) && id !== ids[0] ? (ids[0] ?? null) : null }
    addMeeting(tables, meeting, dice)
    addPeople(tables, meeting, dice)
    addRecord(tables, { ...meeting, id }, dice)
  }
}

type Meeting = { id: string; body: Body; monday: number; into: string | null }

/** Hours since Monday that lie at the edges of the week and anywhere near it. */
function aStart(dice: Dice): number {
  return dice.of([
    ...([0, -0.25, 167.75, 168, 24 * 7] as const),
    ...([
      dice.between(0, 167),
      dice.between(0, 167),
      dice.between(-168, -1),
      dice.between(168, 335),
    ] as const),
  ])
}

/** When a start becomes known, one after the other: long before the week, at its edge, in it, after it. */
const KNOWN = [-400, -200, -0.01, 0, 30, 100, 167.9, 170, 200]

function addMeeting(tables: Tables, { id, body, monday, into }: Meeting, dice: Dice): void {
  const at = (hours: number) => new Date(monday + hours * HOUR).toISOString()
  const starts = Array.from({ length: dice.of([1, 1, 1, 2, 2, 3]) }, () => aStart(dice))
  const first = dice.between(0, KNOWN.length - starts.length)
  starts.forEach((start, n) => {
    const known = KNOWN[n === 0 ? first : Math.min(KNOWN.length - 1, first + n)] ?? 0
    const row = {
      meeting_id: id,
      n: n + 1,
      branch_id: body.branch,
      starts_at: at(start),
      known_at: at(known),
    }
    tables.meetings_starts.push(row)
  })
  const last = starts.at(-1) ?? 0
  const group = dice.once(4) ? (body.groups[0] ?? null) : null
  const scope = body.branch === null ? 'college' : ('branch' as const)
  tables.meetings_meetings.push({
    ...{ id, scope: group === null ? scope : 'group', branch_id: body.branch, group_id: group, audience: {} },
    types: dice.of([['支部党员大会'], ['主题党日'], ['党课', '主题党日']]),
    ...{ title: id, titles: [id], starts_local: 'any', zone: 'Asia/Shanghai', place: 'any', observers: [] },
    ...{
      starts_at: at(last),
      ends_at: at(last + 1.5),
      agenda: dice.of([[], ['学习']]),
      host_id: body.people[0],
    },
    training: dice.once(4) ? { topic: '培训', hours: dice.of([1, 1.5, 2]) } : null,
    state:
      into === null
        ? dice.of(['ended', 'ended', 'ended', 'scheduled', 'cancelled', 'adjourned', 'unheld'])
        : 'cancelled',
    ...{ version: 1, origin: 'chat', merged_into: into },
  })
}

const MARKS = ['present', 'present', 'late', 'leave', 'absent', null] as const

function addPeople(tables: Tables, { id, body, monday }: Meeting, dice: Dice): void {
  const at = (hours: number) => new Date(monday + hours * HOUR).toISOString()
  // Some know how everybody stood, some only that nobody was marked, some lost their names.
  const marks = dice.of([
    MARKS,
    MARKS,
    MARKS,
    ['present', 'leave'] as const,
    [null] as const,
    ['leave', null] as const,
  ])
  for (const who of body.people) {
    if (dice.once(10)) continue
    const of = { meeting_id: id, member_id: who }
    const standing = dice.of(['due', 'due', 'due', 'due', 'observer', 'exempt', 'out'])
    const mark = dice.of(marks)
    tables.attendance_due.push({ ...of, standing })
    if (mark !== null) tables.attendance_marks.push({ ...of, mark, at: at(0), marked_by: 'host' })
    const made = dice.of([null, at(100)])
    if (dice.once(6))
      tables.attendance_makeups.push({
        ...of,
        due_on: '2026-12-24',
        asked_by: who,
        asked_at: at(90),
        made_at: made,
      })
    const state = dice.of(['open', 'corrected', 'kept'])
    if (dice.once(40))
      tables.attendance_correction_requests.push({ ...of, n: 1, said: 'present', asked_at: at(90), state })
  }
  addRoll(tables, { id, at }, dice)
}

const STATES = [
  'open',
  'submitted',
  'submitted',
  'returned',
  'approved',
  'waived',
  'notHeld',
  'withdrawn',
] as const

function addRecord(tables: Tables, { id, body, monday }: Meeting, dice: Dice): void {
  if (dice.once(5)) return
  const at = (hours: number) => new Date(monday + hours * HOUR).toISOString()
  const due = dice.of([
    0,
    -0.01,
    167.99,
    168,
    dice.between(-100, -1),
    dice.between(1, 167),
    dice.between(1, 167),
  ])
  const state = dice.of(STATES)
  const about = dice.of(['meeting', 'meeting', 'meeting', 'meeting', 'collection', 'remedy'])
  tables.reports_requests.push({
    ...{ id: `r:${id}`, meeting_id: about === 'meeting' ? id : null, branch_id: body.branch, group_id: null },
    ...{ title: id, owner_id: body.people[0], asked_at: at(0), due_at: at(due), state, late: false },
    ...{ about_kind: about, about_id: id },
  })
  const versions = state === 'open' ? 0 : dice.between(1, 3)
  // The second may be written down before the first one's time: the earliest counts.
  for (let n = 1; n <= versions; n += 1) {
    const submitted = at(dice.of([due, due - 1, due + 1, due + 0.01, 167.99, 168, 172]))
    const same = { fields: {}, submitted_by: body.people[0], submitted_at: submitted, late: false }
    tables.reports_versions.push({ request_id: `r:${id}`, n, ...same })
  }
}
