import { z } from 'zod'
import { attendance, training } from './attendance.ts'
import { answerBy, ask, confirm, notice } from './ladder.ts'
import { inspections } from './inspections.ts'
import { leave } from './leave.ts'
import { REVIEWS } from './questions.ts'
import { reports } from './reports.ts'
import { quorum, quorumKind } from './quorum.ts'
import { retention } from './retention.ts'
import { digest } from './digest.ts'
import { Programme } from './programmes.ts'
import { exports } from './exports.ts'
import { template } from './templates.ts'
import { sayUnread } from './unread-words.ts'
import {
  chat,
  checkInCode,
  day,
  hours,
  ids,
  inert,
  length,
  onOff,
  rrule,
  timeOfDay,
  wallClock,
  words,
  zone,
} from './scalars.ts'

const college = z
  .strictObject({
    id: ids.plain,
    name: words,
    timezone: zone.prefault('Asia/Shanghai'),
    chats: z.strictObject({ committee: chat, secretaries: chat, inspectors: chat }).prefault({}),
  })
  .describe('学院与三个群 / the college and its three chats')

const term = z
  .strictObject({ id: ids.plain, name: words, week1Monday: day, weeks: z.int().min(1).max(60) })
  .describe('学期：第一周的周一与周数 / a term: the Monday of week 1 and its weeks')

const branch = z.strictObject({
  id: ids.branch,
  name: words,
  short: words.optional(),
  kind: z.enum(['teacher', 'staff', 'retired', 'undergrad', 'postgrad', 'other']).default('other'),
  chat,
  active: z.boolean().default(true),
})

const group = z.strictObject({ id: ids.group, branch: ids.branch, name: words, chat })

const minutes = z.int().min(1).max(1440)

/** The audience, the type, and all else that every occurrence of a series has. */
const sitting = {
  for: z
    .union([words, z.array(words).min(1)])
    .describe('each-branch、支部、党小组、secretaries、committee，或名单 / whom the meeting is for'),
  type: z.union([words, z.array(words).min(1)]).transform((value) => [value].flat()),
  agenda: z
    .array(z.union([words, z.strictObject({ item: words, observers: z.array(ids.member).min(1) })]))
    .describe('议题；有列席人员的写明 observers / items; with observers, those who attend for this item')
    .default([]),
  host: ids.member.optional(),
  observers: z.array(ids.member).default([]),
  training: training.exactOptional(),
}

const series = z
  .strictObject({
    id: ids.series,
    ...sitting,
    title: words.optional(),
    rrule: rrule.describe(
      'RFC 5545，如 FREQ=MONTHLY;BYDAY=2WE 每月第二个周三 / the second Wednesday of each month',
    ),
    at: timeOfDay,
    minutes: minutes.optional(),
    place: words.optional(),
    dayOff: z
      .enum(['next-workday', 'previous-workday', 'skip', 'same-day'])
      .default('next-workday')
      .describe('遇放假：顺延、提前、不开、照开 / what becomes of a day off'),
    from: day.optional(),
    until: day.optional(),
  })
  .describe('按规律重复的会议，提前八周排好 / meetings that repeat, planned eight weeks ahead')

const meeting = z.strictObject({
  id: ids.meeting,
  ...sitting,
  title: words,
  start: wallClock,
  minutes,
  place: words,
  movedFrom: wallClock.optional(),
  cancelled: words.describe('取消的原因 / why it was cancelled').optional(),
})

const silent = z
  .union([
    z.literal(false).transform(() => null),
    z
      .strictObject({ hours: hours.prefault('21:30-07:30'), daysOff: z.boolean().default(true) })
      .transform(({ hours: { from, to }, daysOff }) => ({ from, to, daysOff })),
  ])
  .describe('免打扰时段；false 表示不设 / silent hours; false: never silent')

