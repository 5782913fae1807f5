import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { advance, cardIn, press, say, toast } from '../support/page-hands.ts'
import { type Demo, openDemo } from '../support/stage.ts'

const ORGANISER = 'ou_fx_0142'
const SECRETARY = 'ou_fx_0213'
const LEADER = 'ou_fx_0224'
const MEMBER = 'ou_fx_0221'
const NEIGHBOUR = 'ou_fx_0223'
const SILENT = 'ou_fx_0226'
/** Two more of the branch, who take leave. */
const AWAY = 'ou_fx_0227'
const TEACHING = 'ou_fx_0228'
const COMMITTEE = 'oc_fx_college'
const BRANCH = 'oc_fx_B10'
const MEETING = '第四季度支部党员大会'

let demo: Demo
let browser: Browser

/** What the secretary has pressed and written for the one meeting. */
const taps: string[] = []

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

// One week, lived in order: each test goes on where the one before has left the college.
beforeAll(async () => {
  const opening = [openDemo(), openBrowser()] as const
  ;[demo, browser] = await Promise.all(opening)
})
afterAll(async () => {
  await browser.close()
  await demo[Symbol.asyncDispose]()
})

test('the committee’s chat opens at the head of Monday’s digest, which has fourteen branches', async () => {
  await using at = await visit(ORGANISER, COMMITTEE)
  const digest = cardIn(at.page, '第11周周报（11月16日—22日）')
  await expect.poll(() => isInSight(digest.getByText('第11周周报'))).toBe(true)
  await digest.getByText('个支部共开展组织生活22次').waitFor()
  const first = await branchesIn(digest)
  await digest.getByRole('button', { name: '下一页' }).click()
  await digest.getByText('2 / 2').waitFor()
  const all = [...first, ...(await branchesIn(digest))]
  expect(new Set(all).size).toBe(14)
  expect(all).toHaveLength(14)
})

test('a member’s tap is answered at once and counted before everybody’s eyes, and may be changed', async () => {
  await using member = await visit(MEMBER, BRANCH)
  await using other = await visit(NEIGHBOUR, BRANCH)
  const [notice, watched] = [member, other].map(({ page }) => cardIn(page, `【会议通知】${MEETING}`))
  if (notice === undefined || watched === undefined) throw new Error('there are two viewers')
  const bothRead = (counts: string) =>
    Promise.all([notice, watched].map((card) => card.getByText(counts).waitFor()))

  await press(notice, '参加')
  await toast(member.page, '已记录：您将参加。')
  await bothRead('已反馈1人：参加1，请假0。')
  await press(notice, '请假')
  await toast(member.page, '还差一步：请到与支部助手的私聊中点选请假类别')
  await Promise.all([notice, watched].map((card) => card.getByText('已反馈').waitFor({ state: 'detached' })))
  await press(notice, '参加')
  await bothRead('已反馈1人：参加1，请假0。')
  await press(watched, '参加')
  await bothRead('已反馈2人：参加2，请假0。')
  expect(await watched.textContent()).not.toContain('华奕嵘')
})

test('leave asked and granted takes three taps, both sides together, and two where the college lets it pass', async () => {
  const asking: string[] = []
  const tap = async (card: Locator, label: string) => {
    await press(card, label)
    asking.push(label)
  }
  for (const [who, category] of [
    [AWAY, '事假'],
    [TEACHING, '教学'],
  ] as const) {
    await using group = await visit(who, BRANCH)
    await tap(cardIn(group.page, `【会议通知】${MEETING}`), '请假')
    await toast(group.page, '还差一步')
    await using direct = await visit(who, 'bot')
    await tap(cardIn(direct.page, '请假还差一步').filter({ hasText: MEETING }), category)
    await toast(direct.page, category === '教学' ? '您的请假已获同意。' : '请假已提交，等待审批。')
  }
  await using secretary = await visit(SECRETARY, 'bot')
  await tap(cardIn(secretary.page, '请假待批').filter({ hasText: MEETING }), '同意')
  await toast(secretary.page, '已记录，将告知本人。')
  await using told = await visit(AWAY, 'bot')
  await told.page.getByText('您的请假已获同意').first().waitFor()
  expect(asking).toEqual(['请假', '事假', '请假', '教学', '同意'])
  await using group = await visit(SECRETARY, BRANCH)
  await press(cardIn(group.page, `【会议通知】${MEETING}`), '参加')
  await toast(group.page, '已记录：您将参加。')
  taps.push('同意', '参加')
})

test('the secretary writes one line in the group, checks it in private, and whoever owes it reads 已提交', async () => {
  await using leader = await visit(LEADER, 'bot')
  const after = leader.page.getByRole('region', { name: /^【会后一卡】/ })
  await after.getByText('请在11月23日18:00前提交活动纪实').waitFor()
  await using group = await visit(SECRETARY, BRANCH)
  await group.page.getByRole('button', { name: '@支部助手' }).click()
  await group.page.keyboard.type('党小组会已开，实到13人，学习了全会精神。')
  await group.page.keyboard.press('Enter')

  await using direct = await visit(SECRETARY, 'bot')
  const confirm = cardIn(direct.page, '纪实确认')
  await confirm.getByText('第一党小组').waitFor()
  expect(await confirm.getByLabel('内容').inputValue()).toBe('党小组会已开，实到13人，学习了全会精神。')
  await press(confirm, '提交')
  await toast(direct.page, '已提交，谢谢。')

  await after.getByText('的活动纪实已于').waitFor()
})

