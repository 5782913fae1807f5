import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { collegeJsonSchema } from '../../config/college/json-schema.ts'
import { aCollegeFolder, YAML } from './college-folder.ts'
import { PROGRAMME_KEYS } from './programme-keys.ts'

const { faults } = aCollegeFolder()

/** What only says who or what something is: kept on the roster or the meeting, and read from there. */
const kept = (file: string, read: string): Reader => ({ file, read })
type Reader = { file: string; read: string }

const LOAD = 'src/roster/load/store.ts'
const SHAPE = 'config/college/shape.ts'
const BOOKING = 'src/meetings/booking/service.ts'
const SERIES = 'src/meetings/series/rules.ts'
const RULES = 'src/meetings/rules.ts'
const TIMES = 'src/meetings/times/rules.ts'
const DUTIES = 'src/measures/cadence/rules.ts'

/** Who reads each key: the file, and the words by which it does. */
const READERS: Record<string, Reader> = {
  'college.id': kept('src/digest/weeks/service.ts', 'const { id, timezone, digest } = ctx.settings'),
  'college.name': kept('src/digest/college/card.ts', 'subtitle: college.name'),
  'college.timezone': kept('src/time/dates.ts', 'ctx.settings.timezone'),
  'college.chats.committee': kept('src/digest/service.ts', 'ctx.settings.chats.committee'),
  'college.chats.secretaries': kept(RULES, 'chats.secretaries'),
  'college.chats.inspectors': kept('src/roster/reach/service.ts', 'chats[id]'),
  'terms.id': kept('config/college/check.ts', "['terms', 'branches'"),
  'terms.name': kept(SHAPE, 'terms'),
  'terms.week1Monday': kept('src/time/calendar.ts', 'term.week1Monday'),
  'terms.weeks': kept('src/time/calendar.ts', 'term.weeks'),
  'branches.id': kept(LOAD, 'const { id, ...rest } = { ...branch, place }'),
  'branches.name': kept('src/roster/store.ts', 'name, short, kind, chat, active'),
  'branches.short': kept(SHAPE, 'branch.short ?? branch.name'),
  'branches.kind': kept('src/roster/store.ts', 'name, short, kind, chat, active'),
  'branches.chat': kept('src/meetings/chats/service.ts', 'branchChats'),
  'branches.active': kept('src/roster/service.ts', 'branch.active'),
  'groups.id': kept(LOAD, '{ id, branch, name, chat }'),
  'groups.branch': kept(LOAD, '{ id, branch, name, chat }'),
  'groups.name': kept(RULES, 'const { branch, chat: own, name } = group'),
  'groups.chat': kept(RULES, 'const { branch, chat: own, name } = group'),
  members: kept('config/college.ts', "entry(sheet.value, 'members')"),
  offices: kept('config/college.ts', "entries(value, 'offices')"),
  statuses: kept('config/college.ts', "entries(value, 'statuses')"),
  'committee.member': kept(LOAD, '{ member, rights'),
  'committee.rights': kept('src/roster/charge/service.ts', "rights === 'admin'"),
  'committee.branches': kept(LOAD, 'branches = []'),
  'inspectors.member': kept(LOAD, '{ member, branches }'),
  'inspectors.branches': kept(LOAD, '{ member, branches }'),
  'types.name': kept('config/college/meeting-types.ts', 'type.name'),
  'types.aliases': kept('config/college/meeting-types.ts', 'type.aliases'),
  'types.level': kept('src/planning/new-meeting/rules.ts', '?.level'),
  'types.due': kept(RULES, "?.due === 'committee'"),
  'types.every': kept(DUTIES, 'every === null'),
  'types.every.times': kept(DUTIES, 'length * times'),
  'types.every.months': kept(DUTIES, 'duty.months'),
  'types.vacation': kept(DUTIES, "vacation === 'require'"),
  'types.quorum': kept('src/attendance/quorum/rules.ts', '?.quorum'),
  'types.minutes': kept(SHAPE, '?.minutes'),
  'types.review': kept('src/reports/rules.ts', '?.review'),
  'types.template': kept('src/reports/templates/rules.ts', 'type.template'),
  'types.record': kept('src/reports/templates/rules.ts', 'type.record'),
  'templates.name': kept('config/college/templates.ts', 'name === one.name'),
  'templates.questions.id': kept('src/reports/forms/rules.ts', 'form[question.id]'),
  'templates.questions.label': kept('src/reports/forms/card.ts', 'question.label'),
  'templates.questions.aliases': kept('src/reports/replies/rules.ts', 'aliases'),
  'templates.questions.type': kept('src/reports/forms/card.ts', 'switch (type)'),
  'templates.questions.help': kept('src/reports/forms/card.ts', 'placeholder: help'),
  'templates.questions.required': kept('src/reports/forms/rules.ts', 'question.required'),
  'templates.questions.options': kept('src/reports/forms/card.ts', 'options.map(optionOf)'),
  'templates.questions.min': kept('src/reports/forms/rules.ts', 'value < min'),
  'templates.questions.max': kept('src/reports/forms/rules.ts', 'value > max'),
  'types.reminders.confirm': kept(TIMES, "key('confirm')"),
  'types.reminders.notice': kept(TIMES, "key('notice')"),
  'types.reminders.answerBy': kept(TIMES, "key('answerBy')"),
  'types.reminders.answerBy.workdays': kept('src/time/dues.ts', 'rule.workdays'),
  'types.reminders.answerBy.at': kept('src/time/dues.ts', 'rule.at'),
  'types.reminders.ask': kept(TIMES, "key('ask')"),
  'reminders.notice': kept(TIMES, 'ladder.notice'),
  'reminders.answerBy': kept(TIMES, 'ladder.answerBy'),
  'reminders.answerBy.workdays': kept('src/time/dues.ts', 'rule.workdays'),
  'reminders.answerBy.at': kept('src/time/dues.ts', 'rule.at'),
  'reminders.ask': kept(TIMES, 'ladder.ask'),
  'reminders.confirm': kept(TIMES, 'ladder.confirm'),
  'reminders.monthly': kept('src/meetings/month/service.ts', 'ctx.settings.reminders.monthly'),
  'reminders.silent': kept('src/time/silent.ts', 'settings.reminders.silent'),
  'reminders.silent.hours': kept('src/time/silent.ts', 'silent.from'),
  'reminders.silent.daysOff': kept('src/time/silent.ts', 'daysOff'),
  'reminders.evening': kept('src/letters/snooze/service.ts', 'reminders.evening'),
  'reminders.dailyCap': kept('src/letters/deferral/service.ts', 'ctx.settings.reminders.dailyCap'),
  'checkin.opens': kept(TIMES, 'checkin.opens'),
  'checkin.late': kept(TIMES, 'checkin.late'),
  'checkin.closes': kept(TIMES, 'checkin.closes'),
  'leave.granted': kept('src/attendance/requests/service.ts', 'ctx.settings.leave.granted'),
  'attendance.makeup.days': kept('src/attendance/makeup/service.ts', 'ctx.settings.attendance.makeup.days'),
  'attendance.exemptions': kept('src/attendance/exemptions/service.ts', 'ctx.settings.attendance.exemptions'),
  'retention.attendance': kept('src/attendance/retention/service.ts', 'ctx.settings.retention.attendance'),
  'retention.minutes': kept(
    'src/desk/retention/service.ts',
    '{ minutes, messages } = ctx.settings.retention',
  ),
  'retention.leaveReasons': kept('src/attendance/retention/service.ts', 'retention.leaveReasons'),
  'retention.messages': kept('src/desk/retention/service.ts', 'ctx.settings.retention.messages'),
  'attendance.hours.member': kept('src/attendance/hours/service.ts', 'member, secretary } = settings'),
  'attendance.hours.secretary': kept('src/attendance/hours/service.ts', 'member, secretary } = settings'),
  'leave.deputy': kept('src/attendance/deciders/service.ts', 'ctx.settings.leave.deputy'),
  'checkin.code': kept('src/attendance/code/service.ts', 'ctx.settings.checkin.code'),
  'quorum.general': kept('src/attendance/quorum/service.ts', 'ctx.settings.quorum.general'),
  'reports.due': kept('src/reports/service.ts', 'ctx.settings.reports.due'),
  'reports.due.days': kept('src/time/dues.ts', 'rule.days'),
  'reports.due.workdays': kept('src/time/dues.ts', 'rule.workdays'),
  'reports.due.at': kept('src/time/dues.ts', 'rule.at'),
  'reports.sample': kept('src/reports/sampling/service.ts', 'sample: of'),
  'reports.points': kept('src/reports/review/letter.ts', 'reports.points'),
  'reports.extension.days': kept('src/reports/extension/service.ts', 'reports.extension'),
  'reports.chase': kept('src/reports/rules.ts', 'chase'),
  'reports.escalate': kept('src/reports/rules.ts', 'escalate'),
  'exports.secondPerson': kept('src/exports/service.ts', 'ctx.settings.exports'),
  'exports.names': kept('src/exports/service.ts', 'ctx.settings.exports'),
  heat: kept('src/statistics/heat/service.ts', 'ctx.settings.heat'),
  'inspections.remind': kept('src/inspections/visits/service.ts', 'ctx.settings.inspections.remind'),
  'inspections.remind.workdays': kept('src/time/dues.ts', 'rule.workdays'),
  'inspections.remind.at': kept('src/time/dues.ts', 'rule.at'),
  'inspections.confirm': kept('src/inspections/visits/service.ts', 'ctx.settings.inspections.confirm'),
  ...PROGRAMME_KEYS,
  'digest.at': kept('config/timetable.ts', 'digest: { weekday, at }'),
  'digest.deputy': kept('src/digest/branch/service.ts', 'ctx.settings.digest.deputy'),
  'digest.dayOff': kept('src/digest/weeks/service.ts', 'dayOff: digest.dayOff'),
  'quota.monthly': kept('src/desk/quota/service.ts', '{ monthly } = ctx.settings.quota'),
  ...sittingOf('meetings', SHAPE),
  'meetings.start': kept(BOOKING, 'instantOf(start, zone)'),
  'meetings.movedFrom': kept('src/meetings/store.ts', 'movedFrom'),
  'meetings.cancelled': kept(BOOKING, 'cancelled === null'),
  ...sittingOf('series', SHAPE),
  'series.rrule': kept(SERIES, 'ruleDays({ rrule'),
  'series.at': kept(SERIES, 'toPlainDateTime(at)'),
  'series.dayOff': kept(SERIES, 'series.dayOff'),
  'series.from': kept(SERIES, 'from: first'),
  'series.until': kept(SERIES, 'until === null'),
}

