import { MemberId } from '../../src/ids.ts'
import type { Action } from './actions.ts'
import { later } from './later.ts'
import type { Month, Seen } from './people.ts'

/** How those are who look after the branches: shares, and minutes from least to most. */
const NATURE = {
  /** Records that come back. */
  returns: 0.1,
  /** Reminders of a deadline that are answered by asking for another one. */
  extends: 0.3,
  /** Inspections that ask for something to be put right. */
  remedies: 0.3,
  reads: [10, 240],
  revises: [60, 1_500],
  inspects: [300, 600],
  fills: [20, 60],
} as const

/** So long a reader takes for one, and so many wait at most. */
const READING_SECONDS = 40
const MOST_READ = 30

/** When the organiser has the term's inspections drawn, and who that is. */
export const ROUND = { at: '2026-11-02T10:00:00+08:00', who: MemberId.parse('M0142'), says: '督查' } as const

const REMARK = { content: '请写明讨论要点', procedure: '' }
const SHEET = { content: '主题明确，联系实际。', procedure: '议程完整，讨论充分。', rest: 'met' }
const REMEDY = { remedy: '补齐两次会议的签到表', remedyDay: '2026-12-20 +0800' }

/** What readers, inspectors and those they write to do about a message. */
export function overseen(month: Month, seen: Seen): Action[] {
  const { kind, ref } = seen.letter
  const one = (minutes: readonly [number, number], act: () => Promise<unknown>): Action[] => [
    { at: later(month, minutes, kind, ref, month.ctx.now().toString()), act: async () => void (await act()) },
  ]
  const press = (label: string, form: Record<string, string> = {}) => pressOn(month, seen, { label, form })
  switch (kind) {
    case 'reports.toReview':
    case 'reports.review':
      return readAll(month, seen)
    case 'reports.returned':
      return one(NATURE.revises, () => press('修改'))
    case 'reports.request':
      return one(NATURE.revises, () => press('去填写'))
    case 'reports.extension':
      return one([1, 3], () => press('提交申请', { until: lastDay(month), why: '' }))
    case 'reports.extensionAsked':
      return one(NATURE.reads, () => press('同意'))
    case 'inspections.overview':
      return one([1, 3], () => press('生成计划'))
    case 'inspections.preview':
    case 'inspections.result':
      return one(NATURE.reads, () => press('确认'))
    case 'inspections.remind':
      return one(NATURE.inspects, () => press('填写督查表'))
    case 'inspections.sheet':
      return fillSheet(month, seen)
    default:
      return []
  }
}

type Pressed = { label: string; form?: Record<string, string> }

/** Whether somebody who is reminded of a deadline asks for another day instead. */
export async function asksForMore(month: Month, seen: Seen): Promise<boolean> {
  if (month.chance('extends', seen.letter.ref) >= NATURE.extends) return false
  return pressOn(month, seen, { label: '申请延期' })
}

/** One after the other, as long as any is there. */
function readAll(month: Month, seen: Seen): Action[] {
  const begins = later(month, NATURE.reads, seen.letter.kind, seen.letter.ref, month.ctx.now().toString())
  return Array.from({ length: MOST_READ }, (_, n) => {
    const returns = month.chance('returns', seen.letter.ref, `${n}`, begins.toString()) < NATURE.returns
    const act = async () => void (await (returns ? press('退回', REMARK) : press('通过')))
    const press = (label: string, form: Record<string, string> = {}) => pressOn(month, seen, { label, form })
    return { at: begins.add({ seconds: n * READING_SECONDS }), act }
  })
}

function fillSheet(month: Month, seen: Seen): Action[] {
  const { ref } = seen.letter
  const asks = month.chance('remedies', ref) < NATURE.remedies
  const at = later(month, NATURE.fills, 'fills', ref)
  const ask = async () =>
    void (asks && (await pressOn(month, seen, { label: '要求整改', form: { ...SHEET, ...REMEDY } })))
  const hand = async () => void (await pressOn(month, seen, { label: '提交督查表', form: SHEET }))
  return [
    { at, act: ask },
    { at: at.add({ seconds: READING_SECONDS }), act: hand },
  ]
}

function pressOn(month: Month, { message, letter: { to } }: Seen, on: Pressed): Promise<boolean> {
  if ('chat' in to) return Promise.resolve(false)
  return month.inputs.press(to.person, message, on)
}

function lastDay({ ctx }: Month): string {
  const today = ctx.now().toZonedDateTimeISO(ctx.settings.timezone).toPlainDate()
  return `${today.add({ days: 3 }).toString()} +0800`
}
