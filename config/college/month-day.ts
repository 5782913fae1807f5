import { z } from 'zod'
import { say, shown } from './file-words.ts'

/** A day of every year, such as `11-30`. */
export const monthDay = z.string().superRefine((text, context) => {
  if (/^\d\d-\d\d$/.test(text) && isDay(text)) return
  const { what: message, cure } = say().form('monthDay', shown(text), '"11-30"')
  context.addIssue({ code: 'custom', message, params: { cure } })
})

function isDay(text: string): boolean {
  try {
    Temporal.PlainMonthDay.from(text)
    return true
  } catch {
    // Right in form, but no such day.
    return false
  }
}
