import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { college } from '../support/demo-college.ts'
import { press, say, toast } from '../support/page-hands.ts'
import { ONE_PIXEL } from '../support/photo.ts'
import { type Demo, openDemo } from '../support/stage.ts'

/** An administrator, and a member of the committee who stands in where every administrator is of the branch. */
const [ORGANISER, DEAN] = ['ou_fx_0142', 'ou_fx_0033']
/** Who handed in the first record that waits. */
const SENDER = 'ou_fx_0053'

/** The secretary of B10. */
const SECRETARY = 'ou_fx_0213'

/** A question of each type that a collection asks. */
const ASKED = [
  '联系电话（必填）',
  '说明（多行）',
  '报名人数',
  '形式：讲授/讨论',
  '材料：大纲/讲稿/照片（多选）',
  '日期',
  '联系人（人员）',
]

let demo: Demo
let browser: Browser

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

beforeAll(async () => {
  const opening = [openDemo(), openBrowser()] as const
  ;[demo, browser] = await Promise.all(opening)
})
afterAll(async () => {
  await browser.close()
  await demo[Symbol.asyncDispose]()
})

test('thirteen records that wait are read in at most 26 taps, and what came back reaches its sender', async () => {
  const taps: string[] = []
  const tap = async (card: Locator, label: string) => {
    await press(card, label)
    taps.push(label)
  }
  await using organiser = await visit(ORGANISER)
  await say(organiser.page, '审核')
  const reading = organiser.page.getByRole('region', { name: /^【审核】/ })
  await reading.getByText('第1份，共12份').waitFor()
  await reading.getByLabel('缺少现场照片').check()
  taps.push('缺少现场照片')
  await tap(reading, '退回')
  await toast(organiser.page, '已退回，要点已私聊发给提交人。')
  for (let n = 2; n <= 12; n++) {
    await reading.getByText(`第${n}份，共12份`).waitFor()
    await tap(reading, '通过')
  }
  await organiser.page.getByText('已审核12份，没有待审核的了。').waitFor()

  await using dean = await visit(DEAN)
  await say(dean.page, '审核')
  const other = dean.page.getByRole('region', { name: /^【审核】机关/ })
  await other.getByText('第1份，共1份').waitFor()
  await tap(other, '通过')
  await dean.page.getByText('已审核1份，没有待审核的了。').waitFor()
  expect(taps.length).toBeLessThanOrEqual(26)

  await using sender = await visit(SENDER)
  const back = sender.page.getByRole('region', { name: '需要补充' })
  await back.getByText('1.缺少现场照片').waitFor()
  await press(back, '修改')
  const again = sender.page.getByRole('region', { name: '纪实确认' })
  await again.getByText('需要补充：1.缺少现场照片').waitFor()
  // What is missing is sent into the chat, and stands on the card.
  await sender.page.getByLabel('选择文件').setInputFiles([
    { name: '合影.png', mimeType: 'image/png', buffer: ONE_PIXEL },
    { name: '签到表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed') },
  ])
  await again.getByText(/^附件：签到表\.pdf/).waitFor()
  await again.getByText('放大图片').or(again.getByRole('img')).first().waitFor()
})

test('a branch is inspected in at most 20 taps and two sentences, drawn, filled in and confirmed', async () => {
  await using organiser = await visit(ORGANISER)
  await say(organiser.page, '督查')
  await press(organiser.page.getByRole('region', { name: /^【督查情况】/ }), '生成计划')
  await press(organiser.page.getByRole('region', { name: /^【督查计划】/ }), '确认')
  await toast(organiser.page, '已安排14个支部的督查。')
  await say(organiser.page, '督查')
  const overview = organiser.page.getByRole('region', { name: /^【督查情况】/ }).last()
  await overview.getByText('计划督查14，已督查0').waitFor()

  const taps: string[] = []
  const sentences: string[] = []
  await using inspector = await visit(await inspectorOf(overview, '本科二支部'))
  await say(inspector.page, '督查 B10')
  const sheet = inspector.page.getByRole('region', { name: /^【督查表】/ })
  await sheet.getByLabel('不填则逐项选择').selectOption('达标')
  taps.push('以上没有选的各项', '达标')
  for (const [label, sentence] of [
    ['内容点评', '主题明确，学习与专业结合紧。'],
    ['流程点评', '会前通知到位，讨论可再充分。'],
  ] as const) {
    await sheet.getByLabel(label).fill(sentence)
    sentences.push(sentence)
  }
  await press(sheet, '提交督查表')
  taps.push('提交督查表')
  await toast(inspector.page, '已提交，将请支部书记确认。')

  await using secretary = await visit(SECRETARY)
  const result = secretary.page.getByRole('region', { name: /^【督查反馈】/ })
  await result.getByText('内容方面：主题明确').waitFor()
  await press(result, '确认')
  taps.push('确认')
  await toast(secretary.page, '已确认。')
  await say(organiser.page, '督查')
  await overview.getByText('已督查1，已确认1').waitFor()
  expect(taps.length).toBeLessThanOrEqual(20)
  expect(sentences).toHaveLength(2)
})