function sittingOf(part: 'meetings' | 'series', file: string): Record<string, Reader> {
  const entry = part === 'meetings' ? 'meeting' : 'series'
  return {
    [`${part}.id`]: kept(file, 'idFor(meeting, audience)'),
    [`${part}.for`]: kept(file, `readAudiences(${entry}.for`),
    [`${part}.type`]: kept(RULES, 'types.every('),
    [`${part}.title`]: kept('src/meetings/store.ts', 'row.title'),
    [`${part}.minutes`]: kept(BOOKING, 'startsAt.add({ minutes })'),
    [`${part}.place`]: kept('src/meetings/card.ts', 'place'),
    [`${part}.agenda.item`]: kept(RULES, 'flagged.filter'),
    [`${part}.agenda.observers`]: kept(RULES, 'observers.includes(who)'),
    [`${part}.host`]: kept('src/meetings/hosts/service.ts', 'of.host'),
    [`${part}.observers`]: kept('src/attendance/observers/service.ts', 'observers'),
    [`${part}.training.topic`]: kept('src/meetings/words.ts', 'topic, speaker, hours'),
    [`${part}.training.speaker`]: kept('src/meetings/words.ts', 'topic, speaker, hours'),
    [`${part}.training.hours`]: kept('src/attendance/hours/service.ts', 'meeting.training?.hours'),
  }
}

