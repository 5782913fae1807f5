import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { previewCard } from '../../src/desk/preview/card.ts'
import { scheduleCard } from '../../src/desk/schedule/card.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import type { Card } from '../../src/cards/card.ts'
import { previewed, scheduled } from '../sandbox/schedule-states.ts'
import { aCard } from '../sandbox/app.ts'
import { openPageStage, type PageStage } from '../support/page-stage.ts'

const ZONE = 'Asia/Shanghai'
/** Notes on the page where the keys go when a chat's name has just been rendered. */
const WATCH = `new MutationObserver((_, looking) => {
  if (document.querySelector('h1').textContent !== '没有助手的群') return
  looking.disconnect()
  document.body.dataset.writing = document.activeElement.localName
}).observe(document.body, { subtree: true, childList: true, characterData: true })`

let stage: PageStage

beforeAll(async () => {
  stage = await openPageStage()
  await stage.bot.send('oc_branch', aCard())
})
afterAll(() => stage[Symbol.asyncDispose]())

test('two people side by side see the same card change', async () => {
  stage.answer(() => ({ card: { type: 'raw', data: aCard('已有1人参加') } }))
  await using at = await stage.visit({ as: 'ou_anna', chat: 'oc_branch' })
  await at.page.getByRole('button', { name: '并排' }).click()
  await at.page.waitForURL('**/#as=ou_anna&chat=oc_branch&as2=ou_bo&chat2=oc_branch')
  const [left, right] = [at.page.getByLabel('左侧'), at.page.getByLabel('右侧')]
  await right.getByRole('button', { name: '参加', exact: true }).click()
  await Promise.all([left, right].map((side) => side.getByRole('button', { name: '已有1人参加' }).waitFor()))
  expect(stage.bot.clicks.at(-1)?.operator.open_id).toBe('ou_bo')
})

test('each side has its own person and chat, a link keeps both, and the right one closes', async () => {
  await using at = await stage.visit({ as: 'ou_anna', chat: 'oc_branch&as2=ou_chen&chat2=oc_other' })
  const right = at.page.getByLabel('右侧')
  await right.getByRole('heading', { name: '没有助手的群' }).waitFor()
  await right.getByRole('combobox').fill('博文')
  await at.page.keyboard.press('Enter')
  await right.getByRole('button', { name: '第十支部' }).click()
  await at.page.waitForURL('**/#as=ou_anna&chat=oc_branch&as2=ou_bo&chat2=oc_branch')
  await at.page.getByRole('button', { name: '并排' }).click()
  await at.page.waitForURL('**/#as=ou_anna&chat=oc_branch')
  await right.waitFor({ state: 'detached' })
})

test('a phone shows one person only, whatever the link says', async () => {
  const link = { as: 'ou_anna', chat: 'oc_branch&as2=ou_bo&chat2=oc_branch' }
  await using at = await stage.visit(link, { width: 390, height: 844 })
  expect(await at.page.getByLabel('右侧').isVisible()).toBe(false)
  expect(await at.page.getByRole('button', { name: '并排' }).isVisible()).toBe(false)
  expect(await at.page.locator('html').evaluate((root) => root.scrollWidth)).toBe(390)
})

test.for([
  { of: 'meetings', column: '情况', card: filled(scheduled.map(scheduleCard)) },
  { of: 'messages to come', column: '消息', card: filled(previewed.map((plan) => previewCard(plan, ZONE))) },
])('on a phone the column that matters of the $of is seen whole, however long the words', async (of) => {
  await stage.bot.send('ou_chen', renderCard(of.card, { letter: 'l' }))
  await using at = await stage.visit({ as: 'ou_chen', chat: 'bot' }, { width: 390, height: 844 })
  const heading = at.page.getByRole('columnheader', { name: of.column }).last()
  const cut = await heading.evaluate((cell) => {
    const seen = cell.closest('.table-scroll')
    return seen === null || cell.getBoundingClientRect().right > seen.getBoundingClientRect().right
  })
  expect(cut).toBe(false)
})

test('the keyboard alone walks the chats, opens one, writes, and finds the last card’s button', async () => {
  await using at = await stage.visit({ as: 'ou_anna', chat: 'oc_branch' })
  const { keyboard } = at.page
  await at.page.getByRole('button', { name: '支部助手' }).first().focus()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await at.page.getByRole('heading', { name: '没有助手的群' }).waitFor()
  await keyboard.type('大家好')
  await keyboard.press('Enter')
  await at.page.getByRole('log').getByText('大家好').waitFor()
  // This chat has spoken last and stands first among the groups, once the list has heard of it.
  const firstGroup = at.page.getByRole('navigation', { name: '会话' }).getByRole('listitem').nth(1)
  await firstGroup.getByText('没有助手的群').waitFor()
  await keyboard.press('Alt+ArrowDown')
  await at.page.getByRole('heading', { name: '第十支部' }).waitFor()
  // Nobody looks for a button before the chat shows one.
  await at.page.getByRole('log').locator('.card-button').last().waitFor()
  await at.page.getByLabel('输入消息').focus()
  const focused = at.page.locator('.card-button:focus')
  const before = stage.bot.clicks.length
  for (let steps = 0; steps < 4 && (await focused.count()) === 0; steps += 1)
    await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await expect.poll(() => stage.bot.clicks.length).toBe(before + 1)
})

test('who opens a chat with the keyboard writes in it from the moment it is on show', async () => {
  await using at = await stage.visit({ as: 'ou_anna', chat: 'oc_branch' })
  await at.page.evaluate(WATCH)
  await at.page.getByRole('button', { name: '没有助手的群' }).focus()
  await at.page.keyboard.press('Enter')
  await at.page.getByRole('heading', { name: '没有助手的群' }).waitFor()
  expect(await at.page.locator('body').getAttribute('data-writing')).toBe('textarea')
})

test('the letter i opens the inspector unless somebody is writing it, and Esc closes it', async () => {
  await using at = await stage.visit({ as: 'ou_anna', chat: 'oc_branch' })
  const inspector = at.page.getByRole('complementary', { name: '检查' })
  await at.page.getByLabel('输入消息').pressSequentially('i')
  expect(await inspector.isVisible()).toBe(false)
  await at.page.keyboard.press('Escape')
  await at.page.keyboard.press('i')
  await inspector.waitFor()
  await at.page.keyboard.press('Escape')
  await inspector.waitFor({ state: 'detached' })
})

/** A rendering with rows enough to fill a page of its table. */
function filled(drawings: fc.Arbitrary<Card>): Card {
  const full = drawings.filter(({ blocks }) =>
    blocks.some((block) => block.kind === 'table' && block.rows.length >= 10),
  )
  const [card] = fc.sample(full, { seed: 1, numRuns: 1 })
  if (card === undefined) throw new Error('no rendering has ten rows')
  return card
}
