import { beforeAll, describe, expect, it } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { answerBy, reportDue, type Where } from '../../src/time/dues.ts'

const ZONE = 'Asia/Shanghai'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const FIVE = Temporal.PlainTime.from('17:00')
let where: Where

beforeAll(async () => {
  where = { zone: ZONE, calendar: openCalendar(await loadHolidays()) }
})

describe('the answer', () => {
  it('is due on the working day before, which for a Monday is Friday', () => {
    const rule = { kind: 'workdays', workdays: 1, at: FIVE } as const
    expect(String(answerBy(at('2026-12-02T14:00'), rule, where))).toBe(String(at('2026-12-01T17:00')))
    expect(String(answerBy(at('2026-11-23T14:00'), rule, where))).toBe(String(at('2026-11-20T17:00')))
    expect(String(answerBy(at('2026-10-08T14:00'), rule, where))).toBe(String(at('2026-09-30T17:00')))
  })

  it('may be due a duration before the start', () => {
    const rule = { kind: 'duration', before: Temporal.Duration.from('PT20S') } as const
    expect(String(answerBy(at('2026-12-02T14:00'), rule, where))).toBe(String(at('2026-12-02T13:59:40')))
  })
})

describe('the report', () => {
  it('is due some days, working days or a duration after the end', () => {
    const end = at('2026-11-20T18:30')
    const days = { kind: 'days', days: 3, at: Temporal.PlainTime.from('18:00') } as const
    expect(String(reportDue(end, days, where))).toBe(String(at('2026-11-23T18:00')))
    const workdays = { kind: 'workdays', workdays: 3, at: FIVE } as const
    expect(String(reportDue(end, workdays, where))).toBe(String(at('2026-11-25T17:00')))
    const after = { kind: 'duration', after: Temporal.Duration.from('P1D') } as const
    expect(String(reportDue(end, after, where))).toBe(String(at('2026-11-21T18:30')))
  })
})
