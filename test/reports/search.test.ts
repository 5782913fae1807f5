import { expect, test } from 'vitest'
import { BranchId } from '../../src/ids.ts'
import { readQuery } from '../../src/reports/search/rules.ts'
import { findRecords, listExportable } from '../../src/reports/search/service.ts'
import { aScene, buttonsOf, college, LEADER, MEMBER, ORGANISER, said, SECRETARY, textOf } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const { types, terms } = college.settings
const B10 = BranchId.parse('B10')
const read = (text: string) =>
  readQuery(text, {
    ...{ types, terms },
    today: Temporal.PlainDate.from('2026-11-23'),
    branches: [{ id: B10, names: ['B10', '本科二', '本科二支部'] }],
  })
const NOTHING = { words: [], types: [], branches: [], days: null }

test.each([
  ['', {}],
  ['学习 两会', { words: ['学习', '两会'] }],
  ['本科二支部 支部党员大会', { branches: [B10], types: ['支部党员大会'] }],
  ['党员大会，b10', { branches: [B10], types: ['支部党员大会'] }],
  ['100%_\\', { words: ['100%_\\'] }],
])('%j asks for what it names', (text, query) => {
  expect(read(text)).toEqual({ ...NOTHING, ...query })
})

test.each([
  ['11月', '2026-11-01', '2026-12-01'],
  ['12月', '2025-12-01', '2026-01-01'],
  ['2026年9月', '2026-09-01', '2026-10-01'],
  ['2026-09', '2026-09-01', '2026-10-01'],
  ['11月20日', '2026-11-20', '2026-11-21'],
  ['2026-11-20', '2026-11-20', '2026-11-21'],
  ['12.25', '2025-12-25', '2025-12-26'],
  ['上月', '2026-10-01', '2026-11-01'],
  ['去年', '2025-01-01', '2026-01-01'],
  ['本学期', '2026-09-07', '2027-01-18'],
])('%s is a time', (text, from, until) => {
  const { days, ...others } = read(text)
  expect([days?.from.toString(), days?.until.toString()]).toEqual([from, until])
  expect(others).toEqual({ words: [], types: [], branches: [] })
})

test.each(['13月', '2月30日', '2026-11-31', '上上学期', '0月'])('%s is no time, but a word', (text) => {
  expect(read(text)).toEqual({ ...NOTHING, words: [text] })
})

/** Three records that passed: of B10G1 (M0224 hosts), of the branch B10, and one that still waits. */
async function someRecords(): Promise<Scene> {
  const scene = await aScene(['A044', 'A048', 'A040'])
  await scene.db.deleteFrom('reports_versions').execute()
  const write = async (id: string, content: string, state: string) => {
    await scene.db.updateTable('reports_requests').set({ state, drawn: true }).where('id', '=', id).execute()
    const fields = JSON.stringify({ content, decisions: '', stated: null, answers: { topic: '主题_一' } })
    const version = {
      request_id: id,
      n: 1,
      fields,
      submitted_by: SECRETARY,
      submitted_at: scene.ctx.now(),
      late: false,
    }
    await scene.db.insertInto('reports_versions').values(version).execute()
  }
  await write('R-A044', '学习讲话精神，讨论100%落实', 'approved')
  await write('R-A048', '讨论发展对象', 'approved')
  await write('R-A040', '学习讲话精神', 'submitted')
  return scene
}

async function find(scene: Scene, text: string, who = SECRETARY) {
  const asked = said({ who, text, inGroup: false, about: null })
  await scene.run((tx) => findRecords(scene.ctx, tx, asked))
  const letter = (await scene.written()).at(-1)
  expect(letter).toMatchObject({ kind: 'reports.found', receiver: `person:${who}` })
  return scene.card({ kind: 'reports.found', ref: letter?.ref ?? '' })
}

const views = (card: Awaited<ReturnType<typeof find>>) =>
  buttonsOf(card).flatMap(({ text, data }) => (text === '查看' ? [data['request']] : []))

