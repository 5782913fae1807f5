import { expect, test } from 'vitest'
import type { Life } from '../../support/a-life.ts'
import { aLife } from '../../support/a-life.ts'
import { buttonsOf, cardOf, fieldsOf, newest, shown } from '../../collections/people.ts'
import { ADMIN, cellsOf, SECRETARY } from '../a-programme.ts'
import { begin, compose } from './people.ts'

const aQuietLife = () => aLife({ only: [] })
const LINES = `2026年责任书
签署，上传扫描件 12月18日前 签字件 学院审核
半年自查 2027年7月10日前 文字`
const card = (life: Life) => shown(life, 'ledger.compose', ADMIN)
const field = async (life: Life, name: string) =>
  fieldsOf(await cardOf(life, 'ledger.compose', ADMIN)).get(name)

async function definitions({ db }: Life): Promise<unknown[]> {
  const rows = await db.selectFrom('ledger_programmes').select(['definition', 'made_by']).execute()
  return rows.map(({ definition, made_by }) => ({ ...Object(definition), by: made_by }))
}

test('one message with lines is a preview that says what is asked of how many and when, and 确认 makes it once', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, LINES)
  const preview = await card(life)
  expect(preview).toContain('待确认：2026年责任书')
  expect(preview).toContain('1. 签署，上传扫描件：2026年12月18日前，签字扫描件，学院审核')
  expect(preview).toContain('共14行、28格。')
  expect(preview).toContain('最近的截止：12月18日 14格；2027年7月10日 14格。')
  expect(preview).toContain('30天内将向14人提出')
  expect(await definitions(life)).toEqual([])

  expect(await compose(life, ADMIN, '确认')).toBe('台账已建。')
  await life.settle()
  expect(await definitions(life)).toEqual([
    {
      id: '2026-1',
      title: '2026年责任书',
      rows: 'each-branch',
      digest: 'line',
      by: ADMIN,
      steps: [
        {
          ...{ id: 's1', title: '签署，上传扫描件', due: '2026-12-18', needs: 'signed', review: 'committee' },
          ...{ by: 'lead', remind: [7, 1, -1] },
        },
        {
          ...{ id: 's2', title: '半年自查', due: '2027-07-10', needs: 'text', review: 'none' },
          ...{ by: 'lead', remind: [7, 1, -1] },
        },
      ],
    },
  ])
  expect(await cellsOf(life, 'B03')).toEqual(['B03.s1 open 2026-12-18', 'B03.s2 open 2027-07-10'])
  const requests = await life.db.selectFrom('reports_requests').select('id').execute()
  expect(requests).toHaveLength(14)
  expect(await card(life)).toContain('台账已建：2026年责任书')
  expect(buttonsOf(await cardOf(life, 'ledger.compose', ADMIN))).toEqual([])
})

test('twenty presses of 确认 at the same moment make one programme', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, LINES)
  const confirm = buttonsOf(await cardOf(life, 'ledger.compose', ADMIN)).find(({ text }) => text === '确认')
  if (confirm === undefined) throw new Error('no button')
  const pressed = await Promise.all(
    Array.from({ length: 20 }, () => life.press(ADMIN, confirm.action, { data: confirm.data })),
  )
  expect(pressed.toSorted()).toEqual(['台账已建。', ...Array(19).fill('这份台账已处理完毕。')].toSorted())
  expect(await definitions(life)).toHaveLength(1)
  await life.settle()
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toHaveLength(14)
})

test('the same message again begins no second one, and two of one title have each their own id', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, LINES)
  await begin(life, ADMIN, LINES)
  expect(await life.letters('ledger.compose')).toHaveLength(1)
  await compose(life, ADMIN, '确认')
  life.ctx.set('2026-11-23T10:00:00+08:00')
  await begin(life, ADMIN, LINES)
  await compose(life, ADMIN, '确认')
  const ids = await life.db.selectFrom('ledger_programmes').select('id').orderBy('id').execute()
  expect(ids).toHaveLength(2)
})

