import type { PlannedMeeting } from '../../config/college.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** People of the demo college: an administrator, a seat in its committee, inspectors of B05 and of B04, B05's secretary and deputy. */
export const ADMIN = 'M0140'
export const COMMITTEE = 'M0033'
export const INSPECTOR = 'M0011'
export const OTHER_INSPECTOR = 'M0163'

export const TERM = '2026-2027-1'
export const VISIT = `${TERM}.B05`

/** The demo college before the middle of its term, without meetings. */
export function aTerm(now = '2026-09-14T10:00:00+08:00', only: PlannedMeeting['id'][] = []) {
  return aLife({ only, now })
}

/** What somebody was sent last of a kind, as the platform got it. */
export async function shown(life: Life, who: string, kind: string): Promise<string> {
  const letters = (await life.letters(kind)).filter(({ receiver }) => receiver === `person:${who}`)
  const last = letters.at(-1)
  return JSON.stringify(life.sent.findLast(({ uuid }) => uuid === last?.id)?.content ?? null)
}

/** Says 督查 and returns what comes of it. */
export async function inspect(life: Life, who: string, kind: string): Promise<string> {
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
export async function plan(life: Life, who = ADMIN): Promise<string> {
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
export async function visitsOf(life: Life) {
  const rows = await life.db.selectFrom('inspections_visits').selectAll().orderBy('branch_id').execute()
  return rows.map(({ branch_id, inspector_id, day, revision, stage }) => ({
    ...{ branch: branch_id, inspector: inspector_id, day, revision, stage },
  }))
}
