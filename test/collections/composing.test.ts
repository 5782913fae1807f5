import { expect, test } from 'vitest'
import { aLife } from '../support/a-life.ts'
import { ADMIN, buttonsOf, cardOf, compose, fieldsOf, LINE, press, SECRETARY, shown } from './people.ts'

const aQuietLife = () => aLife({ only: [] })
const FACTS = { title: '报名', whom: 'branches', day: '2026-11-27', clock: '17:00', every: 'once' }

test('one line is spelled out in a preview, and asked of each branch once when it is started', async () => {
  await using life = await aQuietLife()
  await life.say(ADMIN, LINE)
  const preview = await shown(life, 'collections.compose', ADMIN)
  expect(preview).toContain('待开始：报名人数、联系人')
  expect(preview).toContain('11月27日17:00')
  expect(preview).toContain('开始后发出14条私聊消息，每人一条。')
  expect(preview).toContain('11月27日09:00提醒一次尚未提交的人。')
  const card = await cardOf(life, 'collections.compose', ADMIN)
  expect([...fieldsOf(card).values()].map(({ label }) => label)).toEqual(['报名人数', '联系人'])
  expect(buttonsOf(card).map(({ text, disabled }) => [text, disabled ?? false])).toEqual([
    ['提交', true],
    ['开始', false],
    ['返回修改', false],
    ['取消', false],
  ])
  expect(await life.letters('collections.ask')).toEqual([])

  expect(await compose(life, ADMIN, '开始')).toBe('已开始。')
  await life.settle()
  expect(await life.letters('collections.ask')).toHaveLength(14)
  expect(await shown(life, 'collections.compose', ADMIN)).toContain('收集已开始')
  expect(buttonsOf(await cardOf(life, 'collections.compose', ADMIN))).toEqual([])
  const audits = life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'collections.start')
  expect(await audits.execute()).toEqual([{ actor: ADMIN }])
})

test('a second press on 开始, also one at the same moment, asks nobody again', async () => {
  await using life = await aQuietLife()
  await life.say(ADMIN, LINE)
  const all = buttonsOf(await cardOf(life, 'collections.compose', ADMIN))
  const start = all.find(({ text }) => text === '开始')
  if (start === undefined) throw new Error('no button')
  const pressed = await Promise.all(
    Array.from({ length: 5 }, () => life.press(ADMIN, start.action, { data: start.data })),
  )
  expect(pressed.toSorted()).toEqual(['已开始。', ...Array(4).fill('这次收集已处理完毕。')])
  expect(await life.letters('collections.ask')).toHaveLength(14)
})

test('composed step by step: facts, a question, several pasted, their order; what is wrong says how to mend it', async () => {
  await using life = await aQuietLife()
  await life.say(ADMIN, '收集')
  expect(await compose(life, ADMIN, ['保存', { ...FACTS, title: ' ' }])).toBe('请填写标题。')
  expect(await compose(life, ADMIN, ['保存', { ...FACTS, day: '2026-11-20' }])).toContain('已经过去')
  expect(fieldsOf(await cardOf(life, 'collections.compose', ADMIN)).get('title')).toMatchObject({
    value: '报名',
  })
  expect(await compose(life, ADMIN, ['保存', FACTS])).toBe('已保存。')

  const question = { label: '是否参加', type: 'choice', options: '参加', required: 'yes' }
  expect(await compose(life, ADMIN, ['加入', question])).toContain('2到50个选项')
  expect(fieldsOf(await cardOf(life, 'collections.compose', ADMIN)).get('label')).toMatchObject({
    value: '是否参加',
  })
  await compose(life, ADMIN, ['加入', { ...question, options: '参加\n不参加' }])
  const paste = '1. 电话（必填）\n2. 选：甲/\n3. 备注'
  await compose(life, ADMIN, '粘贴多个问题')
  expect(await compose(life, ADMIN, ['识别', { paste }])).toContain('没有读懂')
  expect(fieldsOf(await cardOf(life, 'collections.compose', ADMIN)).get('paste')).toMatchObject({
    value: '2. 选：甲/',
  })
  expect(await compose(life, ADMIN, ['识别', { paste: '选：甲/乙' }])).toBe('已保存。')
  await compose(life, ADMIN, '4 上移')
  await compose(life, ADMIN, '2 删除')
  const card = await shown(life, 'collections.compose', ADMIN)
  expect(card).toContain(
    '1. 是否参加：参加/不参加（单选，必填）\\n2. 选：甲/乙（单选）\\n3. 备注（一行文字）',
  )
  expect(await compose(life, ADMIN, '预览')).toBe('请核对后点“开始”。')
  expect(await compose(life, ADMIN, '返回修改')).toBe('已保存。')
  expect(await compose(life, ADMIN, '取消')).toBe('没有发起收集。')
  expect(await life.letters('collections.ask')).toEqual([])
})

