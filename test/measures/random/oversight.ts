import type { Dice } from './dice.ts'

type Row = Record<string, unknown>
type Tables = Record<'reports_requests' | 'inspections_visits' | 'reports_tasks', Row[]>
type Of = { branch: string; person: string }
type By = { monday: number; dice: Dice }

const HOUR = 3_600_000

/** The terms of these inspections. */
export const TERMS = ['T1', 'T2']

/** Days since Monday at the edges of the week and near it. */
const DAYS = [-8, -7, -1, 0, 1, 3, 4, 6, 7, 13, 14] as const

function dayOf(monday: number, days: number): string {
  return new Date(monday + (days * 24 + 12) * HOUR).toISOString().slice(0, 10)
}

/** A branch is inspected in each term or not, is to put this and that right, and carries decisions out. */
export function addOversight(tables: Tables, of: Of, by: By): void {
  for (const term of TERMS) if (!by.dice.once(3)) addVisit(tables, { ...of, term }, by)
  addDecisions(tables, of, by)
}

function addVisit(
  tables: Tables,
  { branch, person, term }: Of & { term: string },
  { monday, dice }: By,
): void {
  const stage = dice.of(['planned', 'submitted', 'objected', 'kept', 'confirmed', 'tacit'])
  const planned = { id: `${term}.${branch}`, term, branch_id: branch, inspector_id: person, revision: 1 }
  tables.inspections_visits.push({ ...planned, day: dayOf(monday, dice.of(DAYS)), stage, asked: 0 })
  for (let n = dice.between(0, 2); n > 0; n -= 1) {
    const state = dice.of(['open', 'submitted', 'returned', 'approved', 'waived', 'withdrawn'])
    addRequest(tables, { id: `z:${planned.id}:${n}`, branch, person, about: 'remedy', term, state }, monday)
  }
}

type Request = Of & { id: string; about: string; term: string; state: string }

function addRequest(
  tables: Tables,
  { id, branch, person, about, term, state }: Request,
  monday: number,
): void {
  tables.reports_requests.push({
    ...{ id, meeting_id: null, branch_id: branch, group_id: null, title: id, owner_id: person },
    ...{ asked_at: dayOf(monday, 0), due_at: dayOf(monday, 3), state, late: false },
    ...{ about_kind: about, about_id: term },
  })
}

/** When a decision is carried out, in hours since Monday: before, within and after the week and its half. */
const DONE = [null, -200, 0, 80, 81.6, 100, 168, 200] as const

function addDecisions(tables: Tables, { branch, person }: Of, { monday, dice }: By): void {
  const request_id = `y:${branch}`
  addRequest(
    tables,
    { id: request_id, branch, person, about: 'collection', term: 'C', state: 'waived' },
    monday,
  )
  for (let n = dice.between(0, 3); n > 0; n -= 1) {
    const done = dice.of(DONE)
    tables.reports_tasks.push({
      ...{ request_id, branch_id: branch, what: `${n}`, due_on: dayOf(monday, dice.of(DAYS)) },
      ...{ done_at: done === null ? null : new Date(monday + done * HOUR).toISOString(), done_by: null },
    })
  }
}
