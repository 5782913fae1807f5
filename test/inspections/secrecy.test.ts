import { pino } from 'pino'
import { expect, test } from 'vitest'
import { LetterId } from '../../src/ids.ts'
import { receiverOf } from '../../src/letters/rules.ts'
import type { LetterKind } from '../../src/letters/types.ts'
import { lettersByEnd } from '../../src/letters/service.ts'
import { registry } from '../../src/router.ts'
import { openMetrics } from '../../src/web/metrics.ts'
import type { Life } from '../support/a-life.ts'
import { everythingIn } from '../support/everything.ts'
import {
  ADMIN,
  aPlannedTerm,
  COMMITTEE,
  FILLED,
  INSPECTOR,
  MEMBER,
  onResult,
  onSheet,
  OTHER_INSPECTOR,
  SECRETARY,
  VISIT,
} from './setup.ts'

const SECRETS = {
  content: '暗号内容点评',
  procedure: '暗号流程点评',
  remark: '暗号备注',
  remedy: '暗号整改要求',
  words: '暗号支部说明',
  answer: '暗号督查答复',
  evidence: '暗号整改材料',
}
/** A secretary of another branch, and everybody who has some part in the college's inspections. */
const OTHERS = ['M0213', MEMBER, COMMITTEE, OTHER_INSPECTOR, 'M0141']
const READERS = [INSPECTOR, SECRETARY, ADMIN, ...OTHERS]
/** Administrators read comments; nobody else beside inspector and secretary does. */
const MAY_READ = [INSPECTOR, SECRETARY, ADMIN, 'M0141', 'M0142'].map((who) => `person:${who}`)
const COMMANDS = ['督查', '督查 B05', '待办', '审核', '查纪实']

type Found = { where: string; to: string; text: string }

/** Every letter as its reader sees it now, with why it came and what it is about. */
async function readable({ act, ctx, db }: Life): Promise<Found[]> {
  const rows = await db.selectFrom('letters_letters').selectAll().orderBy('seq').execute()
  const all: Found[] = []
  for (const { id, kind: written, ref, receiver } of rows) {
    // Only the outbox writes the column, and it takes a LetterKind.
    const kind = written as LetterKind
    const letter = { id: LetterId.parse(id), kind, ref, to: receiverOf(receiver) }
    const { render, why, subject } = registry.letters.kinds[kind]
    const texts = await act(async (tx) => [
      await render(ctx, tx, letter),
      typeof why === 'function' ? await why(ctx, tx, letter) : why,
      await subject?.(ctx, tx, letter),
    ])
    all.push({ where: kind, to: receiver, text: JSON.stringify(texts) })
  }
  return all
}

async function lookAround(life: Life): Promise<Found[]> {
  for (const who of READERS) for (const said of COMMANDS) await life.say(who, said)
  const toasts: Found[] = []
  for (const to of OTHERS) {
    for (const action of ['open', 'openResult', 'openObjection', 'save', 'keep'])
      toasts.push({ where: 'toast', to, text: await onSheet(life, action, { who: to, words: '看' }) })
  }
  await life.settle()
  return [...(await readable(life)), ...toasts]
}

test('what inspector and branch write reaches no group, no log, no other branch and no committee member', async () => {
  await using life = await aPlannedTerm()
  const found: Found[] = []
  const stream = { write: (text: string) => void found.push({ where: 'log', to: '', text }) }
  const metrics = openMetrics()
  Object.assign(life.ctx, { log: pino({ level: 'trace' }, stream), metrics })
  const { content, procedure, remark, remedy, words, answer, evidence } = SECRETS
  const said = { ...FILLED, content, procedure, remark, remedy, remedyDay: '2026-12-01 +0800' }
  await onSheet(life, 'save', said)
  found.push(...(await readable(life)))
  await onSheet(life, 'submit', said)
  await onResult(life, 'object', { words })
  found.push(...(await lookAround(life)))
  await life.press(INSPECTOR, 'inspections.keep', { data: { visit: VISIT }, form: { words: answer } })
  await onResult(life, 'confirm', { asked: 2 })
  const data = { request: `R-${VISIT}-1` }
  await life.press(SECRETARY, 'reports.fill', { data })
  const form = { content: evidence, decisions: '' }
  await life.press(SECRETARY, 'reports.submit', { data: { ...data, n: '1' }, form })
  found.push(...(await lookAround(life)))
  const { body } = await metrics.text({
    lettersByEnd: () => lettersByEnd(life.ctx),
    failedAlarms: async () => 0,
    digestsWait: async () => false,
    queueDepth: async () => ({}),
    connection: () => 'connected',
  })
  found.push({ where: 'metrics', to: '', text: body })

  for (const secret of Object.values(SECRETS)) {
    const holding = found.filter(({ text }) => text.includes(secret))
    expect(holding.length, secret).toBeGreaterThan(0)
    const misplaced = holding.filter(({ to, where }) => !MAY_READ.includes(to) || where === 'desk.todo')
    expect(misplaced.map(({ where, to }) => `${secret}: ${where} ${to}`)).toEqual([])
  }
  for (const place of ['log', 'metrics']) expect(found.some(({ where }) => where === place)).toBe(true)
  const tables = Object.entries(await everythingIn(life.db))
  const kept = tables.filter(([, rows]) => rows.some((row) => row.includes('暗号'))).map(([table]) => table)
  expect(kept).toEqual([
    ...[
      'inspections_objections',
      'inspections_sheets',
      'reports_drafts',
      'reports_forms',
      'reports_versions',
    ],
  ])
}, 30_000)
