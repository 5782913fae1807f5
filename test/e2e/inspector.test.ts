import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCard, openRaw } from '../sandbox/app.ts'
import { openPageStage, type PageStage } from '../support/page-stage.ts'

const anna = { as: 'ou_anna', chat: 'oc_branch' }

let stage: PageStage

beforeAll(async () => {
  stage = await openPageStage()
  await stage.bot.send('oc_branch', aCard())
})
afterAll(() => stage[Symbol.asyncDispose]())

test('the chosen message is shown as the JSON that was sent, with the validator’s word', async () => {
  const message = await stage.bot.send('oc_branch', aCard('请假'))
  await stage.bot.send('oc_branch', aCard('签到'))
  await using at = await stage.visit(anna)
  const row = at.page.locator(`[data-message="${message}"]`)
  await row.hover()
  await row.getByRole('button', { name: '检查' }).click()
  const panel = at.page.getByRole('tabpanel', { name: '卡片' })
  await panel.getByText('校验通过，没有问题').waitFor()
  expect(JSON.parse((await panel.locator('pre').textContent()) ?? '')).toEqual(aCard('请假'))
})

test('a card that the validator objects to is shown with every finding', async () => {
  await using at = await stage.visit(anna)
  const finding = { section: '3.2', code: 200621, path: 'ROOT -> body', message: 'parse card json err' }
  const findings = [
    { ...finding, rule: 'properties', own: true },
    { ...finding, rule: 'padding', code: 0 },
  ]
  await at.page.route('**/control/check', (route) => route.fulfill({ json: { findings } }))
  const panel = await openTab(at.page, '卡片')
  await panel.getByText('padding').waitFor()
  expect(await panel.getByRole('list', { name: '校验结果' }).getByRole('listitem').allTextContents()).toEqual(
    [
      '200621 properties §3.2 错误码为本地飞书自定parse card json errROOT -> body',
      '建议 padding §3.2parse card json errROOT -> body',
    ],
  )
})

test('every call is listed while the list is looked at, and what was refused can be picked out', async () => {
  await using at = await stage.visit(anna)
  const panel = await openTab(at.page, '调用')
  const calls = panel.getByRole('list', { name: '调用' }).getByRole('listitem')
  await calls.filter({ hasText: 'token' }).first().waitFor()
  const call = await openRaw(stage.sandbox.url)
  await call('POST', '/im/v1/messages?receive_id_type=chat_id', {
    receive_id: 'oc_other',
    msg_type: 'text',
    content: '{"text":"您好"}',
  })
  await panel.getByLabel('只看被拒绝的').check()
  await expect.poll(() => calls.count()).toBe(1)
  expect(await calls.first().textContent()).toMatch(/send.*400.*230002/)
})

test('the limits show how much of each has been used', async () => {
  await using at = await stage.visit(anna)
  const panel = await openTab(at.page, '限额')
  const used = panel.getByRole('region', { name: 'send', exact: true }).getByRole('meter', { name: '每分钟' })
  const before = Number(await used.getAttribute('value'))
  await stage.bot.send('ou_anna', aCard())
  await expect.poll(async () => Number(await used.getAttribute('value'))).toBe(before + 1)
  await panel.getByRole('region', { name: '月度额度' }).waitFor()
})

test('a fault is ordered for the person on show, strikes by its seed, and is ended', async () => {
  await using at = await stage.visit(anna)
  const panel = await openTab(at.page, '故障')
  await panel.getByLabel('种子').fill('7')
  await panel.getByRole('combobox', { name: '故障' }).selectOption('当前的人停用机器人')
  await panel.getByLabel('比例 %').fill('50')
  await panel.getByRole('button', { name: '下达' }).click()
  const inForce = panel.getByRole('list', { name: '生效的故障' }).getByRole('listitem')
  await inForce.getByText('安娜').waitFor()
  const { seed, ordered } = await stage.sandbox.control.faults()
  expect(seed).toBe(7)
  expect(ordered).toMatchObject([{ kind: 'blocked', share: 0.5, who: 'ou_anna' }])
  await panel.getByRole('button', { name: '解除' }).click()
  await expect.poll(() => inForce.count()).toBe(0)
  expect((await stage.sandbox.control.faults()).ordered).toEqual([])
})

test('every kind of fault that the sandbox knows can be ordered here', async () => {
  await using at = await stage.visit(anna)
  const panel = await openTab(at.page, '故障')
  const kind = panel.getByRole('combobox', { name: '故障' })
  await kind.waitFor()
  const offered = kind.locator('option')
  const values = await offered.evaluateAll((options) => options.map((one) => one.getAttribute('value')))
  expect(values.sort()).toEqual((await stage.sandbox.control.faults()).kinds.sort())
})

test('an open question is answered the other way by one press', async () => {
  await using at = await stage.visit(anna)
  const panel = await openTab(at.page, '开关')
  await panel.getByRole('group', { name: '同一uuid' }).getByLabel('no_id').click()
  await using again = await stage.visit(anna)
  const other = await openTab(again.page, '开关')
  await expect.poll(() => other.getByLabel('no_id').isChecked()).toBe(true)
  await stage.sandbox.control.switch({ name: 'uuidRepeat', value: 'same_id' })
})

async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('navigation', { name: '功能' }).getByRole('button', { name: '检查' }).click()
  await page.getByRole('tab', { name }).click()
  return page.getByRole('tabpanel', { name })
}