test('a collection asks with each type of question, and is answered in the page by card', async () => {
  await using organiser = await visit(ORGANISER)
  await say(organiser.page, `收集 各支部 周五17:00前 ${ASKED.join('、')}`)
  await press(organiser.page.getByRole('region', { name: /^待开始/ }), '开始')
  const board = organiser.page.getByRole('region', { name: /^收集进展/ })
  await board.getByText('已提交0/14').waitFor()

  await using secretary = await visit(SECRETARY)
  const form = secretary.page.getByRole('region', { name: /^收集：/ })
  await form.getByLabel('联系电话').fill('8210')
  await form.getByLabel('说明').fill('第一行\n第二行')
  await form.getByLabel('报名人数').fill('12')
  await form.getByRole('combobox').first().selectOption('讲授')
  await form.getByLabel('大纲').check()
  await form.getByLabel('照片').check()
  await form.locator('input[type=date]').fill('2026-12-01')
  await form.getByRole('combobox').last().selectOption({ index: 1 })
  await press(form, '提交')
  const done = secretary.page.getByRole('region', { name: /^已提交：/ })
  for (const said of ['8210', '讲授', '大纲、照片', '12月1日']) await done.getByText(said).first().waitFor()
  await press(board, '刷新')
  await board.getByText('已提交1/14').waitFor()
})

test('each type of question is answered by replies in the page, which stand in the fields of the private card', async () => {
  await using organiser = await visit(ORGANISER)
  await say(organiser.page, `收集 各支部 周五18:00前 ${ASKED.join('、')}`)
  await press(organiser.page.getByRole('region', { name: /^待开始/ }).last(), '开始')
  await using secretary = await visit(SECRETARY)
  const { page } = secretary
  await reply(
    page,
    page.getByRole('region', { name: /^收集：/ }),
    '联系电话：8211；报名人数：12；形式：讲授；材料：大纲、照片',
  )
  const form = page.getByRole('region', { name: '填写确认', exact: true })
  await form.waitFor()
  const name = college.members.find(({ id }) => id === 'M0215')?.name ?? ''
  await reply(page, form, `日期：12月1日；联系人：${name}；说明：第一行，第二行`)
  const fields = form.locator('input:not([type=checkbox]),textarea,select')
  const values = () => fields.evaluateAll((all) => all.map((one) => ('value' in one ? one.value : '')))
  await expect.poll(values).toEqual(['8211', '第一行，第二行', '12', '讲授', '2026-12-01', 'ou_fx_0215'])
  expect(await form.getByRole('checkbox', { checked: true }).count()).toBe(2)
  await press(form, '提交')
  const done = page.getByRole('region', { name: '已提交', exact: true })
  for (const said of ['8211', '讲授', '大纲、照片', '12月1日', name])
    await done.getByText(said).first().waitFor()
})

/** Replies to the newest of these cards in words. */
async function reply(page: Page, cards: Locator, line: string): Promise<void> {
  const message = page.locator('article', { has: cards }).last()
  await message.hover()
  await message.getByRole('button', { name: '回复', exact: true }).click()
  await say(page, line)
}

/** The account of whoever was drawn for a branch, as the overview shows it. */
async function inspectorOf(overview: Locator, branch: string): Promise<string> {
  const find = async () => overview.locator('tbody tr', { hasText: branch }).allTextContents()
  if ((await find()).length === 0) await overview.getByRole('button', { name: '下一页' }).click()
  const [row = ''] = await find()
  const found = college.members.find(({ id, name }) => id !== 'M0213' && row.endsWith(name))
  if (found === undefined) throw new Error(`nobody is drawn for ${branch}: ${row}`)
  return `ou_fx_${found.id.slice(1)}`
}

/** Opens the page as one person in the direct chat with the bot. */
async function visit(as: string): Promise<AsyncDisposable & { page: Page }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${demo.url}/#as=${as}&chat=bot`)
  await page.getByLabel('输入消息').waitFor()
  return { page, [Symbol.asyncDispose]: () => page.close() }
}
