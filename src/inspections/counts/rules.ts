import type { Verdict } from '../types.ts'
import type { Count, Stretch } from './types.ts'

/** Most of what is asked for: what is missing makes it 基本达标. */
const MOST = 0.8
const HALF = 0.5

/**
 * How a duty was kept: 达标 in every window that is judged, 基本达标 in at least half. Judged is what is over, and what is
 * fulfilled already. Null while nothing can be judged, or what is missing may have been held before the bot came.
 */
export function verdictOfDuty(windows: readonly Stretch[]): Verdict | null {
  const asked = windows.filter(({ required }) => required > 0)
  if (asked.length === 0) return 'none'
  const judged = asked.filter((one) => one.isOver || isKept(one))
  if (judged.length === 0 || judged.some((one) => !one.isKnown && !isKept(one))) return null
  return verdictOfShare(judged.filter(isKept).length, { of: judged.length, partly: HALF })
}

function isKept({ required, done }: Stretch): boolean {
  return done >= required
}

/** The weaker of several; null when one of them is not known; 不适用 counts only when all are. */
export function weakest(verdicts: readonly (Verdict | null)[]): Verdict | null {
  const asked = verdicts.filter((one) => one !== 'none')
  if (asked.length === 0) return 'none'
  if (asked.includes(null)) return null
  return (['unmet', 'partly'] as const).find((one) => asked.includes(one)) ?? 'met'
}

function verdictOfShare(share: number, { of, partly }: { of: number; partly: number }): Verdict {
  if (share === of) return 'met'
  return share >= of * partly ? 'partly' : 'unmet'
}

/** What follows from figures of a term; null: 数据不足. `isKnown`: the bot was there from its first day on. (domain §2.7) */
export function verdictOf(figure: Count['figure'], isKnown: boolean): Verdict | null {
  switch (figure.kind) {
    case 'duties':
      return weakest(figure.duties.map(({ windows }) => verdictOfDuty(windows)))
    case 'themed':
      return weakest([verdictOfDuty(figure.windows), ofThemes(figure)])
    case 'reports':
      return isKnown ? ofReports(figure) : null
    case 'rolls':
      return isKnown ? known(figure.recorded, { of: figure.held, partly: MOST }) : null
    case 'makeups':
      if (!isKnown) return null
      return figure.missed === 0 ? 'met' : verdictOfShare(figure.made, { of: figure.missed, partly: HALF })
    case 'decisions':
      return isKnown ? known(figure.done, { of: figure.due, partly: MOST }) : null
  }
}

function known(share: number, { of, partly }: { of: number; partly: number }): Verdict | null {
  return of === 0 ? null : verdictOfShare(share, { of, partly })
}

function ofReports({
  asked,
  late,
  missing,
}: {
  asked: number
  late: number
  missing: number
}): Verdict | null {
  if (asked === 0) return null
  if (missing + late === 0) return 'met'
  return asked - missing >= asked * MOST ? 'partly' : 'unmet'
}

function ofThemes({ held, themed }: { held: number; themed: number }): Verdict {
  if (held === 0) return 'none'
  return themed < held ? 'partly' : 'met'
}
