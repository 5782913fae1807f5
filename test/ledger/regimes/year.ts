import { expect } from 'vitest'
import {
  followRosterAndCalendar,
  openTurns,
  remindOfSteps,
  saveProgramme,
} from '../../../src/ledger/service.ts'
import { CellId } from '../../../src/ids.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { college } from './college.ts'
import { ADMIN } from '../a-programme.ts'

/** A sample programme in the demo college, begun on that day and living on. */
export async function aRegime(id: string, from: string) {
  const definition = college.programmes.find((one) => one.id === id)
  if (definition === undefined) throw new Error(`no programme ${id}`)
  const life = await aLife({ only: [], now: `${from}T08:00:00+08:00` })
  Object.assign(life.ctx, { settings: college.settings })
  await life.act((tx) => saveProgramme(life.ctx, tx, { definition, by: 'file' }))
  await openTurns(life.ctx)
  return Object.assign(life, {
    id,
    /** Lives one day: the night, and the morning in which people are reminded. Returns whose card came, in order. */
    day: (on: string) => liveDay(life, on),
    cell: (rest: string) => cellNow(life, `${id}.${rest}`),
    doing: (who: string, { action, cell, form = {} }: { action: string; cell: string; form?: object }) =>
      life.press(who, action, { data: { cell: `${id}.${cell}` }, form }),
  })
}

async function liveDay(life: Life, on: string): Promise<string[]> {
  const { ctx } = life
  ctx.set(`${on}T03:30:00+08:00`)
  await followRosterAndCalendar(ctx)
  await openTurns(ctx)
  const before = new Set((await life.letters('ledger.due')).map(({ id }) => id))
  ctx.set(`${on}T09:00:00+08:00`)
  await remindOfSteps(ctx, ctx.now())
  await life.settle()
  const sent = (await life.letters('ledger.due')).filter(
    ({ id, ended }) => !before.has(id) && ended === 'sent',
  )
  return sent.map(({ receiver }) => receiver.replace('person:', '')).toSorted()
}

async function cellNow({ db }: Life, id: string): Promise<string> {
  const found = await db
    .selectFrom('ledger_states')
    .select(['state', 'due_on'])
    .where('id', '=', CellId.parse(id))
    .executeTakeFirst()
  return found === undefined ? 'none' : `${found.state} ${found.due_on ?? '-'}`
}

/** Hands a step in as whoever fills it in, with what its form holds. */
export async function handIn(
  life: Life,
  { cell, who, form }: { cell: string; who: string; form: object },
): Promise<void> {
  await life.press(who, 'ledger.fill', { data: { cell } })
  await life.settle()
  const request = `R-${cell}`
  const { n } = await life.db
    .selectFrom('reports_drafts')
    .select('n')
    .where('request_id', '=', request)
    .executeTakeFirstOrThrow()
  const said = await life.press(who, 'reports.submit', { data: { request, n: String(n) }, form })
  expect(said).toContain('提交')
}

/** An administrator lets pass what was handed in. */
export async function pass(life: Life, cell: string, who = ADMIN): Promise<void> {
  await life.press(who, 'reports.pass', { data: { request: `R-${cell}`, n: '1' } })
}

/** Whoever leads B03 puts a person forward. */
export async function nominate(
  life: Life,
  { who, programme, member }: { who: string; programme: string; member: string },
): Promise<void> {
  const data = { programme, branch: 'B03' }
  const said = await life.press(who, 'ledger.putForward', { data, form: { who: `ou_${member}` } })
  expect(said).toBe('已提名。')
}