const type = z
  .strictObject({
    name: words,
    aliases: z.array(words).exactOptional(),
    level: z.enum(['branch', 'group', 'college']).exactOptional(),
    due: z.enum(['all', 'committee']).describe('应到：全体或仅支委 / who is expected').exactOptional(),
    quorum: quorumKind.exactOptional(),
    every: z
      .union([
        z.literal('none').transform(() => null),
        z.strictObject({
          times: z.int().min(1).max(31),
          months: z.literal([1, 3, 6, 12]),
        }),
      ])
      .describe('每几个月至少几次；none 表示没有规定 / at least so often in so many calendar months')
      .exactOptional(),
    vacation: z.enum(['skip', 'require']).exactOptional(),
    minutes: minutes.exactOptional(),
    template: words.describe('纪实用哪个模板 / the template of its record').exactOptional(),
    record: z
      .array(words)
      .describe(
        '模板之外另需写明的内容，各一行文字 / lines of text that its record holds beside the template',
      )
      .exactOptional(),
    review: z
      .enum(REVIEWS)
      .describe('纪实审核：all 每份，sample 抽查，none 不审 / which of its records are read')
      .exactOptional(),
    reminders: z
      .strictObject({
        notice: notice.exactOptional(),
        answerBy: answerBy.exactOptional(),
        ask: ask.exactOptional(),
        confirm: confirm.exactOptional(),
      })
      .describe('与 reminders 不同之处 / where it differs from reminders')
      .exactOptional(),
  })
  .describe('会议类型：改内置的，或增加自己的 / a type: changes a built-in one, or is a new one')

const reminders = z.strictObject({
  notice: notice.prefault('P3D'),
  answerBy: answerBy.prefault({ workdays: 1, at: '17:00' }),
  ask: ask.prefault('PT4H'),
  confirm: confirm.prefault('off'),
  monthly: onOff
    .prefault('on')
    .describe(
      '每月第一个工作日在群里发本月会议安排 / one card with the month’s meetings on its first working day',
    ),
  silent: silent.prefault({}),
  evening: timeOfDay
    .prefault('19:30')
    .describe('“今晚再提醒”在几点 / when a reminder comes again on the same evening'),
  dailyCap: z
    .int()
    .min(0)
    .max(50)
    .default(3)
    .describe(
      '每人每天提醒上限，最后一条为汇总；0 表示不限 / reminders per person and day, the last one sums up; 0: no cap',
    ),
})

const checkin = z.strictObject({
  opens: length.prefault('PT15M').describe('开始前多久开放签到 / before the start'),
  late: length.prefault('PT10M').describe('开始后多久记为迟到 / after the start'),
  closes: length.prefault('PT30M').describe('结束后多久关闭 / after the end'),
  code: checkInCode
    .prefault('none')
    .describe('签到口令：none 不用；spoken 由主持人口头告知 / none, or digits that the host says aloud'),
})

const quota = z.strictObject({
  monthly: z
    .int()
    .min(1)
    .default(10_000)
    .describe('平台每月的接口调用额度，以飞书管理后台为准 / calls of the platform a month'),
})

/** college.yaml as a whole. */
export const CollegeFile = z.strictObject({
  college,
  terms: z.array(term).default([]),
  branches: z.array(branch).min(1),
  groups: z.array(group).default([]),
  members: words.describe('名单文件，相对于本文件 / the list of members, relative to this file'),
  offices: z.array(words).default([]).describe('内置之外的职务 / offices beside those that are built in'),
  statuses: z
    .array(words)
    .default([])
    .describe('内置之外的成员状态 / states of members beside those that are built in'),
  committee: z
    .array(
      z.strictObject({
        member: ids.member,
        rights: z.enum(['admin', 'member']).default('member'),
        branches: z
          .array(ids.branch)
          .describe('分管的支部：其事项先找这位管理员 / branches in this administrator’s charge')
          .exactOptional(),
      }),
    )
    .default([]),
  inspectors: z
    .array(z.strictObject({ member: ids.member, branches: z.array(ids.branch).default([]) }))
    .default([])
    .describe('督查员；不写 branches 则除本支部外均可 / inspectors; without branches: any but the own'),
  templates: z.array(template).default([]),
  types: z.array(type).default([]),
  series: z.array(series).default([]),
  meetings: z.array(meeting).default([]),
  programmes: z.array(Programme).default([]),
  reminders: reminders.prefault({}),
  checkin: checkin.prefault({}),
  leave: leave.prefault({}),
  attendance: attendance.prefault({}),
  quorum: quorum.prefault({}),
  retention: retention.prefault({}),
  reports: reports.prefault({}),
  inspections: inspections.prefault({}),
  exports: exports.prefault({}),
  digest: digest.prefault({}),
  heat: onOff.default(false).describe('管理员可查看各支部热度 / administrators may see the heat of branches'),
  quota: quota.prefault({}),
  features: z
    .strictObject({
      ranking: inert(['off', false], () => sayUnread().noRanking()),
      memberNamesInGroups: inert(['off', false], () => sayUnread().noNames()),
    })
    .prefault({}),
})
export type CollegeFile = z.output<typeof CollegeFile>
