import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Click, openEchoBot } from '../support/echo-bot.ts'
import { type HostedSandbox, hostSandbox } from '../support/hosted-sandbox.ts'
import { APP, aWorld } from '../support/sandbox.ts'

type Bot = Awaited<ReturnType<typeof openEchoBot>>

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

const TOUR = [
  {
    title: { zh: '群里的话', en: 'In the group' },
    text: { zh: '看一看。', en: 'Have a look.' },
    as: 'ou_anna',
    chat: 'oc_branch',
  },
  {
    title: { zh: '私聊', en: 'In private' },
    text: { zh: '点一下。', en: 'Tap once.' },
    as: 'ou_bo',
    chat: 'bot',
  },
]

let browser: Browser
let sandbox: HostedSandbox
let bot: Bot
let page: Page
let onClick: (click: Click) => unknown

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  onClick = () => ({ toast: { type: 'success', content: '已登记' } })
  const world = aWorld({ tour: TOUR })
  sandbox = await hostSandbox(world, true)
  bot = await openEchoBot({ ...APP, url: sandbox.url, onClick: (click) => onClick(click) })
  await expect.poll(async () => (await sandbox.control.state()).connections).toBe(1)
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
})
afterEach(async () => {
  await page.close()
  await bot[Symbol.asyncDispose]()
  await sandbox[Symbol.asyncDispose]()
})

test('a member taps 参加 and sees the toast and the card that the bot answered', async () => {
  onClick = () => ({
    toast: { type: 'success', content: '已登记' },
    card: { type: 'raw', data: invitation('您已选择：参加') },
  })
  await bot.send('ou_bo', invitation('请答复'))
  await open('ou_bo', 'bot')
  await page.getByRole('button', { name: '参加', exact: true }).click()
  await page.getByRole('status').getByText('已登记').waitFor()
  await page.getByText('您已选择：参加').waitFor()
  expect(bot.clicks.map((click) => [click.operator.open_id, click.action.value])).toEqual([
    ['ou_bo', { a: 'yes' }],
  ])
})

test('a card that changes elsewhere changes on an open page', async () => {
  onClick = () => ({ card: { type: 'raw', data: invitation('1人参加') } })
  const message = await bot.send('oc_branch', invitation('0人参加'))
  await open('ou_anna', 'oc_branch')
  await page.getByText('0人参加').waitFor()
  await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  await page.getByText('1人参加').waitFor()
})

test('a bot that is too slow is shown with the code that the platform shows', async () => {
  onClick = () => new Promise((resolve) => setTimeout(resolve, 3500))
  await bot.send('ou_bo', invitation('请答复'))
  await open('ou_bo', 'bot')
  await page.getByRole('button', { name: '参加', exact: true }).click()
  await page.getByText('code: 200341').waitFor({ timeout: 8000 })
})

test('a form is sent only when what is required has been filled in', async () => {
  await bot.send('ou_anna', form)
  await open('ou_anna', 'bot')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('此项为必填').first().waitFor()
  expect(bot.clicks).toEqual([])
  await page.getByLabel('实到人数').fill('21')
  await page.getByLabel('形式').selectOption('线下')
  await page.getByLabel('主要内容').fill('第一行\n第二行')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已登记').waitFor()
  expect(bot.clicks[0]?.action.form_value).toEqual({ present: '21', mode: 'off', what: '第一行\n第二行' })
})

test('a button with a question asks it first', async () => {
  await bot.send('ou_bo', invitation('请答复'))
  await open('ou_bo', 'bot')
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await page.getByText('已登记').waitFor()
  expect(bot.clicks).toHaveLength(1)
})

test('a secretary replies to a card in the group, and the bot hears the mention', async () => {
  const request = await bot.send('oc_branch', invitation('请上报'))
  await open('ou_anna', 'oc_branch')
  await page.locator(`[data-message="${request}"]`).hover()
  await page.getByRole('button', { name: '回复', exact: true }).click()
  await page.getByRole('button', { name: '@支部助手' }).click()
  await page.keyboard.type('主题党日已开，实到21人')
  await page.keyboard.press('Enter')
  await page.getByText('回复 支部助手：').waitFor()
  await expect
    .poll(() => bot.heard.map(({ message }) => [message.parent_id, message.content]))
    .toEqual([[request, JSON.stringify({ text: '@_user_1 主题党日已开，实到21人' })]])
})

