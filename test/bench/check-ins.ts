import { openStage, type Stage } from '../../src/main/demo/stage.ts'
import type { RecordedCall } from '../../src/sandbox/control-client.ts'
import { figure, rounded, spread } from './measurements.ts'

const CALLED = Temporal.Instant.from('2026-11-25T09:00:00+08:00')
const OPEN = Temporal.Instant.from('2026-11-25T10:01:00+08:00')
const LINE = '开会 今天上午十点一刻 主题党日 图文中心报告厅'
/** All within a minute: 420 people, so many of them at any moment. */
const AT_ONCE = 40
const MINUTE_S = 60

type CheckIn = { message: string; chat: string; people: string[] }

/** Fourteen branches open their check-ins at once, and everybody of the college presses 签到. */
export async function benchCheckIns(): Promise<void> {
  await using stage = await openStage({ port: 0, page: false })
  const checkIns = await opened(stage)
  const before = (await stage.sandbox.control.record()).length
  const presses = checkIns.flatMap(({ message, people }) => people.map((as) => ({ as, message })))
  // As it happens in life: the branches are mixed.
  const queue = presses.toSorted((one, other) => one.as.localeCompare(other.as))
  const started = performance.now()
  const times: number[] = []
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      times.push(await pressed(stage, next))
  })
  await Promise.all(workers)
  const seconds = (performance.now() - started) / 1_000
  await stage.timeController.settle()
  const calls = await stage.sandbox.control.record(before)
  figure(`${presses.length} people check in, ${AT_ONCE} at once`, seconds, {
    unit: 's',
    most: MINUTE_S,
    answerMs: spread(times),
    refused: calls.filter(isRefused).length,
    calls: calls.length,
    wrongCounts: await wrongCounts(stage, checkIns),
  })
}

/** The check-ins of all branches, as their chats show them. */
async function opened(stage: Stage): Promise<CheckIn[]> {
  const { timeController, sandbox, college } = stage
  await timeController.advanceTo(CALLED)
  for (const { id } of college.branches) await call(stage, id)
  await timeController.advanceTo(OPEN)
  return Promise.all(
    college.branches.map(async ({ id, chat }) => {
      const people = college.members
        .filter(({ branch }) => branch === id)
        .flatMap(({ openId }) => openId ?? [])
      const shown = await sandbox.control.messages(chat ?? '', people[0] ?? '')
      const found = shown.findLast(({ card }) => JSON.stringify(card ?? {}).includes('【签到】主题党日'))
      if (found === undefined) throw new Error(`no check-in in ${chat}`)
      return { message: found.message_id, chat: chat ?? '', people }
    }),
  )
}

async function call({ college, sandbox, timeController }: Stage, branch: string): Promise<void> {
  const secretary = college.members.find((one) => one.branch === branch && one.offices.includes('支部书记'))
  const as = secretary?.openId ?? ''
  await sandbox.control.say({ as, chat: 'bot', text: LINE })
  await timeController.settle()
  const [preview] = (await sandbox.control.messages('bot', as)).slice(-1)
  await sandbox.control.press({ as, message: preview?.message_id ?? '', text: '确认' })
}

async function pressed({ sandbox }: Stage, who: { as: string; message: string }): Promise<number> {
  const started = performance.now()
  const { toast } = await sandbox.control.press({ ...who, text: '签到' })
  const said = JSON.stringify(toast ?? null)
  if (!said.includes('签到')) throw new Error(`${who.as} read ${said}`)
  return rounded(performance.now() - started)
}

function isRefused({ code, status }: RecordedCall): boolean {
  return code !== 0 || status !== 200
}

/** Chats whose card does not count everybody who pressed. */
async function wrongCounts({ sandbox }: Stage, checkIns: readonly CheckIn[]): Promise<number> {
  const wrong = await Promise.all(
    checkIns.map(async ({ chat, message, people }) => {
      const shown = await sandbox.control.messages(chat, people[0] ?? '')
      const card = JSON.stringify(shown.find(({ message_id }) => message_id === message)?.card)
      // Who need not come and came is no part of 应到, and not counted before the close.
      const [, expected, came] = /应到(\d+)，已签到(\d+)/.exec(card) ?? []
      return came !== undefined && came === expected ? [] : [card]
    }),
  )
  return wrong.flat().length
}
