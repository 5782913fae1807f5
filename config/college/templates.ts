import { z } from 'zod'
import { Question } from './questions.ts'

/** What somebody is asked who hands something in: the questions of its form, in order. */
export type Template = { name: string; questions: readonly Question[] }

/** An entry of `templates`: one of a built-in name takes its place. */
export const template = z
  .strictObject({ name: z.string().trim().min(1).max(30), questions: z.array(Question).min(1).max(40) })
  .describe('纪实模板：改内置的，或增加自己的 / what a record asks: changes a built-in one, or is a new one')

const content = {
  id: 'content',
  label: '内容',
  type: 'long',
  required: true,
  help: '开展了什么、学习或讨论了什么，不同意见也写明',
} as const satisfies Question

const decisions: Question = {
  id: 'decisions',
  label: '议定事项',
  aliases: ['议定', '会议议定', '会议议定事项', '决议', '决定事项'],
  type: 'long',
  required: false,
  help: '事项、责任人和时限，没有可不填',
}

const recorder: Question = {
  id: 'recorder',
  label: '记录人',
  type: 'person',
  required: false,
  help: '不选则为提交人',
}

const photos: Question = { id: 'photos', label: '现场照片', type: 'photos', required: false }
const files: Question = { id: 'files', label: '附件', type: 'files', required: false }

function text(id: string, label: string, over: Partial<Question> = {}): Question {
  return { id, label, type: 'text', required: false, ...over }
}

function count(id: string, label: string): Question {
  return { id, label, type: 'number', required: false, min: 0, max: 9_999 }
}

const sitting = (...extra: Question[]) => [content, ...extra, decisions, recorder, photos, files]

const FORMS = ['集中学习', '交流研讨', '参观见学', '志愿服务', '观看影片', '其他']

/** Whether something was put to the vote 表决: then the decision is written down. (domain §2.4) */
export const VOTED: Question & { options: string[] } = {
  id: 'voted',
  label: '表决',
  type: 'choice',
  options: ['有表决', '无表决'],
  required: false,
  help: '有表决的须写明议定事项',
}

/** What the entered votes of a meeting say by themselves. */
export const OF_VOTES: readonly string[] = [VOTED.id, 'voteTopic', 'voteResult']

const votes = [VOTED, text('voteTopic', '表决事项'), text('voteResult', '表决结果')]

/** What a free activity, a visit and a remedy are written down with. */
export const USUAL_TEMPLATES = { activity: '活动纪实', visit: '调研访谈', remedy: '整改' } as const

/** The handbook's templates. (domain §2.4) */
const HANDBOOK: readonly Template[] = [
  { name: '会议记录', questions: sitting() },
  { name: '党员大会记录', questions: sitting(...votes) },
  {
    name: '党课记录',
    questions: sitting(text('speaker', '主讲人'), text('topic', '课题', { aliases: ['题目'] })),
  },
  {
    name: '主题党日纪实',
    questions: sitting(text('theme', '主题'), {
      ...{ id: 'form', label: '形式', type: 'choices', options: FORMS, required: false },
    }),
  },
  {
    name: '组织生活会记录',
    questions: sitting(
      text('problems', '问题清单', { type: 'long' }),
      text('remedies', '整改责任人和时限', { type: 'long', aliases: ['整改责任人', '整改措施'] }),
    ),
  },
  {
    name: '民主评议记录',
    // Counts per grade only: nobody is named with one.
    questions: sitting(
      count('excellent', '优秀人数'),
      count('qualified', '合格人数'),
      count('basic', '基本合格人数'),
      count('unqualified', '不合格人数'),
    ),
  },
  { name: '中心组学习记录', questions: sitting(text('speakers', '重点发言人')) },
  { name: '述职评议记录', questions: sitting(text('scores', '评议结果', { type: 'long' })) },
  { name: USUAL_TEMPLATES.activity, questions: [content, decisions, photos, files] },
  {
    name: USUAL_TEMPLATES.visit,
    questions: [
      { ...content, help: '去了哪里、访谈了谁、了解到什么' },
      text('gains', '收获', { type: 'long' }),
      text('practices', '可借鉴做法', { type: 'long' }),
      ...[photos, files],
    ],
  },
  {
    name: '月度进展',
    questions: [
      { ...content, label: '本月进展', help: '完成了什么，到了哪一步' },
      text('problems', '问题和困难', { type: 'long' }),
      text('plans', '下月安排', { type: 'long' }),
      ...[photos, files],
    ],
  },
  {
    name: USUAL_TEMPLATES.remedy,
    questions: [
      { ...content, label: '整改措施', help: '怎样整改、现在怎样' },
      { ...photos, label: '整改照片' },
      { ...files, label: '佐证材料' },
    ],
  },
]

/** The built-in templates as a college changed them, then those of its own. */
export function templatesWith(written: readonly Template[]): Template[] {
  const changed = HANDBOOK.map((one) => written.find(({ name }) => name === one.name) ?? one)
  return [...changed, ...written.filter(({ name }) => HANDBOOK.every((one) => one.name !== name))]
}

/** The template of this name; undefined when there is none. */
export function templateNamed(templates: readonly Template[], name: string): Template | undefined {
  return templates.find((one) => one.name === name)
}
