import { setTimeout as pause } from 'node:timers/promises'
import type { Control } from '../../src/sandbox/control-client.ts'
import { type Branch, type College, type Somebody, titleOf } from './college.ts'
import { lineOf, lineSeen, roles } from './ledger.ts'

/** How often somebody tries again whose click was not answered. */
const AGAIN_MS = 400

/** People who press and write while the bot dies and comes back, and insist until they are answered. */
export type People = {
  control: Control
  college: College
  clicks: number
  /** Whose effect was not there once. */
  faults: string[]
}

/** What one branch does about the meeting of one batch. */
type Doing = { people: People; branch: Branch; title: string }

/** People who have done nothing yet. */
export function aCrowd(control: Control, college: College): People {
  return { control, college, clicks: 0, faults: [] }
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
  await Promise.all([
    ...joining.map((who) => press(people, { who, message, text: '参加' })),
    ...leaving.map((who) => press(people, { who, message, text: '请假' })),
  ])
  for (const who of joining.slice(0, 1)) {
    const { card } = await press(people, { who, message, text: '参加' })
    // 请假 without a category counts as nothing yet.
    check(people, title, { text: card, wanted: `参加${joining.length}，请假0` })
  }
}

async function checkIn({ people, branch, title }: Doing): Promise<void> {
  const { present } = roles(branch)
  const message = await messageOf(people, lineOf(branch.chat, 'checkin', title))
  await Promise.all(present.map((who) => press(people, { who, message, text: '签到' })))
  for (const who of present.slice(0, 1)) {
    const { toast, card } = await press(people, { who, message, text: '签到' })
    check(people, title, { text: toast, wanted: '无需重复' })
    const wanted = `应到${branch.members.length}，已签到${present.length}`
    check(people, title, { text: card, wanted })
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
  const { toast } = await press(people, { who, message, text: '提交' })
  check(people, title, { text: toast, wanted: '已提交' })
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

async function messageOf({ control }: People, line: string): Promise<string> {
  for (;;) {
    const found = (await control.record()).find((call) => lineSeen(call) === line)
    if (found?.message_id !== undefined) return found.message_id
    await pause(AGAIN_MS)
  }
}

type Click = { who: Somebody; message: string; text: string }

/** A click that is not answered is delivered again under its own id, as the platform does. */
async function press(
  people: People,
  { who, message, text }: Click,
): Promise<{ toast: string; card: string }> {
  const event_id = crypto.randomUUID().replaceAll('-', '')
  for (;;) {
    people.clicks += 1
    const { toast, card } = await people.control.press({ as: who.openId, message, text, event_id })
    if (toast !== undefined) return { toast: String(toast['content']), card: JSON.stringify(card ?? {}) }
    await pause(AGAIN_MS)
  }
}

function check({ faults }: People, where: string, { text, wanted }: { text: string; wanted: string }): void {
  if (!text.includes(wanted)) faults.push(`${where}: 「${wanted}」 is missing`)
}
