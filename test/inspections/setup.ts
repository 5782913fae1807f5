import type { PlannedMeeting } from '../../config/college.ts'
import { aLife, type Life, type Living } from '../support/a-life.ts'

/** People of the demo college: an administrator, a seat in its committee, inspectors of B05 and of B04. */
export const ADMIN = 'M0140'
export const COMMITTEE = 'M0033'
export const INSPECTOR = 'M0011'
export const OTHER_INSPECTOR = 'M0163'

export const TERM = '2026-2027-1'
export const VISIT = `${TERM}.B05`

/** B05's secretary, and two of its members. */
export const SECRETARY = 'M0098'
export const MEMBER = 'M0099'
export const SUCCESSOR = 'M0100'

/** The demo college before the middle of its term, without meetings. */
export function aTerm(now = '2026-09-14T10:00:00+08:00', only: PlannedMeeting['id'][] = []) {
  return aLife({ only, now })
}

const PLANNED = {
  name: 'inspections planned',
  async live(life: Living) {
    await plan(life)
    await life.db.updateTable('inspections_visits').set({ day: '2026-12-18' }).execute()
    const form = { visit: VISIT, day: '2026-11-12 +0800' }
    await life.press(ADMIN, 'inspections.change', { data: { term: TERM }, form })
    await life.settle()
  },
}

/** The same with every visit planned, B05's on 12 November and the others later, on the afternoon of that day. */
export async function aPlannedTerm(now = '2026-11-12T15:00:00+08:00') {
  const life = await aLife({ only: [], now: '2026-09-14T10:00:00+08:00', past: PLANNED })
  life.ctx.set(now)
  return life
}

/** A sheet as an inspector may fill it in. */
export const FILLED = {
  rest: 'met',
  I13: 'partly',
  content: '主题贴近教学，联系学科实际。',
  procedure: '议程清楚，讨论可再充分。',
}

/** An inspector's press on the form of a sheet. */
export function onSheet(
  life: Life,
  action: string,
  { who = INSPECTOR, ...form }: { who?: string; [field: string]: unknown },
): Promise<string> {
  return life.press(who, `inspections.${action}`, { data: { visit: VISIT }, form })
}

/** Whoever speaks for the branch presses, on the card of the `asked`th asking. */
export function onResult(
  life: Life,
  action: 'confirm' | 'object',
  { who = SECRETARY, asked = 1, words }: { who?: string; asked?: number; words?: string } = {},
): Promise<string> {
  const data = { visit: VISIT, asked: String(asked) }
  return life.press(who, `inspections.${action}`, { data, form: words === undefined ? {} : { words } })
}

/** How B05's inspection stands. */
export async function stageOf(life: Life): Promise<string | undefined> {
  return (await visitsOf(life)).find(({ branch }) => branch === 'B05')?.stage
}

/** What somebody was sent last of a kind, as the platform got it. */
export async function shown(life: Living, who: string, kind: string): Promise<string> {
  const letters = (await life.letters(kind)).filter(({ receiver }) => receiver === `person:${who}`)
  const last = letters.at(-1)
  return JSON.stringify(life.sent.findLast(({ uuid }) => uuid === last?.id)?.content ?? null)
}

/** Says 督查 and returns what comes of it. */
export async function inspect(life: Living, who: string, kind: string): Promise<string> {
  await life.say(who, '督查')
  return shown(life, who, kind)
}

/** What a button carries, as it stands on a card. */
export function carried(card: string, action: string): object {
  const found = new RegExp(`\\{[^{}]*"a":"${action.replace('.', '\\.')}"[^{}]*\\}`).exec(card)?.[0]
  if (found === undefined) throw new Error(`no button ${action}`)
  // What the bot put into a button is an object of texts.
  return JSON.parse(found) as object
}

/** An administrator has the visits of the term drawn, and confirms them. */
export async function plan(life: Living, who = ADMIN): Promise<string> {
  await life.press(who, 'inspections.preview', { data: { term: TERM } })
  await life.settle()
  const card = await shown(life, who, 'inspections.preview')
  const said = await life.press(who, 'inspections.confirmPlan', {
    data: carried(card, 'inspections.confirmPlan'),
  })
  await life.settle()
  return said
}

/** The visits of the term, by branch. */
export async function visitsOf(life: Living) {
  const rows = await life.db.selectFrom('inspections_visits').selectAll().orderBy('branch_id').execute()
  return rows.map(({ branch_id, inspector_id, day, revision, stage }) => ({
    ...{ branch: branch_id, inspector: inspector_id, day, revision, stage },
  }))
}
