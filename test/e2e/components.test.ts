import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plain } from '../sandbox/app.ts'
import { button, form, lists, times } from './form-elements.ts'
import { openPageStage, type PageStage } from '../support/page-stage.ts'
import { APP } from '../support/sandbox.ts'

const TIMEZONE = 'Asia/Shanghai'

let stage: PageStage

beforeAll(async () => {
  stage = await openPageStage()
})
afterAll(() => stage[Symbol.asyncDispose]())
beforeEach(() => {
  stage.bot.clicks.length = 0
  stage.answer(() => ({ toast: { type: 'success', content: '已收到' } }))
})

test('a button sends its value, and all around it what the platform sends', async () => {
  await using at = await shown([button('参加', { a: 'join' })])
  await press(at, '参加')
  expect(await received()).toEqual({
    schema: '2.0',
    event_id: expect.stringMatching(/^\w+$/),
    event_type: 'card.action.trigger',
    create_time: expect.stringMatching(/^\d{16}$/),
    token: expect.stringMatching(/^c-/),
    tenant_key: expect.any(String),
    app_id: APP.app_id,
    operator: { tenant_key: expect.any(String), open_id: 'ou_bo', union_id: 'on_bo' },
    action: { tag: 'button', value: { a: 'join' }, timezone: TIMEZONE },
    host: 'im_message',
    context: { open_message_id: at.message, open_chat_id: expect.stringMatching(/^oc_/) },
  })
})

test('a button with a question calls back only after the yes', async () => {
  const confirm = { title: plain('确定撤回？'), text: plain('撤回后要重新填写。') }
  await using at = await shown([button('撤回', { a: 'recall' }, { confirm })])
  await at.card.getByRole('button', { name: '撤回' }).click()
  const dialog = at.card.getByRole('dialog', { name: '确定撤回？' })
  await dialog.getByText('撤回后要重新填写。').waitFor()
  await at.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(stage.bot.clicks).toEqual([])
  await at.card.getByRole('button', { name: '撤回' }).click()
  await dialog.getByRole('button', { name: '确定' }).click()
  await toast(at.page)
  expect(await actions()).toEqual([{ tag: 'button', value: { a: 'recall' }, timezone: TIMEZONE }])
})

test('a button with a link opens it and calls nobody; with both it does both', async () => {
  const link = { type: 'open_url', default_url: `${stage.sandbox.url}/control/state` }
  const both = [link, { type: 'callback', value: { a: 'seen' } }]
  await using at = await shown([
    button('看说明', {}, { behaviors: [link] }),
    button('看并记录', {}, { behaviors: both }),
  ])
  for (const label of ['看说明', '看并记录']) {
    const popup = at.page.waitForEvent('popup')
    await at.card.getByRole('button', { name: label }).click()
    await (await popup).close()
  }
  await toast(at.page)
  expect(await actions()).toEqual([{ tag: 'button', value: { a: 'seen' }, timezone: TIMEZONE }])
})

test('a button that is switched off calls nobody, and says why when it can', async () => {
  const why = { disabled: true, disabled_tips: plain('会议已结束') }
  await using at = await shown([button('签到', {}, { disabled: true }), button('参加', {}, why)])
  expect(await at.card.getByRole('button', { name: '签到' }).isDisabled()).toBe(true)
  // Not for want of being enabled: the press itself must come to nothing. It goes to the button and not to a place on
  // the screen, which may still move while the card is laid out.
  await at.card.getByRole('button', { name: '参加' }).dispatchEvent('click')
  await at.page.getByRole('status').getByText('会议已结束').waitFor()
  expect(stage.bot.clicks).toEqual([])
})

test('a form sends every field by its name, as filled in, as given, or empty', async () => {
  await using at = await shown([form])
  await at.card.getByLabel('实到人数').fill('21')
  await at.card.getByLabel('形式').selectOption('线下')
  await at.card.getByLabel('主要内容').fill('第一行\n第二行')
  await press(at, '提交')
  const [action] = await actions()
  const { place, ...form_value } = action?.form_value ?? {}
  expect({ ...action, form_value }).toEqual({
    tag: 'button',
    name: 'send',
    value: { a: 'report' },
    form_value: { present: '21', host: '安娜', absent: '', mode: 'off', what: '第一行\n第二行' },
    timezone: TIMEZONE,
  })
  // Whether a list that nobody touched comes empty or not at all is left open by the platform's documents.
  expect([undefined, '']).toContain(place)
})