test('records are found by words, type, branch and day, among those that passed', async () => {
  await using scene = await someRecords()
  const found = async (text: string) => views(await find(scene, text, ORGANISER)).sort()
  expect(await found('')).toEqual(['R-A044', 'R-A048'])
  expect(await found('学习')).toEqual(['R-A044'])
  expect(await found('学习 100%')).toEqual(['R-A044'])
  expect(await found('1%0')).toEqual([])
  expect(await found('主题_一 本科二')).toEqual(['R-A044'])
  expect(await found('党小组会')).toEqual(['R-A044'])
  expect(await found('11月20日')).toEqual(['R-A044'])
  expect(await found('10月')).toEqual([])
})

test('nobody finds what they may not read, and an empty answer says how to ask', async () => {
  await using scene = await someRecords()
  expect(views(await find(scene, '', LEADER))).toEqual(['R-A044'])
  const nothing = await find(scene, '学习', MEMBER)
  expect(views(nothing)).toEqual([])
  expect(textOf(nothing)).toContain('您可查看的纪实中没有符合条件的。')
  expect(textOf(nothing)).toContain('如“查纪实 支部党员大会 11月 学习”')
})

test('导出 lists the newest records that a person may have, and 归档 for whoever may, which is one for two presses', async () => {
  await using scene = await someRecords()
  const list = async (who: typeof SECRETARY, text = '') => {
    const asked = said({ who, text, inGroup: false, about: null })
    await scene.run((tx) => listExportable(scene.ctx, tx, asked))
    const letter = (await scene.written()).at(-1)
    expect(letter).toMatchObject({ kind: 'reports.exportable', receiver: `person:${who}` })
    return { kind: 'reports.exportable', ref: letter?.ref ?? '' } as const
  }
  const labels = async (what: { kind: 'reports.exportable'; ref: string }) =>
    buttonsOf(await scene.card(what)).map(({ text }) => text)
  const all = await list(ORGANISER)
  expect(await labels(all)).toEqual(['导出', '导出', '归档本学期'])
  expect(await labels(await list(ORGANISER, '学习'))).toEqual(['导出', '归档本学期'])
  expect(await labels(await list(LEADER))).toEqual(['导出'])
  expect(textOf(await scene.card(await list(MEMBER)))).toContain('您可导出的纪实中没有符合条件的')
  const order = { ...all, who: ORGANISER, button: '归档本学期' }
  for (let n = 0; n < 2; n += 1) expect((await scene.press(order)).toast.text).toContain('进展已发到')
  const archives = (await scene.written()).filter(({ kind }) => kind === 'reports.archive')
  expect(archives.map(({ receiver }) => receiver)).toEqual([`person:${ORGANISER}`])
})

test('more than five are counted as more, and the newest five are shown', async () => {
  await using scene = await someRecords()
  for (let n = 0; n < 6; n += 1) {
    const id = `R-X${n}`
    const { rows } = {
      rows: await scene.db.selectFrom('reports_requests').selectAll().where('id', '=', 'R-A048').execute(),
    }
    for (const row of rows)
      await scene.db
        .insertInto('reports_requests')
        .values({ ...row, id, meeting_id: null, about_kind: 'visit' })
        .execute()
  }
  const card = await find(scene, '', ORGANISER)
  expect(views(card)).toHaveLength(5)
  expect(textOf(card)).toContain('找到的多于5份，最近的5份如下。')
})

test('a found record is shown privately with its text, and no longer once its reader may not read it', async () => {
  await using scene = await someRecords()
  const press = async (who = SECRETARY) =>
    (await scene.pressWith({ who, action: 'reports.viewRecord', data: { request: 'R-A044' } })).toast.text
  expect(await press()).toBe('已私聊发给您。')
  expect(await press()).toBe('已私聊发给您。')
  const shown = (await scene.written()).filter(({ kind }) => kind === 'reports.record')
  expect(shown).toMatchObject([{ receiver: `person:${SECRETARY}` }])
  const view = { kind: 'reports.record', ref: shown[0]?.ref ?? '' } as const
  expect(textOf(await scene.card(view))).toContain('学习讲话精神，讨论100%落实')
  expect(await press(MEMBER)).toContain('由本支部支委')
  await scene.db
    .updateTable('reports_requests')
    .set({ state: 'returned' })
    .where('id', '=', 'R-A044')
    .execute()
  expect(textOf(await scene.card(view))).not.toContain('学习讲话精神')
})