/** Keys that stand for something that does not exist: only the value that says so is taken. */
const INERT = {
  'features.ranking': ['features: { ranking: on }', 'features: { ranking: off }'],
  'features.memberNamesInGroups': [
    'features: { memberNamesInGroups: true }',
    'features: { memberNamesInGroups: false }',
  ],
} as const

type Schema = {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

function keysOf({ properties = {}, items, anyOf = [] }: Schema, path: string): string[] {
  const inside = [...anyOf, ...(items === undefined ? [] : [items])].flatMap((one) => keysOf(one, path))
  const own = Object.entries(properties).flatMap(([key, schema]) => {
    const at = path === '' ? key : `${path}.${key}`
    const deeper = keysOf(schema, at)
    // A choice that may be a plain value is a key itself.
    return deeper.length === 0 || schema.anyOf !== undefined ? [at, ...deeper] : deeper
  })
  return [...new Set([...own, ...inside])]
}

// The schema that editors use is the loader's own.
const keys = keysOf(collegeJsonSchema() as Schema, '')

test('every key of college.yaml is read by something', async () => {
  const known = [...Object.keys(READERS), ...Object.keys(INERT)]
  expect(keys.filter((key) => !known.includes(key))).toEqual([])
  expect(known.filter((key) => !keys.includes(key))).toEqual([])
  const unread: string[] = []
  for (const [key, { file, read }] of Object.entries(READERS)) {
    if (!(await readFile(file, 'utf8')).includes(read)) unread.push(`${key}: ${file} does not say ${read}`)
  }
  expect(unread).toEqual([])
})

test.each(Object.entries(INERT))(
  '%s stands for what does not exist: another value is refused with its cure',
  async (key, [wrong, right]) => {
    const name = key.slice(key.lastIndexOf('.') + 1)
    const [fault, ...others] = await faults(`${YAML}${wrong}\n`)
    expect(others).toEqual([])
    expect(fault?.what).toContain(name)
    expect(fault?.what).toContain('不起作用')
    expect(fault?.cure).toMatch(/删去/)
    expect(await faults(`${YAML}${right}\n`)).toEqual([])
  },
)

test('how often the college meets is counted nowhere, and refused', async () => {
  const own = (type: string) => `${YAML}types: [{ ${type}, every: { times: 1, months: 3 } }]\n`
  for (const type of ['name: 支部书记例会', 'name: 院务会, level: college']) {
    expect(await faults(own(type))).toMatchObject([
      { what: expect.stringContaining('不起作用'), cure: expect.stringContaining('series') },
    ])
  }
  expect(await faults(own('name: 读书会'))).toEqual([])
})

test('a code that is written anywhere is not offered, and the cure names the one that is said aloud', async () => {
  const [fault, ...others] = await faults(`${YAML}checkin: { code: rotating }\n`)
  expect(others).toEqual([])
  expect(fault).toMatchObject({ what: 'code: 不提供轮换的口令', cure: expect.stringContaining('spoken') })
  for (const code of ['spoken', 'none'])
    expect(await faults(`${YAML}checkin: { code: ${code} }\n`)).toEqual([])
})
