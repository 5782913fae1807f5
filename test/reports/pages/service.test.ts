import { expect, test } from 'vitest'
import { Question, QUESTION_TYPES } from '../../../config/college/questions.ts'
import type { Card, Field } from '../../../src/cards/card.ts'
import { BranchId, ImageKey, MemberId, RequestId } from '../../../src/ids.ts'
import type { NewRequest } from '../../../src/reports/types.ts'
import { askFor, draftFromReply } from '../../../src/reports/service.ts'
import { aScene, buttonsOf, LEADER, letterOf, said, SECRETARY, textOf } from '../setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const ID = RequestId.parse('R-C1')
const CARD = { kind: 'reports.confirm', ref: `${ID}/${SECRETARY}/1` } as const
const OPTIONS = ['研讨', '参观', '观影']

function a(of: object): Question {
  return Question.parse({ required: false, ...of })
}

/** One question of each type, and texts for two more pages. */
const EVERY = [
  a({ id: 'content', label: '内容', type: 'long', required: true }),
  ...QUESTION_TYPES.map((type) =>
    a({ id: type, label: `题${type}`, type, ...(type.startsWith('choice') ? { options: OPTIONS } : {}) }),
  ),
  ...Array.from({ length: 6 }, (_, n) => a({ id: `more${n}`, label: `第${n}段`, type: 'long' })),
  a({ id: 'sum', label: '合计', type: 'number', required: true, min: 1, max: 10 }),
]

/** The secretary of B10 has the card of a form open. */
async function asked(scene: Scene, form: readonly Question[]): Promise<void> {
  const request: NewRequest = {
    ...{
      id: ID,
      about: { kind: 'collection', id: 'C1' },
      branch: BranchId.parse('B10'),
      title: '月度收集',
    },
    ...{ owner: SECRETARY, office: '支部书记', review: 'none', reviewer: null, told: true, form },
    dueAt: Temporal.Instant.from('2026-11-30T18:00+08:00'),
  }
  await scene.run((tx) => askFor(scene.ctx, tx, request))
  await scene.press({ kind: 'reports.request', ref: ID, who: SECRETARY, button: '去填写' })
}

function fieldsOf(card: Card): Field[] {
  return card.blocks.flatMap((block) =>
    block.kind === 'form' && block.name === 'report' ? block.fields : [],
  )
}

/** What stands in a field. */
function valueIn(card: Card, name: string): unknown {
  const field = fieldsOf(card).find((one) => one.name === name)
  if (field === undefined) return undefined
  if ('chosen' in field) return field.chosen
  return 'value' in field ? field.value?.toString() : undefined
}

const press = (scene: Scene, button: string, form: object = {}) =>
  scene.press({ ...CARD, who: SECRETARY, button, form })

test('a long form is a chain of pages in one message: each press saves, the last page shows everything and hands it in', async () => {
  await using scene = await aScene([])
  await asked(scene, EVERY)
  const names: string[][] = []
  const fill = {
    ...{ content: '本月工作', text: '=1+1', long: '<at id=all></at>', number: '3', choice: '参观' },
    ...{
      choices: ['观影', '研讨'],
      date: '2026-12-02 +0800',
      person: 'ou_fx_0224',
      more5: '最后一段',
      sum: '7',
    },
  }
  for (;;) {
    const card = await scene.card(CARD)
    const shown = fieldsOf(card).map(({ name }) => name)
    if (shown.length === 0) break
    names.push(shown)
    const own = Object.fromEntries(Object.entries(fill).filter(([name]) => shown.includes(name)))
    expect((await press(scene, '下一页', own)).toast.text).toBe('已保存。')
  }
  expect(names.length).toBeGreaterThan(2)
  const fieldless = ['photos', 'files']
  expect(names.flat()).toEqual(EVERY.map(({ id }) => id).filter((id) => !fieldless.includes(id)))
  const last = await scene.card(CARD)
  const whole = textOf(last)
  for (const text of ['第4页，共4页', '=1+1', '<at id=all></at>', '研讨、观影', '2026年12月2日', '最后一段'])
    expect(whole).toContain(text)
  expect(whole).toContain('["合计","7"]')
  expect(buttonsOf(last).map(({ text }) => text)).toEqual(['提交', '上一页', '取消'])
  // Back on an earlier page everything stands where it was.
  await press(scene, '上一页')
  for (let n = 1; n < names.length; n += 1) await press(scene, '上一页')
  const first = await scene.card(CARD)
  expect([valueIn(first, 'content'), valueIn(first, 'number')]).toEqual(['本月工作', '3'])
  for (const _ of names) await press(scene, '下一页')
  expect((await press(scene, '提交')).toast.tone).toBe('success')
  const [version] = await scene.versions()
  expect(version?.fields).toMatchObject({
    content: '本月工作',
    answers: {
      ...{ text: '=1+1', long: '<at id=all></at>', number: 3, choice: '参观', choices: ['研讨', '观影'] },
      ...{ date: '2026-12-02', person: LEADER, more5: '最后一段', sum: 7 },
    },
  })
})

