import { transact } from '../../src/db/transact.ts'
import { admins, branches, secretaryOf } from '../../src/roster/service.ts'
import type { MemberId } from '../../src/ids.ts'
import type { Ctx } from '../../src/ctx.ts'
import { letterOfMessage } from '../../src/letters/service.ts'
import { registry } from '../../src/router.ts'
import { isQuiet, quietOf } from '../../src/time/silent.ts'
import type { Lived } from './life.ts'
import type { Sent } from './people.ts'
import type { Call } from './platform.ts'

/** What a stretch of time came to. */
export type Verdict = {
  calls: number
  byApi: Record<string, number>
  sentByKind: Record<string, number>
  updatesByKind: Record<string, number>
  /** Questions to whoever had answered that plan in the group, and the most to anybody else. */
  askedAfterGroup: number
  mostAsked: number
  /** Direct messages to one secretary, and to one organiser, in one week, most last. */
  secretaryWeeks: number[]
  organiserWeeks: number[]
  lateMs: number[]
  afterAnswer: Sent[]
  inSilence: Sent[]
}

/** Judges what was called and sent from that moment on. */
export async function judge(lived: Lived, from: string): Promise<Verdict> {
  const { ctx, platform } = lived
  const calls = platform.calls.filter(({ at }) => !isBefore(at, Temporal.Instant.from(from)))
  const [sent, updated] = [
    await lettersOf(ctx, calls, ['send', 'reply']),
    await lettersOf(ctx, calls, ['patch']),
  ]
  const asks = sent.filter(({ letter }) => letter.kind === 'attendance.ask')
  const inGroup = new Map(
    lived.done.answers.filter(({ where }) => where === 'group').map(({ ref, at }) => [ref, at]),
  )
  return {
    calls: calls.length,
    byApi: tallied(calls.map(({ api }) => api)),
    sentByKind: tallied(sent.map(({ letter }) => letter.kind)),
    updatesByKind: tallied(updated.map(({ letter }) => letter.kind)),
    askedAfterGroup: asks.filter(({ letter, at }) => isBefore(inGroup.get(letter.ref), at)).length,
    mostAsked: Math.max(0, ...Object.values(tallied(asks.map(({ letter }) => letter.ref)))),
    secretaryWeeks: weeksOf(ctx, sent, await secretariesOf(ctx)),
    organiserWeeks: weeksOf(ctx, sent, await transact(ctx, admins)),
    lateMs: lived.lateMs,
    afterAnswer: sent.filter((one) => comesTooLate(lived, one)),
    inSilence: lived.done.inSilence.filter(({ at }) => !isBefore(at, Temporal.Instant.from(from))),
  }
}

async function lettersOf(ctx: Ctx, calls: readonly Call[], apis: readonly string[]): Promise<Sent[]> {
  const found: Sent[] = []
  for (const { api, at, message } of calls) {
    if (message === null || !apis.includes(api)) continue
    const letter = await transact(ctx, (tx) => letterOfMessage(tx, message))
    if (letter !== undefined) found.push({ letter, at })
  }
  return found
}

function tallied(names: readonly string[]): Record<string, number> {
  const groups = [...Map.groupBy(names, (name) => name)].map(([name, some]) => [name, some.length] as const)
  return Object.fromEntries(groups.toSorted((a, b) => b[1] - a[1]))
}

function isBefore(one: Temporal.Instant | undefined, other: Temporal.Instant): boolean {
  return one !== undefined && Temporal.Instant.compare(one, other) < 0
}

/** Whether a reminder speaks of what its reader had done already. */
function comesTooLate({ done }: Lived, { letter, at }: Sent): boolean {
  if (letter.kind === 'attendance.ask')
    return done.answers.some(({ ref, at: answered }) => ref === letter.ref && isBefore(answered, at))
  if (letter.kind !== 'reports.chase') return false
  return [...done.reported].some(([id, reported]) => id === letter.ref && isBefore(reported, at))
}

async function secretariesOf(ctx: Ctx): Promise<(MemberId | null)[]> {
  return transact(ctx, async (tx) =>
    Promise.all((await branches(tx)).map(({ id }) => secretaryOf(ctx, tx, id))),
  )
}

function weeksOf(ctx: Ctx, sent: readonly Sent[], people: readonly (MemberId | null)[]): number[] {
  const weeks = new Set(sent.map(({ at }) => weekOf(ctx, at)))
  const counts = people.flatMap((who) =>
    [...weeks].map(
      (week) =>
        sent.filter(
          ({ letter: { to }, at }) => 'person' in to && to.person === who && weekOf(ctx, at) === week,
        ).length,
    ),
  )
  return counts.toSorted((a, b) => a - b)
}

function weekOf(ctx: Ctx, at: Temporal.Instant): string {
  const day = at.toZonedDateTimeISO(ctx.settings.timezone).toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}

/** Whether it came in a silent time and could have waited, as things stand now. */
export async function isIntruding(ctx: Ctx, { letter, at }: Sent): Promise<boolean> {
  const spec = registry.letters.kinds[letter.kind]
  const urgency = typeof spec.urgency === 'function' ? spec.urgency(letter) : spec.urgency
  if (urgency === 'answer') return false
  const about = await transact(ctx, async (tx) => spec.about?.(ctx, tx, letter))
  return isQuiet(at, quietOf(ctx), about)
}