test('a question whose panel is left is taken, and what is wrong in one panel is there after a look at others', async () => {
  await using life = await aQuietLife()
  const field = async (name: string) => fieldsOf(await cardOf(life, 'collections.compose', ADMIN)).get(name)
  await life.say(ADMIN, '收集')
  await compose(life, ADMIN, ['保存', FACTS])
  await compose(life, ADMIN, ['粘贴多个问题', { label: '电话', type: 'text' }])
  expect(await shown(life, 'collections.compose', ADMIN)).toContain('1. 电话（一行文字）')
  await compose(life, ADMIN, ['加一个问题', { paste: '选：甲/' }])
  await compose(life, ADMIN, ['标题和截止', { label: '单', type: 'choice', options: '甲' }])
  expect(await field('title')).toMatchObject({ value: '报名' })
  await compose(life, ADMIN, ['调整', { ...FACTS, title: '另一题', day: '2026-11-20' }])
  await compose(life, ADMIN, '粘贴多个问题')
  expect(await field('paste')).toMatchObject({ value: '选：甲/' })
  await compose(life, ADMIN, ['加一个问题', { paste: '选：甲/' }])
  expect(await field('label')).toMatchObject({ value: '单' })
  await compose(life, ADMIN, '标题和截止')
  expect(await field('title')).toMatchObject({ value: '另一题' })
  expect(String(Reflect.get((await field('day')) ?? {}, 'value'))).toBe('2026-11-20')
})

test('several lines: the first says for whom and until when and the title, each other one is a question', async () => {
  await using life = await aQuietLife()
  await life.say(
    ADMIN,
    '收集 12月4日中午12点之前 全体党员 体检登记\n1. 电话（必填）\n2. 是否参加：参加/不参加',
  )
  const card = await shown(life, 'collections.compose', ADMIN)
  expect(card).toContain('待开始：体检登记')
  expect(card).toContain('12月4日12:00')
  expect(card).toContain('开始后发出420条私聊消息')
})

test.each([
  ['收集 各支部 周五 报名人数', '截止日期', 'day'],
  ['收集 各支部 周五或周六17:00前 报名人数', '截止时间没有看懂', 'title'],
  ['收集 报名人数', '请选择', 'whom'],
])('%s: what it leaves open is asked for, and its words stay', async (line, asks, field) => {
  await using life = await aQuietLife()
  await life.say(ADMIN, line)
  const card = await cardOf(life, 'collections.compose', ADMIN)
  expect(JSON.stringify(card)).toContain(asks)
  expect(JSON.stringify(card)).toContain('报名人数')
  expect([...fieldsOf(card).keys()]).toContain(field)
  expect(buttonsOf(card).map(({ text }) => text)).not.toContain('开始')
})

test('people and offices by name; who is unknown, ambiguous or of another branch is said', async () => {
  await using life = await aQuietLife()
  const [own, other] = [life.college.members.find(({ id }) => id === 'M0222'), life.college.members[0]]
  await life.say(SECRETARY, '收集')
  const list = { ...FACTS, whom: 'list:B10' }
  expect(await compose(life, SECRETARY, ['保存', list])).toContain('请写明姓名或职务')
  expect(await compose(life, SECRETARY, ['保存', { ...list, people: '无此人' }])).toContain(
    '名单里没有“无此人”',
  )
  expect(await compose(life, SECRETARY, ['保存', { ...list, people: other?.id }])).toContain('不在本支部')
  const people = `${own?.name}、组织委员`
  expect(await compose(life, SECRETARY, ['保存', { ...list, people }])).toBe('已保存。')
  await compose(life, SECRETARY, ['预览', { label: '电话' }])
  expect(await shown(life, 'collections.compose', SECRETARY)).toContain('开始后发出2条私聊消息')
})

test('what another device still shows is taken as what it is, and nobody else presses there', async () => {
  await using life = await aQuietLife()
  await life.say(ADMIN, '收集')
  const [save] = buttonsOf(await cardOf(life, 'collections.compose', ADMIN))
  if (save === undefined) throw new Error('no button')
  await compose(life, ADMIN, ['保存', FACTS])
  await compose(life, ADMIN, ['加入', { label: '电话' }])
  await compose(life, ADMIN, '预览')
  await life.press(ADMIN, save.action, { data: save.data, form: { ...FACTS, title: '另一题' } })
  const card = await shown(life, 'collections.compose', ADMIN)
  expect(card).toContain('发起收集：另一题')
  expect(card).toContain('1. 电话（一行文字）')
  expect(await press(life, { kind: 'collections.compose', who: ADMIN, by: SECRETARY, button: '取消' })).toBe(
    '这次收集已处理完毕。',
  )
})
