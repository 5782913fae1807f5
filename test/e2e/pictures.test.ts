import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LineChart } from '../../src/cards/chart-blocks.ts'
import { chartElement } from '../../src/feishu/cards/chart.ts'
import { plain } from '../sandbox/app.ts'
import { openPageStage, type PageStage } from '../support/page-stage.ts'

// One red pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
)
const anna = { as: 'ou_anna', chat: 'bot' }
const phone = { width: 390, height: 844 }

let stage: PageStage

beforeAll(async () => {
  stage = await openPageStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

test('a picture and a file that a person chooses are shown in the chat, and the bot hears of both', async () => {
  await using at = await stage.visit(anna)
  await at.page.getByLabel('选择文件').setInputFiles([
    { name: '合影.png', mimeType: 'image/png', buffer: PNG },
    { name: '会议记录.json', mimeType: 'application/json', buffer: Buffer.from('{"present":') },
  ])
  await drawn(at.page, '放大图片 图片')
  await expect
    .poll(() => stage.bot.heard.map(({ message }) => message.message_type))
    .toEqual(['image', 'file'])
  const download = at.page.waitForEvent('download')
  await at.page.getByRole('link', { name: '会议记录.json' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('会议记录.json')
  expect(await readFile(await file.path(), 'utf8')).toBe('{"present":')
})

test('a picture is taken from the clipboard and by dropping, but words with a picture of themselves stay words', async () => {
  await using at = await stage.visit({ as: 'ou_bo', chat: 'bot' })
  const pictures = at.page.locator('.message .picture')
  expect(await give(at.page, { event: 'paste', words: '第一行' })).toBe(false)
  expect(await give(at.page, { event: 'paste' })).toBe(true)
  await expect.poll(() => pictures.count()).toBe(1)
  expect(await give(at.page, { event: 'drop' })).toBe(true)
  await expect.poll(() => pictures.count()).toBe(2)
})

test('a picture on a card has its title and its words, is enlarged by a press, and Esc closes it', async () => {
  const img_key = await stage.bot.upload(PNG)
  await using at = await shown({ tag: 'img', img_key, alt: plain('支部大会合影'), title: plain('合影') })
  await at.card.getByText('合影', { exact: true }).waitFor()
  const dialog = at.page.getByRole('dialog', { name: '支部大会合影' })
  for (const _time of ['first', 'second']) {
    await at.card.getByRole('button', { name: '放大图片 支部大会合影' }).click()
    await dialog.waitFor()
    await at.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
})

test('a chart is drawn in the colours of its theme, and fits a narrower window', async () => {
  await using at = await shown({ tag: 'chart', chart_spec: bars })
  await at.card.getByRole('img', { name: '图表：到会率' }).waitFor()
  await expect.poll(() => coloursOf(at.page)).toContain('51,112,255')
  const { width } = await faceOf(at.page)
  await at.page.setViewportSize({ width: 700, height: 800 })
  await expect.poll(async () => (await faceOf(at.page)).width).toBeLessThan(width)
})

test('every state of the bot’s heat map has a shade of its own, and its line is drawn beside what it is compared with', async () => {
  const cells = (['done', 'partly', 'open', 'none'] as const).map((shade) => ({ text: '1', shade }))
  const columns = ['支委会', '党课', '主题党日', '党员大会']
  const rows = [{ label: '自动化系', cells }]
  await using heat = await shown(chartElement({ kind: 'heatmap', title: '完成情况', columns, rows }), phone)
  await expect
    .poll(() => coloursOf(heat.page))
    .toEqual(expect.arrayContaining(['143,180,255', '214,228,255', '253,226,194', '232,234,237']))
  const points = ['第9周', '第10周', '第11周']
  const courses: LineChart['courses'] = [
    { name: '本支部', values: [92, null, 100] },
    { name: '学院中位数', values: [90, 91, 92] },
  ]
  await using line = await shown(chartElement({ kind: 'line', title: '每周到会率', points, courses }), phone)
  await expect.poll(() => coloursOf(line.page)).toEqual(expect.arrayContaining(['51,112,255', '143,149,158']))
})

test('a chart is a square on a phone, unless it says what it is', async () => {
  await using at = await shown({ tag: 'chart', chart_spec: bars }, phone)
  const { width, height } = await faceOf(at.page)
  expect(Math.abs(width - height)).toBeLessThan(2)
  await using wide = await shown({ tag: 'chart', chart_spec: bars, aspect_ratio: '2:1' }, phone)
  const face = await faceOf(wide.page)
  expect(face.width / face.height).toBeCloseTo(2, 1)
})

test('a chart that cannot be drawn says so, and the rest of the chat stays', async () => {
  await stage.bot.send('ou_chen', cardOf({ tag: 'chart', chart_spec: bars }))
  await using at = await stage.visit({ as: 'ou_chen', chat: 'oc_other' })
  await at.page.route('**/control/messages?*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll('"bar"', '"nonsense"') })
  })
  await at.page.getByRole('navigation').getByRole('button', { name: '支部助手' }).click()
  await at.page.getByText('图表无法显示').waitFor()
  await at.page.getByText('学院第11周周报').first().waitFor()
})

test('who sees no chart does not wait for what draws them', async () => {
  await using at = await stage.visit({ as: 'ou_chen', chat: 'oc_other' })
  const loaded = await at.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  )
  expect(loaded.filter((name) => name.endsWith('.js'))).toHaveLength(1)
})

const bars = {
  type: 'bar',
  title: { text: '到会率' },
  data: [
    {
      id: 'rates',
      values: [
        { week: '第10周', rate: 91 },
        { week: '第11周', rate: 98 },
      ],
    },
  ],
  xField: 'week',
  yField: 'rate',
}

function cardOf(element: object) {
  return { schema: '2.0', header: { title: plain('学院第11周周报') }, body: { elements: [element] } }
}

/** Sends a card with one element to 安娜 and opens her direct chat at it. */
async function shown(element: object, size?: { width: number; height: number }) {
  const message = await stage.bot.send('ou_anna', cardOf(element))
  const visit = await stage.visit(anna, size)
  const card = visit.page.locator(`[data-message="${message}"]`)
  await card.waitFor()
  return { ...visit, card }
}

async function drawn(page: Page, name: string): Promise<void> {
  const picture = page.getByRole('button', { name }).locator('img')
  await expect.poll(() => picture.evaluate((one) => Reflect.get(one, 'naturalWidth'))).toBe(1)
}

/** Pastes or drops the picture on the conversation, as the browser would, perhaps with words beside it. */
async function give(
  page: Page,
  { event, words }: { event: 'paste' | 'drop'; words?: string },
): Promise<void> {
  // Written as text: what it uses exists in the browser only.
  return page.evaluate(`{
    const data = new DataTransfer()
    const bytes = Uint8Array.fromBase64('${PNG.toString('base64')}')
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
    if (${words !== undefined}) data.setData('text/plain', '${words}')
    const given = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data }
    const event = new ({ paste: ClipboardEvent, drop: DragEvent })['${event}']('${event}', given)
    !document.querySelector('.composer textarea').dispatchEvent(event)
  }`)
}

async function faceOf(page: Page): Promise<{ width: number; height: number }> {
  const box = await page.locator('.chart').last().boundingBox()
  if (box === null) throw new Error('the chart is not on the page')
  return box
}

/** Every colour on the last chart's canvas. */
function coloursOf(page: Page): Promise<string[]> {
  return page.evaluate(`{
    const canvas = [...document.querySelectorAll('canvas')].at(-1)
    const { data = [] } = canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height) ?? {}
    const colours = new Set()
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join(','))
    ;[...colours]
  }`)
}