test('an id that a file has given to another is not taken', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, LINES)
  const kept = { definition: JSON.stringify({}), title: '', made_by: null, made_at: life.ctx.now() }
  await life.db
    .insertInto('ledger_programmes')
    .values({ id: '2026-1', ...kept, closed_at: life.ctx.now(), definition: JSON.stringify(aFile) })
    .execute()
  await compose(life, ADMIN, '确认')
  const ids = await life.db.selectFrom('ledger_programmes').select('id').orderBy('id').execute()
  expect(ids.map(({ id }) => id)).toEqual(['2026-1', '2026-1x'])
})
const aFile = {
  id: '2026-1',
  title: '别的',
  rows: 'each-branch',
  steps: [{ id: 'a', title: '甲', due: '2026-12-01' }],
}

test('step by step: title and rows, steps of each kind, their order; what is wrong says how to mend it and stays', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN)
  const facts = { title: '样板支部', rows: 'branches', branches: '自动化系、没有系', digest: 'attention' }
  expect(await compose(life, ADMIN, ['保存', facts])).toBe('没有认出这些支部：没有系。')
  expect(await field(life, 'branches')).toMatchObject({ value: '自动化系、没有系' })
  expect(await compose(life, ADMIN, ['保存', { ...facts, branches: '自动化系，B02' }])).toBe('已保存。')
  expect(await compose(life, ADMIN, ['识别', { paste: '立项 12月1日前\n年底前完成' }])).toContain('没有读懂')
  expect(await field(life, 'paste')).toMatchObject({ value: '年底前完成' })

  await compose(life, ADMIN, ['加一个事项', { paste: '' }])
  const step = {
    stepTitle: '中期',
    needs: 'file',
    when: 'afterDays',
    number: '三十',
    after: 's1',
    review: 'committee',
  }
  expect(await compose(life, ADMIN, ['加入', { ...step, after: '' }])).toContain('请选择前面的')
  expect(await field(life, 'stepTitle')).toMatchObject({ value: '中期' })
  expect(await compose(life, ADMIN, ['加入', step])).toBe('已保存。')
  const monthly = { stepTitle: '一行进展', needs: 'text', when: 'P1M', number: '32' }
  expect(await compose(life, ADMIN, ['加入', monthly])).toContain('1到31')
  expect(await compose(life, ADMIN, ['加入', { ...monthly, number: '25' }])).toBe('已保存。')
  expect(await compose(life, ADMIN, ['加入', { stepTitle: '结项', when: 'day' }])).toBe('请选择日期。')
  await compose(life, ADMIN, ['加入', { stepTitle: '结项', when: 'day', day: '2027-06-30 +0800' }])

  await compose(life, ADMIN, '调整')
  await compose(life, ADMIN, '3 修改')
  expect(await field(life, 'number')).toMatchObject({ value: '25' })
  await compose(life, ADMIN, ['改好', { ...monthly, stepTitle: '每月一行', number: '' }])
  await compose(life, ADMIN, '调整')
  await compose(life, ADMIN, '4 上移')
  expect(await compose(life, ADMIN, '预览')).toBe('请核对后点“确认”。')
  const preview = await card(life)
  expect(preview).toContain('2. 中期：“立项”完成后30天内，文件，学院审核\\n3. 结项：2027年6月30日前')
  expect(preview).toContain('4. 每月一行：每月末，文字材料')
  expect(preview).toContain('落后时才写')
  expect(await compose(life, ADMIN, '修改')).toBe('已保存。')
  expect(await compose(life, ADMIN, '取消')).toBe('没有建台账。')
  expect(await definitions(life)).toEqual([])
})