test('somebody takes back what they wrote, and nobody can read it any more', async () => {
  const { message_id } = await sandbox.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '写错了' })
  await open('ou_bo', 'oc_branch')
  const row = page.locator(`[data-message="${message_id}"]`)
  await row.hover()
  await row.getByRole('button', { name: '撤回' }).click()
  await row.getByText('消息已撤回').waitFor()
  expect(await page.getByText('写错了').count()).toBe(0)
})

test('what is unread is counted until the chat is opened', async () => {
  await bot.send('oc_branch', invitation('请答复'))
  await bot.send('oc_branch', invitation('请答复'))
  await page.goto(`${sandbox.url}/#as=ou_bo`)
  await page.getByLabel('2 条未读').waitFor()
  await page.getByRole('button', { name: '第十支部' }).click()
  await page.getByText('请答复').first().waitFor()
  await page.getByLabel('2 条未读').waitFor({ state: 'detached' })
})

test('another person is found by a part of the title, with the keyboard alone', async () => {
  await page.goto(`${sandbox.url}/#as=ou_bo`)
  await page.getByRole('combobox').click()
  await page.keyboard.type('书记')
  await page.getByRole('option', { name: '安娜' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/#as=ou_anna')
})

test('the tour leads to its person and chat, in both languages', async () => {
  await page.goto(sandbox.url)
  await page.waitForURL('**/#as=ou_anna&chat=oc_branch')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Take me there' }).click()
  await page.waitForURL('**/#as=ou_bo&chat=bot')
  await page.getByRole('heading', { name: '支部助手' }).waitFor()
})

test('the clock on the page follows the buttons that move it', async () => {
  await page.goto(`${sandbox.url}/#as=ou_bo`)
  await page.getByText('2026年11月23日 周一 09:0').waitFor()
  await page.getByRole('button', { name: '快进1天' }).click()
  await page.getByText('2026年11月24日 周二 09:0').waitFor()
})

test('a phone shows the list, then the conversation, and finds back', async () => {
  await page.setViewportSize({ width: 390, height: 780 })
  await page.goto(`${sandbox.url}/#as=ou_bo`)
  await page.getByRole('button', { name: '第十支部' }).click()
  await page.getByLabel('输入消息').waitFor()
  expect(await page.getByRole('navigation', { name: '会话' }).isVisible()).toBe(false)
  await page.getByRole('button', { name: '返回会话列表' }).click()
  await page.getByRole('navigation', { name: '会话' }).waitFor()
})

test('what a card says is shown, never run', async () => {
  const words = '<img src=x onerror=alert(1)> **粗** <at id=ou_bo></at> [坏](javascript:alert)'
  const text = { tag: 'lark_md', content: words }
  await bot.send('ou_bo', { schema: '2.0', body: { elements: [{ tag: 'div', text }] } })
  await open('ou_bo', 'bot')
  expect(await page.locator('.card').textContent()).toBe(
    '<img src=x onerror=alert(1)> 粗 @博文 [坏](javascript:alert)',
  )
})

async function open(as: string, chat: string): Promise<void> {
  await page.goto(`${sandbox.url}/#as=${as}&chat=${chat}`)
  await page.locator('.message').first().waitFor()
}

function plain(content: string) {
  return { tag: 'plain_text', content }
}

function invitation(words: string) {
  const confirm = { title: plain('确定撤回？'), text: plain('撤回后要重新填写。') }
  return {
    schema: '2.0',
    header: { title: plain('主题党日'), template: 'blue' },
    body: {
      elements: [
        { tag: 'div', text: plain(words) },
        {
          tag: 'button',
          text: plain('参加'),
          type: 'primary',
          behaviors: [{ type: 'callback', value: { a: 'yes' } }],
        },
        {
          tag: 'button',
          text: plain('撤回'),
          confirm,
          behaviors: [{ type: 'callback', value: { a: 'recall' } }],
        },
      ],
    },
  }
}

const modes = [
  { text: plain('线下'), value: 'off' },
  { text: plain('线上'), value: 'on' },
]
const form = {
  schema: '2.0',
  header: { title: plain('活动纪实') },
  body: {
    elements: [
      {
        tag: 'form',
        name: 'report',
        elements: [
          { tag: 'input', name: 'present', label: plain('实到人数'), required: true },
          { tag: 'select_static', name: 'mode', placeholder: plain('形式'), required: true, options: modes },
          { tag: 'input', name: 'what', label: plain('主要内容'), input_type: 'multiline_text' },
          {
            tag: 'button',
            name: 'send',
            form_action_type: 'submit',
            text: plain('提交'),
            behaviors: [{ type: 'callback', value: {} }],
          },
        ],
      },
    ],
  },
}