test('提交 names what is to be mended, and the card turns to its page with what was typed and the reason beside it', async () => {
  await using scene = await aScene([])
  await asked(scene, EVERY)
  await press(scene, '下一页', { content: '本月工作', number: '很多' })
  await press(scene, '下一页')
  await press(scene, '下一页')
  const { toast } = await press(scene, '提交')
  expect(toast).toEqual({ tone: 'warning', text: '提交前请补充：“题number”须填数字；“合计”须填写。' })
  expect(await scene.versions()).toEqual([])
  const card = await scene.card(CARD)
  expect(valueIn(card, 'number')).toBe('很多')
  expect(fieldsOf(card).find(({ name }) => name === 'number')?.label).toBe('题number（须填数字）')
})

test('a form of one page is handed in at once; limits are checked then, and a refusal keeps what was typed', async () => {
  await using scene = await aScene([])
  await asked(scene, [
    a({ id: 'content', label: '内容', type: 'long', required: true }),
    a({ id: 'sum', label: '合计', type: 'number', required: true, min: 1, max: 10 }),
  ])
  expect((await press(scene, '提交', { content: '工作', sum: '11' })).toast.text).toBe(
    '提交前请补充：“合计”不大于10。',
  )
  const card = await scene.card(CARD)
  expect([valueIn(card, 'content'), valueIn(card, 'sum')]).toEqual(['工作', '11'])
  expect((await press(scene, '提交', { content: '工作', sum: '10' })).toast.tone).toBe('success')
})

test('a form of a megabyte is refused, and the draft stays as it was', async () => {
  await using scene = await aScene([])
  await asked(scene, EVERY)
  await press(scene, '下一页', { content: '本月工作' })
  await press(scene, '上一页')
  const huge = press(scene, '下一页', { content: '字'.repeat(350_000) })
  await expect(huge).rejects.toThrow(/form/)
  expect(valueIn(await scene.card(CARD), 'content')).toBe('本月工作')
})

test('a reply fills the fields that it names, several at once; what does not fit stays in the content and is pointed out', async () => {
  await using scene = await aScene([])
  await asked(scene, EVERY)
  const text =
    '本月正常。题text：周三研讨，题number：二十一，题choice：网上，题person：尹子樾老师，题date：12月4日'
  const words = said({ text, about: letterOf(CARD), inGroup: false })
  await scene.run((tx) => draftFromReply(scene.ctx, tx, words))
  const second = { ...CARD, ref: `${ID}/${SECRETARY}/2` }
  const card = await scene.card(second)
  expect(['content', 'text', 'number', 'choice', 'date'].map((name) => valueIn(card, name))).toEqual([
    ...['本月正常。\n题choice：网上', '周三研讨', '21', undefined, '2026-12-04'],
  ])
  expect(textOf(card)).toContain('“题choice”须从所列选项中选择；这部分留在“内容”里')
  const draft = await scene.db.selectFrom('reports_drafts').select('fields').executeTakeFirstOrThrow()
  expect(draft.fields).toMatchObject({ answers: { person: LEADER } })
})

test('who is not in the branch, or has no account, is picked in no list, and one who was named is shown', async () => {
  await using scene = await aScene([])
  await asked(scene, [a({ id: 'who', label: '负责人', type: 'person', required: true })])
  const stranger = await press(scene, '提交', { who: 'ou_fx_0001' })
  expect(stranger.toast.text).toContain('“负责人”名单中没有此人')
  const [field] = fieldsOf(await scene.card(CARD))
  expect(field).toMatchObject({
    kind: 'person',
    label: '负责人（名单中没有此人，或有同名者，可在此选择）（已填：ou_fx_0001）',
  })
  expect((await press(scene, '提交', { who: 'ou_fx_0224' })).toast.tone).toBe('success')
  expect((await scene.versions())[0]?.fields).toMatchObject({ answers: { who: MemberId.parse('M0224') } })
})

test('photos and files are sent in the chat: the card says what for, and 提交 waits for those that are required', async () => {
  await using scene = await aScene([])
  await asked(scene, [
    a({ id: 'content', label: '内容', type: 'long', required: true }),
    a({ id: 'shots', label: '整改照片', type: 'photos', required: true, help: '整改前后各一张', min: 2 }),
  ])
  expect(textOf(await scene.card(CARD))).toContain('整改照片（必填）：可直接在此发送。整改前后各一张')
  const { toast } = await press(scene, '提交', { content: '已整改' })
  expect(toast.text).toBe('提交前请补充：“整改照片”须有。')
  const photo = (n: number) =>
    said({ text: '', inGroup: false, about: letterOf(CARD), pictures: [ImageKey.parse(`img_${n}`)] })
  await scene.run((tx) => draftFromReply(scene.ctx, tx, photo(1)))
  expect((await press(scene, '提交')).toast.text).toBe('提交前请补充：“整改照片”至少2张。')
  await scene.run((tx) => draftFromReply(scene.ctx, tx, photo(2)))
  expect((await press(scene, '提交')).toast.tone).toBe('success')
})