test('a step whose day is not said, or in doubt, is asked about by a field for its day', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, '责任书 各支部\n签署 12月18日前\n半年自查 7月10日前\n总结')
  expect(await card(life)).toContain('有事项还没有日期')
  const fields = fieldsOf(await cardOf(life, 'ledger.compose', ADMIN))
  expect([...fields].map(([name, { label }]) => [name, label])).toEqual([
    ['day-s2', '半年自查'],
    ['day-s3', '总结'],
  ])
  expect(await compose(life, ADMIN, ['保存日期', { 'day-s2': '2027-07-10' }])).toContain('还没有日期')
  await compose(life, ADMIN, ['保存日期', { 'day-s3': '2027-12-20' }])
  expect(await compose(life, ADMIN, '预览')).toBe('请核对后点“确认”。')
})

test('what a step needs of others is asked for before the preview', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, '责任书\n立项 12月1日前\n中期 立项后30天')
  await compose(life, ADMIN, '修改')
  await compose(life, ADMIN, ['调整', { title: '责任书', rows: 'each-branch' }])
  await compose(life, ADMIN, '1 删除')
  expect(await compose(life, ADMIN, '预览')).toContain('那个事项已删除')
  await compose(life, ADMIN, '1 删除')
  await compose(life, ADMIN, ['粘贴多个事项', {}])
  await compose(life, ADMIN, ['识别', { paste: '宣讲 12月1日前 本人' }])
  expect(await compose(life, ADMIN, '预览')).toContain('“本人办理”只能用于按人列的台账')
})

test('rows are of a kind of branches, or put forward by branches', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, '支部书记双带头 教工党支部\n培养计划 12月18日前 文件')
  const kinds = await life.db
    .selectFrom('roster_branches')
    .select('id')
    .where('kind', '=', 'teacher')
    .execute()
  expect(await card(life)).toContain(`共${kinds.length}行、${kinds.length}格。`)
  await compose(life, ADMIN, '修改')
  const facts = { title: '先锋岗', rows: 'nominate-member', most: '2' }
  await compose(life, ADMIN, ['预览', facts])
  expect(await card(life)).toContain('由各支部推荐人选，每支部至多2项')
  expect(await card(life)).toContain('各支部推荐或申报后才有行。')
  await compose(life, ADMIN, '确认')
  expect(await definitions(life)).toMatchObject([{ rows: { nominate: 'member', most: 2 } }])
})

test('only an administrator makes programmes, also on the own card once the office is over', async () => {
  await using life = await aQuietLife()
  await begin(life, SECRETARY, LINES)
  expect(await newest(life, 'ledger.compose', SECRETARY)).toEqual({ text: '新建台账由学院管理员办理。' })
  expect(await life.db.selectFrom('ledger_drafts').select('id').execute()).toEqual([])
  await begin(life, ADMIN, LINES)
  await life.db.deleteFrom('roster_committee').where('member_id', '=', ADMIN).execute()
  expect(await compose(life, ADMIN, '确认')).toBe('新建台账由学院管理员办理。')
  expect(await definitions(life)).toEqual([])
})

test('a second device that shows another panel loses nothing, and nobody else presses on it', async () => {
  await using life = await aQuietLife()
  await begin(life, ADMIN, '责任书\n签署 12月18日前')
  await compose(life, ADMIN, '修改')
  const old = fieldsOf(await cardOf(life, 'ledger.compose', ADMIN))
  expect(old.has('title')).toBe(true)
  const save = buttonsOf(await cardOf(life, 'ledger.compose', ADMIN)).find(({ text }) => text === '保存')
  await compose(life, ADMIN, ['加一个事项', { title: '责任书', rows: 'each-branch' }])
  await compose(life, ADMIN, ['加入', { stepTitle: '自查', when: 'day', day: '2026-12-25' }])
  if (save === undefined) throw new Error('no button')
  const form = { title: '新责任书', rows: 'each-branch' }
  expect(await life.press('M0140', save.action, { data: save.data, form })).toBe('这份台账已处理完毕。')
  expect(await life.press(ADMIN, save.action, { data: save.data, form })).toBe('已保存。')
  expect(await card(life)).toContain('新建台账：新责任书')
  expect(await card(life)).toContain('2. 自查：2026年12月25日前')
})
