import type { Page } from 'playwright-core'
import { launchSandbox } from '../../src/sandbox/launch.ts'
import { openBrowser } from '../support/browser.ts'
import { figure, rounded } from './measurements.ts'
import { APP } from './people.ts'

const PEOPLE = 420
const MESSAGES = 500

/** What the platform's page takes to open a chat of 500 messages, four in five of them cards, among 420 people. */
export async function benchPage(): Promise<void> {
  await using sandbox = await launchSandbox({
    world: aCollege(),
    port: 0,
    page: true,
    hasTimeController: false,
  })
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.route('**/control/messages?*oc_long*', (route) =>
    route.fulfill({ json: { messages: aLongTalk() } }),
  )
  await page.goto(`${sandbox.url}/#as=ou_0&chat=bot`)
  await page.getByTitle('很长的群').waitFor()
  const before = await heapOf(page)
  const click = `document.querySelector('[title="很长的群"]').click()`
  const open = await timed(page, click, countIs(`[data-message="om_${MESSAGES - 1}"]`, 1))
  const rest = await timed(page, '', countIs('.message', MESSAGES))
  const picked = await timed(
    page,
    `document.querySelector('[role="combobox"]').focus()`,
    countIs('[role="option"]', 60),
  )
  const more = {
    empty: `${rounded(before)} MB`,
    openMs: open.ms,
    longestTaskMs: Math.max(open.longest, rest.longest),
    pickerMs: picked.ms,
  }
  figure('page memory after 500 messages', await heapOf(page), { unit: 'MB', ...more })
  await browser.close()
}

/** In MB, after all garbage is gone. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_048_576
}

/** How long the page needs from an action until `done` has been painted, and its longest task meanwhile. */
async function timed(page: Page, action: string, done: string): Promise<{ ms: number; longest: number }> {
  // Written as text: what it uses exists in the browser only.
  const { ms, longest } = await page.evaluate<{ ms: number; longest: number }>(`new Promise((resolve) => {
    const tasks = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()))
    observer.observe({ type: 'longtask' })
    const begun = performance.now()
    ${action}
    const told = () => {
      const ms = performance.now() - begun
      setTimeout(() => resolve({ ms, longest: Math.max(0, ...tasks.map((task) => task.duration)) }), 200)
    }
    const look = () => requestAnimationFrame(() => (${done} ? requestAnimationFrame(told) : look()))
    look()
  })`)
  return { ms: rounded(ms), longest: rounded(longest) }
}

function countIs(selector: string, count: number): string {
  return `document.querySelectorAll('${selector}').length === ${count}`
}

function aCollege() {
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    open_id: `ou_${index}`,
    name: `党员${index}`,
    title: `第${index % 14}支部`,
  }))
  const members = people.map(({ open_id }) => open_id)
  return {
    apps: [{ app_id: APP.id, app_secret: APP.secret, open_id: APP.openId, scopes: [] }],
    people,
    chats: [{ chat_id: 'oc_long', name: '很长的群', members, bots: [APP.id] }],
  }
}

function aLongTalk(): object[] {
  return Array.from({ length: MESSAGES }, (_, index) => ({
    seq: index + 1,
    message_id: `om_${index}`,
    at: new Date(Date.UTC(2026, 10, 1 + (index % 28))).toISOString(),
    ...(index % 5 === 0 ? saidBy(index) : { ...fromBot, card: aCard(index) }),
    updated: false,
    recalled: false,
  }))
}

const fromBot = { from: { id: APP.id, name: '支部助手', kind: 'bot' }, type: 'interactive' }

function saidBy(index: number): object {
  const from = { id: `ou_${index % PEOPLE}`, name: `党员${index}`, kind: 'user' }
  return { from, type: 'text', text: '@支部助手 主题党日已开，实到21人，学习了全会精神。' }
}

/** A notice with two buttons; every fifth has a table of fourteen branches besides. */
function aCard(index: number): object {
  const columns = ['branch', 'held', 'rate'].map((name) => ({ name, display_name: name, data_type: 'text' }))
  const rows = Array.from({ length: 14 }, (_, row) => ({ branch: `第${row}支部`, held: '2', rate: '98%' }))
  const buttons = ['参加', '请假'].map((label) => ({
    tag: 'column',
    elements: [{ tag: 'button', text: plain(label), behaviors: [{ type: 'callback', value: { index } }] }],
  }))
  return {
    schema: '2.0',
    header: { title: plain(`会议通知${index}`), template: 'blue' },
    body: {
      elements: [
        {
          tag: 'div',
          text: plain('时间：11月25日（周三）14:00\n地点：电气楼118\n请于11月24日17:00前反馈是否参加。'),
        },
        ...(index % 5 === 1 ? [{ tag: 'table', page_size: 10, columns, rows }] : []),
        { tag: 'column_set', flex_mode: 'flow', columns: buttons },
      ],
    },
  }
}

function plain(content: string) {
  return { tag: 'plain_text', content }
}
