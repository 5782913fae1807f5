import { z } from 'zod'
import { BranchId, ChatId, GroupId, MeetingId, MemberId, ProgrammeId, SeriesId } from '../../src/ids.ts'
import { type FormName, say, shown } from './file-words.ts'
import type { Said } from './language.ts'
import { ruleFault } from './recurrence.ts'
import { sayUnread } from './unread-words.ts'

type Form<T> = { form: RegExp; name: FormName; example: string; parse: (text: string) => T }

/** A duration in ISO 8601, such as P3D or PT15M. */
export const duration = written({
  form: /^-?P(?=[\dT])[\dYMWDTHS.]+$/,
  name: 'duration',
  example: 'P3D、PT4H、PT15M',
  parse: (text) => Temporal.Duration.from(text),
})

/** A duration that is not negative. */
export const length = written({
  form: /^P(?=[\dT])[\dYMWDTHS.]+$/,
  name: 'length',
  example: 'P3D、PT4H、PT15M',
  parse: (text) => Temporal.Duration.from(text),
})

/** Such a duration, or `off`. */
export const lengthOrOff = z.union([z.literal(['off', false]).transform(() => null), length])

/** A time of day. */
export const timeOfDay = written({
  form: /^\d\d:\d\d$/,
  name: 'time',
  example: '"17:00"',
  parse: (text) => Temporal.PlainTime.from(text),
})

/** A day. */
export const day = written({
  form: /^\d{4}-\d\d-\d\d$/,
  name: 'date',
  example: '2026-09-07',
  parse: (text) => Temporal.PlainDate.from(text),
})

/** A wall clock in the college's zone. */
export const wallClock = written({
  form: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/,
  name: 'dateTime',
  example: '2026-12-02T14:00',
  parse: (text) => Temporal.PlainDateTime.from(text),
})

/** A rule of RFC 5545 that names days. */
export const rrule = z.string().transform((text, context) => {
  const fault = ruleFault(text)
  if (fault === null) return text
  context.issues.push({ code: 'custom', input: text, message: fault.what, params: { cure: fault.cure } })
  return z.NEVER
})

/** The silent hours of a day. */
export const hours = written({
  form: /^\d\d:\d\d-\d\d:\d\d$/,
  name: 'hours',
  example: '"21:30-07:30"',
  parse: (text) => ({
    from: Temporal.PlainTime.from(text.slice(0, 5)),
    to: Temporal.PlainTime.from(text.slice(6)),
  }),
})

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']

/** A weekday (1 is Monday) and a time of day. */
export const weekly = written({
  form: /^(MON|TUE|WED|THU|FRI|SAT|SUN) \d\d:\d\d$/,
  name: 'weekly',
  example: '"MON 08:30"',
  parse: (text) => ({
    weekday: DAYS.indexOf(text.slice(0, 3)) + 1,
    at: Temporal.PlainTime.from(text.slice(4)),
  }),
})

/** A zone of the IANA database. */
export const zone = written({
  form: /^\w[\w+/-]*$/,
  name: 'zone',
  example: 'Asia/Shanghai',
  parse: (text) => new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone,
})

/** A chat, or null when the field is absent or empty. */
export const chat = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
  .pipe(
    written({
      form: /^$|^oc_[\w-]+$/,
      name: 'chat',
      example: 'oc_…',
      parse: (text) => (text === '' ? null : ChatId.parse(text)),
    }),
  )

/** Ids as the files write them. */
export const ids = {
  branch: id(BranchId.parse),
  group: id(GroupId.parse),
  member: id(MemberId.parse),
  meeting: id(MeetingId.parse),
  series: id(SeriesId.parse),
  programme: id(ProgrammeId.parse),
  plain: id((text) => text),
}

/** Text that says something. */
export const words = z.string().trim().min(1)

function id<T>(parse: (text: string) => T) {
  return written({ form: /^[\w-]+$/, name: 'id', example: 'B01（A-Z a-z 0-9 - _）', parse })
}

function written<T>({ form, name, example, parse }: Form<T>) {
  return z
    .string()
    .meta({ pattern: form.source })
    .transform((text, context): T => {
      if (form.test(text)) {
        try {
          return parse(text)
        } catch {
          // Right in form, but no such day, hour or zone: said below like any other wrong text.
        }
      }
      const { what, cure } = say().form(name, shown(text), example)
      context.issues.push({ code: 'custom', input: text, message: what, params: { cure } })
      return z.NEVER
    })
}

/** A key that has no effect yet: only what holds anyway may be written; anything else would be a promise. */
export function inert(values: readonly (string | boolean)[], said: () => Said) {
  return z
    .union([z.string(), z.boolean()])
    .superRefine((value, context) => {
      if (values.includes(value)) return
      const { what: message, cure } = said()
      context.addIssue({ code: 'custom', message, params: { cure } })
    })
    .optional()
}

/** A key that is kept nowhere: to take it would be to lose it. */
export function refused(said: () => Said) {
  return z
    .unknown()
    .superRefine((value, context) => {
      if (value === undefined) return
      const { what: message, cure } = said()
      context.addIssue({ code: 'custom', message, params: { cure } })
    })
    .optional()
}

/** Whether digits are asked for at the check-in; what is written where everybody reads it proves nothing. */
export const checkInCode = z
  .enum(['none', 'spoken', 'rotating'])
  .superRefine((value, context) => {
    if (value !== 'rotating') return
    const { what: message, cure } = sayUnread().noRotating()
    context.addIssue({ code: 'custom', message, params: { cure } })
  })
  .transform((value) => (value === 'spoken' ? ('spoken' as const) : ('none' as const)))
  .meta({ enum: ['none', 'spoken'] })

/** A switch, also as YAML reads `on` and `off`. */
export const onOff = z
  .union([z.enum(['on', 'off']), z.boolean()])
  .transform((value) => value === 'on' || value === true)
