import { openStage, type Stage } from '../../src/main/demo/stage.ts'
import type { RecordedCall } from '../../src/sandbox/control-client.ts'
import { figure, rounded, spread } from './measurements.ts'

const BEGUN = Temporal.Instant.from('2026-11-25T09:00:00+08:00')
const LINES = '收集 全体党员 周五17:00前 体检登记\n1. 电话（必填）\n2. 是否参加：参加/不参加'
/** Within five minutes: 420 people, so many of them at any moment. */
const AT_ONCE = 40
const FIVE_MINUTES_S = 300

type Asked = { as: string; message: string }

/** A collection of the whole college: everybody gets a card with a form, and answers it. */
export async function benchCollection(): Promise<void> {
  await using stage = await openStage({ port: 0, page: false })
  const asked = await begun(stage)
  const before = (await stage.sandbox.control.record()).length
  const queue = asked.toSorted((one, other) => one.message.localeCompare(other.message))
  const started = performance.now()
  const times: number[] = []
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      times.push(await answered(stage, next))
  })
  await Promise.all(workers)
  const seconds = (performance.now() - started) / 1_000
  await stage.timeController.settle()
  const calls = await stage.sandbox.control.record(before)
  figure(`${asked.length} people answer a collection, ${AT_ONCE} at once`, seconds, {
    unit: 's',
    most: FIVE_MINUTES_S,
    answerMs: spread(times),
    refused: calls.filter(isRefused).length,
    calls: calls.length,
    ...(await boardOf(stage, asked.length)),
  })
}

/** The administrator starts it; the cards that ask, in everybody's direct chat. */
async function begun(stage: Stage): Promise<Asked[]> {
  const { timeController, sandbox, college } = stage
  await timeController.advanceTo(BEGUN)
  const as = adminOf(stage)
  await sandbox.control.say({ as, chat: 'bot', text: LINES })
  await timeController.settle()
  await press(stage, { as, title: '待开始：体检登记', text: '开始' })
  await timeController.settle()
  const people = college.members.flatMap(({ openId }) => openId ?? [])
  return Promise.all(
    people.map(async (one) => ({ as: one, message: (await shown(stage, one, '收集：体检登记')).message_id })),
  )
}

function adminOf({ college }: Stage): string {
  const seat = college.committee.find(({ rights }) => rights === 'admin')
  return college.members.find(({ id }) => id === seat?.member)?.openId ?? ''
}

async function shown({ sandbox }: Stage, as: string, title: string) {
  const all = await sandbox.control.messages('bot', as)
  const found = all.findLast(({ card }) => JSON.stringify(card ?? {}).includes(title))
  if (found === undefined) throw new Error(`${as} has no ${title}`)
  return found
}

async function press(stage: Stage, of: { as: string; title: string; text: string }): Promise<void> {
  const { message_id: message } = await shown(stage, of.as, of.title)
  await stage.sandbox.control.press({ as: of.as, message, text: of.text })
}

async function answered({ sandbox }: Stage, { as, message }: Asked): Promise<number> {
  const started = performance.now()
  const form = { q1: '13800000000', q2: '参加' }
  const { toast } = await sandbox.control.press({ as, message, text: '提交', form })
  const said = JSON.stringify(toast ?? null)
  if (!said.includes('已提交') && !said.includes('正在处理')) throw new Error(`${as} read ${said}`)
  return rounded(performance.now() - started)
}

function isRefused({ code, status }: RecordedCall): boolean {
  return code !== 0 || status !== 200
}

/** How many answers the author's board does not show, as a refreshed card shows them. */
async function boardOf(stage: Stage, people: number): Promise<{ lost: number; wrongCounts: number }> {
  const as = adminOf(stage)
  const title = '收集进展：体检登记'
  await press(stage, { as, title, text: '刷新' })
  const card = JSON.stringify((await shown(stage, as, title)).card)
  const [, came] = /已提交(\d+)\/\d+/.exec(card) ?? []
  const [, chose] = /参加 (\d+)，不参加 0/.exec(card) ?? []
  return { lost: people - Number(came), wrongCounts: Number(came) - Number(chose) }
}
