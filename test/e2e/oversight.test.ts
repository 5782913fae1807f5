import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { press, say, toast } from '../support/page-hands.ts'
import { type Demo, openDemo } from '../support/stage.ts'

/** An administrator, and a member of the committee who stands in where every administrator is of the branch. */
const [ORGANISER, DEAN] = ['ou_fx_0142', 'ou_fx_0033']
/** Who handed in the first record that waits. */
const SENDER = 'ou_fx_0053'

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
  await sender.page.getByRole('region', { name: '纪实确认' }).getByText('需要补充：1.缺少现场照片').waitFor()
})

/** Opens the page as one person in the direct chat with the bot. */
async function visit(as: string): Promise<AsyncDisposable & { page: Page }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${demo.url}/#as=${as}&chat=bot`)
  await page.getByLabel('输入消息').waitFor()
  return { page, [Symbol.asyncDispose]: () => page.close() }
}