test('a form holds back what is not filled in or too long, and is reset without a call', async () => {
  await using at = await shown([form])
  await at.card.getByRole('button', { name: '提交' }).click()
  expect(await at.card.getByText('此项为必填').count()).toBe(3)
  await at.card.getByLabel('实到人数').pressSequentially('12345')
  expect(await at.card.getByLabel('实到人数').inputValue()).toBe('123')
  await at.card.getByLabel('主持人').fill('博文')
  await at.card.getByLabel('地点').selectOption('二楼')
  await at.card.getByRole('button', { name: '重置' }).click()
  expect(await at.card.getByLabel('实到人数').inputValue()).toBe('')
  expect(await at.card.getByLabel('主持人').inputValue()).toBe('安娜')
  expect(await at.card.getByLabel('地点').inputValue()).toBe('')
  expect(stage.bot.clicks).toEqual([])
})

test('a day and a time are chosen with what the browser has, and sent with the offset', async () => {
  await using at = await shown([times])
  await at.card.getByRole('button', { name: '提交' }).click()
  expect(await at.card.getByText('此项为必填').count()).toBe(1)
  expect(await at.card.getByLabel('开始时间').inputValue()).toBe('14:00')
  await at.card.getByLabel('新日期').fill('2026-12-02')
  await at.card.getByLabel('开始时间').fill('05:05')
  await press(at, '提交')
  const [action] = await actions()
  const { until, ...form_value } = action?.form_value ?? {}
  expect(form_value).toEqual({ day: '2026-12-02 +0800', clock: '05:05 +0800' })
  expect([undefined, '']).toContain(until)
})

test('several are ticked and a person is picked by name; what is required is asked for', async () => {
  await using at = await shown([lists])
  await at.card.getByRole('button', { name: '提交' }).click()
  expect(await at.card.getByText('此项为必填').count()).toBe(1)
  const ways = at.card.getByRole('group', { name: '形式' })
  for (const way of ['研讨', '参观', '观影']) await ways.getByLabel(way).click()
  await ways.getByLabel('参观').click()
  await at.card.getByLabel('主讲人').selectOption('安娜')
  await press(at, '提交')
  const [action] = await actions()
  expect(action?.form_value).toEqual({ ways: ['talk', 'film'], speaker: 'ou_anna' })
})

test('a button inside a panel waits until the panel is open', async () => {
  const header = { title: plain('口径说明') }
  const panel = { tag: 'collapsible_panel', header, elements: [button('知道了', { a: 'ok' })] }
  await using at = await shown([panel])
  expect(await at.card.getByRole('button', { name: '知道了' }).isVisible()).toBe(false)
  await at.card.getByRole('button', { name: '口径说明' }).click()
  await press(at, '知道了')
  expect(await actions()).toEqual([{ tag: 'button', value: { a: 'ok' }, timezone: TIMEZONE }])
})

test('each button of a row of columns sends its own value', async () => {
  const columns = ['甲', '乙', '丙'].map((label) => ({ tag: 'column', elements: [button(label, { label })] }))
  await using at = await shown([{ tag: 'column_set', flex_mode: 'flow', columns }])
  for (const [index, label] of ['丙', '甲', '乙'].entries()) {
    await at.card.getByRole('button', { name: label }).click()
    await expect.poll(() => stage.bot.clicks.length).toBe(index + 1)
  }
  expect((await actions()).map(({ value }) => value)).toEqual([
    { label: '丙' },
    { label: '甲' },
    { label: '乙' },
  ])
})

/** Sends a card with these elements to 博文 and opens his direct chat at it. */
async function shown(elements: object[]) {
  const message = await stage.bot.send('ou_bo', {
    schema: '2.0',
    header: { title: plain('会议') },
    body: { elements },
  })
  const visit = await stage.visit({ as: 'ou_bo', chat: 'bot' })
  const card = visit.page.locator(`[data-message="${message}"]`)
  await card.waitFor()
  return { ...visit, card, message }
}

async function press({ page, card }: { page: Page; card: Locator }, label: string): Promise<void> {
  await card.getByRole('button', { name: label }).click()
  await toast(page)
}

async function toast(page: Page): Promise<void> {
  await page.getByRole('status').getByText('已收到').waitFor()
}

/** The only click, as the SDK gave it to the bot's handler. */
async function received() {
  expect(stage.bot.clicks).toHaveLength(1)
  return JSON.parse(JSON.stringify(stage.bot.clicks[0]))
}

async function actions() {
  return stage.bot.clicks.map(({ action }) => action)
}
