import { setTimeout as pause } from 'node:timers/promises'
import type { Control } from '../../src/sandbox/control-client.ts'
import { soon } from './bot.ts'
import { type Branch, type College, type Somebody, titleOf } from './college.ts'
import { lineOf, lineSeen, roles } from './ledger.ts'
import type { Record } from './record.ts'

/** How often somebody tries again whose click was not answered. */
const AGAIN_MS = 400
/** How long after 正在处理 the card may take to show the effect: longer than whoever looks for clicks left behind waits. */
const UPDATED_MS = 180_000
const PRESS_AGAIN = '没有变化就再点一次'

/** People who press and write while the bot dies and comes back, and insist until they are answered. */
export type People = {
  control: Control
  record: Record
  college: College
  clicks: number
  /** Whose effect was not there once. */
  faults: string[]
}

/** What one branch does about the meeting of one batch. */
type Doing = { people: People; branch: Branch; title: string }

/** People who have done nothing yet. */
export function aCrowd(where: Pick<People, 'control' | 'record' | 'college'>): People {
  return { ...where, clicks: 0, faults: [] }
}

/** What people do at a step; resolves when everybody was answered. */
export async function act(people: People, step: number): Promise<void> {
  const all = (what: (doing: Doing) => Promise<void>, age: number) =>
    step < age
      ? []
      : people.college.branches.map((branch) =>
          what({ people, branch, title: titleOf(step - age, branch.id) }),
        )
  await Promise.all([...all(answer, 0), ...all(checkIn, 2), ...all(report, 3)])
}

async function answer({ people, branch, title }: Doing): Promise<void> {
  const { joining, leaving } = roles(branch)
  const message = await messageOf(people, lineOf(branch.chat, 'notice', title))
  const before = await Promise.all([
    ...joining.map((who) => press(people, { who, message, text: '参加' })),
    ...leaving.map((who) => press(people, { who, message, text: '请假' })),
  ])
  for (const who of joining.slice(0, 1)) {
    const answers = [...before, await press(people, { who, message, text: '参加' })]
    // 请假 without a category counts as nothing yet.
    const wanted = `参加${joining.length}，请假0`
    await checkCard(people, { title, chat: branch.chat, who, message, answers, wanted })
  }
}

async function checkIn({ people, branch, title }: Doing): Promise<void> {
  const { present } = roles(branch)
  const message = await messageOf(people, lineOf(branch.chat, 'checkin', title))
  const before = await Promise.all(present.map((who) => press(people, { who, message, text: '签到' })))
  for (const who of present.slice(0, 1)) {
    const again = await press(people, { who, message, text: '签到' })
    if (!isUnderWay(again)) check(people, title, { text: again.toast, wanted: '无需重复' })
    const wanted = `应到${branch.members.length}，已签到${present.length}`
    await checkCard(people, {
      title,
      chat: branch.chat,
      who,
      message,
      answers: [...before, again],
      wanted,
    })
  }
}

async function report({ people, branch, title }: Doing): Promise<void> {
  if (!roles(branch).reports) return
  const { secretary: who, chat } = branch
  const reply_to = await messageOf(people, lineOf(chat, 'request', title))
  const text = '@支部助手 党员大会已开，学习了文件并作了讨论。'
  const said = await people.control.say({ as: who.openId, chat, text, reply_to })
  await untilHeard(people, said.message_id)
  const message = await messageOf(people, lineOf(who.openId, 'confirm', title))
  const answer = await press(people, { who, message, text: '提交' })
  if (!isUnderWay(answer)) check(people, title, { text: answer.toast, wanted: '已提交' })
  else if (
    !(await isPainted(people, { chat: await chatOf(people, message), who, message, wanted: '已提交' }))
  )
    people.faults.push(`${title}: 「已提交」 is missing`)
}

type Looking = { chat: string; who: Somebody; message: string; wanted: string }

/**
 * The last answer holds the card with the final counts. Where somebody was told that it is under way, the effect may be
 * later than that answer: then the card in the chat has to show them.
 */
async function checkCard(
  people: People,
  { title, answers, ...looking }: Looking & { title: string; answers: Answer[] },
): Promise<void> {
  const isThere = answers.some(isUnderWay)
    ? await isPainted(people, looking)
    : answers.at(-1)?.card.includes(looking.wanted)
  if (!isThere) people.faults.push(`${title}: 「${looking.wanted}」 is missing`)
}

async function isPainted({ control }: People, { chat, who, message, wanted }: Looking): Promise<boolean> {
  return soon(UPDATED_MS, async () => {
    const shown = (await control.messages(chat, who.openId)).find(({ message_id }) => message_id === message)
    return JSON.stringify(shown?.card ?? {}).includes(wanted)
  })
}

async function chatOf({ record }: People, message: string): Promise<string> {
  return (await record()).find(({ message_id }) => message_id === message)?.chat_id ?? ''
}

/** The platform delivers again what nobody has acknowledged; here it does so without waiting for five minutes. */
async function untilHeard({ control }: People, message: string): Promise<void> {
  for (;;) {
    const event = (await control.events()).find(({ message_id }) => message_id === message)
    if (event?.end === 'acknowledged') return
    const rests = event?.next !== undefined || event?.end === 'given up'
    if (rests && (await control.state()).connections > 0) await control.redeliver(message)
    await pause(AGAIN_MS)
  }
}

async function messageOf({ record }: People, line: string): Promise<string> {
  for (;;) {
    const found = (await record()).find((call) => lineSeen(call) === line)
    if (found?.message_id !== undefined) return found.message_id
    await pause(AGAIN_MS)
  }
}

type Click = { who: Somebody; message: string; text: string }

type Answer = { toast: string; card: string }

/** A click that is not answered is delivered again under its own id, as the platform does. */
async function press(people: People, { who, message, text }: Click): Promise<Answer> {
  let event_id = eventId()
  for (;;) {
    people.clicks += 1
    const { toast, card } = await people.control.press({ as: who.openId, message, text, event_id })
    const said = String(toast?.['content'])
    if (toast !== undefined && !said.includes(PRESS_AGAIN))
      return { toast: said, card: JSON.stringify(card ?? {}) }
    await pause(AGAIN_MS)
    // Whoever does as the toast says presses a second time.
    if (toast !== undefined) event_id = eventId()
  }
}

function eventId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}

function isUnderWay({ toast }: Answer): boolean {
  return toast.includes('正在处理')
}

function check({ faults }: People, where: string, { text, wanted }: { text: string; wanted: string }): void {
  if (!text.includes(wanted)) faults.push(`${where}: 「${wanted}」 is missing in 「${text}」`)
}
