import { z } from 'zod'
import { monthDay } from './month-day.ts'
import { day, ids, words } from './scalars.ts'

/** What a step of a programme asks for: a tick, something handed in, a signed scan, a figure that is reached, or a form. */
export const NEEDS = ['tick', 'text', 'photo', 'file', 'signed', 'measure', 'sheet'] as const
/** Whose a step is: whoever leads the row's branch, the row's person, or the college's committee. */
export const STEP_OWNERS = ['lead', 'person', 'committee'] as const
/** How often a step comes again. */
export const CYCLES = ['P1M', 'P3M', 'P6M', 'term', 'year'] as const
/** Figures that a step may wait for. */
export const STEP_FIGURES = ['held', 'observed'] as const

const stepId = ids.plain

const dueRule = z.union([
  day,
  z.literal('office-end'),
  z.strictObject({ day: z.int().min(1).max(31) }),
  z.strictObject({ week: z.int().min(1).max(60) }),
  z.strictObject({ on: monthDay }),
])

const step = z.strictObject({
  id: stepId,
  title: words,
  due: dueRule
    .describe(
      '截止：日期；每月 { day: 25 }；每学期 { week: 16 }；每年 { on: "11-30" }；office-end 为书记任期届满 / until when',
    )
    .exactOptional(),
  after: z
    .union([
      z.strictObject({ step: stepId, days: z.int().min(0).max(800) }),
      z.strictObject({ step: stepId, workdays: z.int().min(0).max(250) }),
    ])
    .describe('前一步完成后几天或几个工作日 / so many days or workdays after another step')
    .exactOptional(),
  every: z.enum(CYCLES).describe('多久一次 / how often it comes again').exactOptional(),
  needs: z
    .enum(NEEDS)
    .describe('需要什么：勾选、文字、照片、文件、签字扫描件、统计数、表单 / what it asks for')
    .default('tick'),
  template: words.describe('needs: sheet 用哪个模板 / the template of a sheet').exactOptional(),
  measure: z
    .strictObject({
      figure: z.enum(STEP_FIGURES),
      type: words.exactOptional(),
      atLeast: z.int().min(1).max(99),
    })
    .describe('needs: measure 看哪个数 / the figure that must be reached')
    .exactOptional(),
  review: z.enum(['none', 'committee', 'inspector']).describe('谁审核 / who reads it').default('none'),
  by: z.enum(STEP_OWNERS).describe('谁办：支部、本人、学院 / whose step it is').default('lead'),
  remind: z
    .array(z.int().min(-60).max(365))
    .max(6)
    .describe('截止前几天提醒，负数为之后 / so many days before, negative: after')
    .default([7, 1, -1]),
})
/** A step 事项 of a programme, as it is written. */
export type Step = z.output<typeof step>

const row = z.strictObject({
  id: ids.plain.exactOptional(),
  title: words.exactOptional(),
  branch: ids.branch.exactOptional(),
  member: ids.member.exactOptional(),
  joint: z.array(ids.branch).describe('参与支部 / branches that join in').exactOptional(),
  attributes: z
    .record(words, z.string())
    .describe('级别、伙伴等 / level, partner and the like')
    .exactOptional(),
})
/** A row of a programme as it is written: a branch, a person, or a project. */
export type WrittenRow = z.output<typeof row>

/** An entry of `programmes` in college.yaml; what was begun in the chat is kept in the same words. */
export const Programme = z
  .strictObject({
    id: ids.programme,
    title: words,
    short: words.exactOptional(),
    rows: z
      .union([
        z.literal('each-branch'),
        z.strictObject({ each: z.enum(['teacher', 'staff', 'retired', 'undergrad', 'postgrad', 'other']) }),
        z.strictObject({ nominate: z.enum(['member', 'project']), most: z.int().min(1).max(20).default(1) }),
        z.array(z.union([ids.plain, row])).min(1),
      ])
      .describe(
        '各支部、某类支部、由支部报名，或逐项列出 / each branch, those of a kind, who is put forward, or a list',
      ),
    from: day.exactOptional(),
    until: day.exactOptional(),
    digest: z
      .enum(['line', 'attention', 'off'])
      .describe('周报里写不写 / whether the digest says it')
      .default('line'),
    steps: z.array(step).min(1).max(40),
  })
  .describe('台账：一项制度，几行几步 / a regime: rows and steps')
export type Programme = z.output<typeof Programme>
