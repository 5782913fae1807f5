import { expect, test } from 'vitest'
import { Question } from '../../config/college/questions.ts'
import { templateNamed, templatesWith } from '../../config/college/templates.ts'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import { aCollegeFolder, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()

const OWN = `templates:
  - name: 志愿服务记录
    questions:
      - { id: content, label: 内容, type: long, required: true }
      - { id: hours, label: 服务时长, aliases: [时长], type: number, min: 0, max: 24 }
      - { id: photos, label: 照片, type: photos, required: true, max: 6 }
  - { name: 党课记录, questions: [{ id: content, label: 讲稿提纲, type: long }] }
types: [{ name: 志愿服务, template: 志愿服务记录, record: [服务对象] }]
`

test('a college changes a template by its name, has its own, and its types name them', async () => {
  const { settings } = await college(`${YAML}${OWN}`)
  const labels = (name: string) =>
    templateNamed(settings.templates, name)?.questions.map(({ label }) => label)
  expect(labels('党课记录')).toEqual(['讲稿提纲'])
  expect(labels('志愿服务记录')).toEqual(['内容', '服务时长', '照片'])
  expect(labels('主题党日纪实')).toEqual(['内容', '主题', '形式', '议定事项', '记录人', '现场照片', '附件'])
  expect(settings.types.find(({ name }) => name === '志愿服务')).toMatchObject({
    ...{ template: '志愿服务记录', record: ['服务对象'] },
  })
})

test('the built-in templates would pass as a college’s own, and every built-in type has one', async () => {
  const templates = templatesWith([])
  for (const { template } of meetingTypes([])) expect(templateNamed(templates, template)).toBeDefined()
  const questions = templates.flatMap((one) => one.questions)
  for (const question of questions) expect(Question.parse(question)).toEqual(question)
  expect(await faults(`${YAML}templates: ${JSON.stringify(templates)}\n`)).toEqual([])
})

const question = (text: string) =>
  `${YAML}templates: [{ name: 记录, questions: [{ id: content, label: 内容, type: long }, { ${text} }] }]\n`

test.each([
  ['id: a, label: 甲, type: txt', '没有“txt”这个选项', '“text”'],
  ['id: 甲, label: 甲, type: text', '写法不对', '改正'],
  ['id: content, label: 甲, type: long', '“content”写了两次', '自己的 id'],
  ['id: decisions, label: 甲, type: text', '只能是 type: long', 'type: long'],
  ['id: a, label: 内 容, type: text', '另一个问题的名称', '换一个名称'],
  ['id: a, label: 甲, aliases: [内容], type: text', '另一个问题的名称', '换一个名称'],
  ['id: a, label: 甲, type: choice', '缺少“options”', 'options: [甲, 乙]'],
  ['id: a, label: 甲, type: choices, options: [一, 二, 一]', '“一”写了两次', '只写一次'],
  ['id: a, label: 甲, type: text, options: [一, 二]', 'options 对 type: text 不起作用', '删去'],
  ['id: a, label: 甲, type: date, max: 3', 'max 对 type: date 不起作用', '删去'],
  ['id: a, label: 甲, type: person, min: 1', 'min 对 type: person 不起作用', '删去'],
  ['id: a, label: 甲, type: text, max: 0.5', '不小于1的整数', '整数'],
  ['id: a, label: 甲, type: number, min: 5, max: 1', 'min 大于 max', '较小'],
  ['id: a, label: 甲, type: choices, options: [一, 二], min: 3', '多于可选项（2个）', '2'],
  ['id: a, label: 甲, type: text, requird: true', '不认识的键“requird”', '“required”'],
])('a fault is said with its line and its cure: %s', async (text, what, cure) => {
  expect(await faults(question(text))).toEqual([
    expect.objectContaining({
      ...{ file: 'college.yaml', line: 10 },
      what: expect.stringContaining(what),
      cure: expect.stringContaining(cure),
    }),
  ])
})

test('all faults are said at once: names written twice, a template that nobody wrote, photos asked for twice', async () => {
  const twice = `templates:
  - name: 记录
    questions:
      - { id: a, label: 甲, type: photos }
      - { id: b, label: 乙, type: photos }
  - { name: 记录, questions: [{ id: a, label: 甲, type: text }] }
types:
  - { name: 读书会, template: 党课纪录 }
`
  expect((await faults(`${YAML}${twice}`)).map(({ line, what, cure }) => [line, what, cure])).toEqual([
    [14, 'photos 问了两次', '照片和附件各只问一次，在 help 中写明要什么'],
    [15, '模板“记录”写了两次', '每个模板只写一次'],
    [17, '没有“党课纪录”这个模板', '是不是“党课记录”？'],
  ])
})
