import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openControl } from '../../src/sandbox/control-client.ts'
import { openBrowser } from '../support/browser.ts'
import { type Demo, openDemo } from '../support/stage.ts'

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

/** The organiser, in the committee's chat. */
const ADMIN = 'ou_fx_0142'
const PAGES = ['overview', 'meetings', 'meetings/A016?names=1', 'me'] as const
/** Made of the same pieces: what is wide, small or pale would show on a phone. */
const FURTHER = ['branches/B10', 'statistics?of=B10&range=本月', 'statistics/held?of=B10', 'ledger'] as const

let demo: Demo
let browser: Browser
let site: string
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>
/** What the browser complains of, such as a script that the policy of the page refuses. */
const complaints: string[] = []

beforeAll(async () => {
  ;[demo, browser] = await Promise.all([openDemo(), openBrowser()])
  await using context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(await linkInChat())
  site = new URL('../', page.url()).href
  await page.getByRole('button', { name: '打开' }).click()
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor()
  signedIn = await context.storageState()
})
afterAll(async () => {
  await browser.close()
  await demo[Symbol.asyncDispose]()
})

/** Presses 查看明细 on the digest and returns the address in the card that comes. */
async function linkInChat(): Promise<string> {
  const control = openControl(demo.url)
  const digest = (await control.messages('oc_fx_college', ADMIN)).at(-1)
  await control.press({ as: ADMIN, message: digest?.message_id ?? '', text: '查看明细' })
  const link = async () =>
    /"default_url":"([^"]+)"/.exec(JSON.stringify(await control.messages('bot', ADMIN)))?.[1]
  return vi.waitUntil(link, { timeout: 20_000, interval: 200 })
}

/** Opens a page in a window of its own, that is closed with the test. */
async function visit(path: string, look: { width: number; dark: boolean }) {
  const context = await browser.newContext({ storageState: signedIn })
  const page = await context.newPage()
  page.on('console', (message) => void complaints.push(message.text()))
  await show(page, look)
  await page.goto(`${site}${path}`)
  return { page, [Symbol.asyncDispose]: () => context.close() }
}

async function show(page: Page, { width, dark }: { width: number; dark: boolean }): Promise<void> {
  await page.setViewportSize({ width, height: 844 })
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
}

/** What axe finds, of any weight; `only` these rules. */
async function faultsOf(page: Page, only?: string[]): Promise<string[]> {
  const { violations } = await page.evaluate(async (rules) => {
    const run: typeof axe.run = Reflect.get(globalThis, 'axe').run
    return run(rules === undefined ? {} : { runOnly: rules })
  }, only)
  return violations.map(({ id, impact, nodes }) => `${impact}: ${id}, ${nodes[0]?.html}`)
}

/** All rules once by day and once by night; in the other two looks, what colours and widths may spoil. */
const LOOKS = [
  { width: 1280, dark: false },
  { width: 390, dark: true },
  { width: 1280, dark: true, only: ['color-contrast'] },
  { width: 390, dark: false, only: ['color-contrast', 'scrollable-region-focusable', 'target-size'] },
] as const

test.for(PAGES)('%s reads well on a desk and on a phone, by day and by night', (path) =>
  readsWell(path, LOOKS),
)

test.for(FURTHER)('%s reads well on a phone, by day and by night', (path) =>
  readsWell(path, [LOOKS[1], LOOKS[3]]),
)

async function readsWell(path: string, looks: readonly (typeof LOOKS)[number][]): Promise<void> {
  await using at = await visit(path, LOOKS[0])
  const { page } = at
  await page.evaluate(axe.source)
  for (const { only, ...look } of looks.map((one) => ({ only: undefined, ...one }))) {
    await show(page, look)
    expect([look, await faultsOf(page, only && [...only])]).toEqual([look, []])
    expect([look, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
      look,
      look.width,
    ])
  }
}

test('all is reached by keyboard: the content at once, the filters, a wide table, and what is folded', async () => {
  await using at = await visit('overview', { width: 390, dark: false })
  const { page } = at
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  await page.keyboard.press('Tab')
  expect([await focused(), await page.locator('.skip').isVisible()]).toEqual(['跳到内容', true])
  await page.keyboard.press('Enter')
  // Past the menu, the first that can be reached are the filters: the fourth choice is a branch.
  await page.keyboard.press('Tab')
  for (const _down of [1, 2, 3]) await page.keyboard.press('ArrowDown')
  for (const _field of ['type', 'range', 'submit']) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/of=B01&type=&range=/)
  await page.goBack()
  await page.locator('.scroller').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect
    .poll(() =>
      page
        .locator('.scroller')
        .first()
        .evaluate((table) => table.scrollLeft),
    )
    .toBeGreaterThan(0)
  await page.locator('summary').first().focus()
  expect(await focused()).toBe('查看数据表')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('table', { name: '近3周到会率' }).isVisible()).toBe(true)
})

test('days of one’s own are asked for only when they are chosen, and without a script', async () => {
  await using context = await browser.newContext({ storageState: signedIn, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site}branches/B10`)
  const from = page.getByLabel('从', { exact: true })
  expect(await from.isVisible()).toBe(false)
  await page.getByRole('combobox', { name: '时间' }).selectOption('自选日期')
  await from.fill('2026-11-20')
  await page.getByLabel('到', { exact: true }).fill('2026-11-01')
  await page.getByRole('button', { name: '查看' }).click()
  await page.getByText('开始日期晚于结束日期').waitFor()
  await page.getByRole('link', { name: '11月1日–11月20日' }).click()
  await page.getByRole('heading', { level: 2, name: /11月1日/ }).waitFor()
  await page.getByRole('link', { name: '5', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: '本科二支部 开展 5次' }).waitFor()
})

test('a chart is drawn by the library of the cards, and again in the colours of day for paper', async () => {
  await using at = await visit('overview', { width: 1280, dark: true })
  const { page } = at
  const chart = page.getByRole('img', { name: '各支部到会率' })
  await chart.scrollIntoViewIfNeeded()
  await chart.locator('canvas').first().waitFor()
  const pixels = () =>
    chart
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  const byNight = await pixels()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect.poll(async () => (await pixels()) === byNight).toBe(false)
  for (const gone of ['nav', '.leave', '.skip'])
    expect(await page.locator(gone).first().isVisible()).toBe(false)
  expect(await page.getByRole('table', { name: '各支部到会率（请假不计）' }).isVisible()).toBe(true)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]\S* 84[12]\S*\]/)
})

test('whoever leaves is out', async () => {
  await using at = await visit('me', { width: 390, dark: false })
  await at.page.getByRole('button', { name: '退出' }).click()
  await at.page.getByRole('heading', { name: '已退出' }).waitFor()
  await at.page.goto(`${site}me`)
  expect(await at.page.getByRole('heading', { level: 1 }).textContent()).toBe('请从飞书打开')
})

test('the browser had nothing to complain of', () => {
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([])
})