test('after two days the silent member finds one reminder, and whoever has answered none', async () => {
  await using organiser = await visit(ORGANISER, COMMITTEE)
  await advance(organiser.page, '快进1天', '2026年11月24日 周二 09:0')
  await advance(organiser.page, '快进1天', '2026年11月25日 周三 09:0')

  await using silent = await visit(SILENT, 'bot')
  const asked = silent.page.getByRole('region', { name: '请反馈是否参加会议' }).filter({ hasText: MEETING })
  await press(asked, '参加')
  await toast(silent.page, '已记录：您将参加。')
  await cardIn(silent.page, '您的会议反馈').getByText(MEETING).waitFor()

  // Asked about the meeting of the own group only.
  await using neighbour = await visit(NEIGHBOUR, 'bot')
  const told = await neighbour.page.locator('.message').allTextContents()
  expect(told).toEqual([expect.stringContaining('党小组会')])
})

test('the check-in opens a quarter of an hour before, and the group reads how many have come', async () => {
  await using member = await visit(MEMBER, BRANCH)
  await using other = await visit(SILENT, BRANCH)
  await advance(member.page, '到下一件事', '周三 13:0')
  await advance(member.page, '到下一件事', '周三 13:45')
  const [card, watched] = [member, other].map(({ page }) => cardIn(page, `【签到】${MEETING}`))
  if (card === undefined || watched === undefined) throw new Error('there are two viewers')

  await watched.getByText('应到41，已签到0。').waitFor()
  await press(card, '签到')
  await toast(member.page, '签到成功（13:4')
  await watched.getByText('应到41，已签到1。').waitFor()
  await press(card, '签到')
  await toast(member.page, '您已签到（13:4')
  expect(await watched.textContent()).toContain('应到41，已签到1。')
  await using secretary = await visit(SECRETARY, BRANCH)
  await press(cardIn(secretary.page, `【签到】${MEETING}`), '签到')
  await watched.getByText('应到41，已签到2。').waitFor()
  taps.push('签到')
})

test('from the plan to the record that is handed in, a meeting costs the secretary six taps and one sentence', async () => {
  await using secretary = await visit(SECRETARY, 'bot')
  const after = cardIn(secretary.page, `【会后一卡】${MEETING}`)
  for (const hour of ['14:4', '15:4', '16:4']) await advance(secretary.page, '快进1小时', `周三 ${hour}`)
  await after.getByText('待核实（37人）').waitFor()
  await press(after, '其余缺席')
  await secretary.page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await after.getByText('到会名单已核实。').waitFor()
  await after.getByLabel('内容').fill('传达学习全会精神，讨论并通过了明年的工作计划。')
  await press(after, '提交')
  await toast(secretary.page, '已提交')
  taps.push('其余缺席', '确定', '提交')
  expect(taps).toEqual(['同意', '参加', '签到', '其余缺席', '确定', '提交'])
  await using member = await visit(MEMBER, BRANCH)
  await cardIn(member.page, `【会后小结】${MEETING}`).getByText('应到41，实到2，请假2，缺席37').waitFor()
})

test('a meeting is called by one line, moved, merged with another of the same room, and cancelled', async () => {
  await using secretary = await visit(SECRETARY, 'bot')
  const { page } = secretary
  const mine = (title: string | RegExp) => page.getByRole('region', { name: title })
  for (const type of ['支部党员大会', '主题党日']) {
    await say(page, `开会 12月3日下午两点 ${type} 机电楼210 议题：学习`)
    await press(mine(`待确认：${type}`).last(), '确认')
    await mine(`已安排：${type}`).last().waitFor()
  }
  const merge = mine('两次会议可合并')
  await press(merge, '合并')
  await mine('会议已合并').waitFor()
  await say(page, '会议')
  await mine('会议安排')
    .last()
    .getByRole('button', { name: /12月3日/ })
    .click()
  const arranged = mine(/^会议安排：.+/).last()
  await press(arranged, '改期')
  await arranged.getByLabel('日期').fill('2026-12-04')
  await press(arranged, '预览')
  await press(mine(/^待确认：改期/).last(), '确认')
  await toast(page, '已改期。')
  await press(arranged, '取消会议')
  await press(arranged, '预览')
  await press(mine(/^待确认：取消会议/).last(), '确认取消会议')
  await toast(page, '会议已取消。')
})

test('on the first of the month one card asks about all that is known, and a tap on it is counted there', async () => {
  await using secretary = await visit(SECRETARY, 'bot')
  await say(secretary.page, '开会 12月8日下午两点 党课 机电楼210 议题：学习')
  await press(secretary.page.getByRole('region', { name: '待确认：党课' }), '确认')
  await secretary.page.getByRole('region', { name: '已安排：党课' }).waitFor()
  await using member = await visit(MEMBER, BRANCH)
  for (const day of ['11月26日', '11月27日', '11月28日', '11月29日', '11月30日', '12月1日'])
    await advance(member.page, '快进1天', `2026年${day}`)
  const month = cardIn(member.page, '12月会议安排')
  await month.getByRole('button', { name: '参加' }).first().click()
  await toast(member.page, '已记录：您将参加。')
  await month.getByText('已反馈1/').first().waitFor()
})

/** Opens the page as one person in one chat; its own window, as on a machine of its own. */
async function visit(as: string, chat: string): Promise<AsyncDisposable & { page: Page }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${demo.url}/#as=${as}&chat=${chat}`)
  await page.locator('.message').first().waitFor()
  return { page, [Symbol.asyncDispose]: () => page.close() }
}

function branchesIn(digest: Locator): Promise<string[]> {
  return digest.locator('tbody td:first-child').allTextContents()
}

async function isInSight(part: Locator): Promise<boolean> {
  const [box, pane] = await Promise.all([part.boundingBox(), part.page().getByRole('log').boundingBox()])
  if (box === null || pane === null) return false
  return box.y >= pane.y && box.y + box.height <= pane.y + pane.height
}
