import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorldInput } from '../../src/sandbox/world.ts'

/** The app of the drill. */
export const APP = { id: 'cli_00000000000d3111', secret: 'drill-secret', openId: 'ou_drill_bot' }

const ZONE = '+08:00'
const FIRST = Temporal.PlainDateTime.from('2026-11-24T08:00')
const HOURS_BETWEEN = 2
/** The step at which the weekly digest is due. */
export const DIGEST_STEP = 4
const SCOPES = [
  'im:message:send_as_bot',
  'im:message:update',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
]

/** A member, known by the id that the platform uses. */
export type Somebody = { openId: string; name: string }
export type Branch = { id: string; chat: string; members: Somebody[]; secretary: Somebody }
export type College = { branches: Branch[]; admin: Somebody; committee: string; steps: number }

/** How many reminders a person gets a day. */
export const DAILY_CAP = 3

/** The wall time of a step: at each, one batch of meetings reaches every stage of its life. */
export function stepAt(step: number): Temporal.Instant {
  return Temporal.Instant.from(`${wallClock(step)}${ZONE}`)
}

/** The college's day at an instant. */
export function dayAt(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(ZONE).toPlainDate().toString()
}

function wallClock(step: number): Temporal.PlainDateTime {
  return FIRST.add({ hours: HOURS_BETWEEN * step })
}

/** What the meeting of a batch is called; cards are recognised by it. */
export function titleOf(batch: number, branch: string): string {
  return `演练${batch}-${branch}`
}

/** A college of `branches` branches with `people` members each, and meetings for so many steps. */
export function aCollege(size: { branches: number; people: number; steps: number }): College {
  const branches = Array.from({ length: size.branches }, (_, index) => branchOf(index + 1, size.people))
  // An administrator who always answers is reminded of overdue reports alone, below any cap.
  const admin = branches[0]?.members[1]
  if (admin === undefined) throw new Error('a college has branches, and a branch has members')
  return { branches, admin, committee: 'oc_drill_committee', steps: size.steps }
}

function branchOf(number: number, people: number): Branch {
  const id = `B${String(number).padStart(2, '0')}`
  const members = Array.from({ length: people }, (_, index) => somebody(`${id}_${index + 1}`))
  const [secretary] = members
  if (secretary === undefined) throw new Error('a branch has members')
  return { id, chat: `oc_drill_${id}`, members, secretary }
}

function somebody(id: string): Somebody {
  return { openId: `ou_drill_${id}`, name: `学员${spelled(id)}` }
}

/** A name holds no digits. */
function spelled(id: string): string {
  return id.replace(/\d/g, (digit) => '零一二三四五六七八九'.charAt(Number(digit))).replace('_', '·')
}

/** Writes the college's files into `folder`; answers the path of the first. */
export async function writeFiles(college: College, folder: string): Promise<string> {
  const path = join(folder, 'college.yaml')
  await writeFile(join(folder, 'members.csv'), membersOf(college))
  await writeFile(path, yamlOf(college))
  return path
}

function membersOf({ branches }: College): string {
  const lines = branches.flatMap(({ id, members, secretary }) =>
    members.map((one) => {
      const office = one === secretary ? '支部书记' : ''
      return [idOf(one), one.name, one.openId, id, office].join()
    }),
  )
  return ['id,name,open_id,branch,office', ...lines, ''].join('\n')
}

function idOf({ openId }: Somebody): string {
  return openId.replace('ou_drill_', 'D')
}

/** A thousand kills make more calls than a college's month may have: no administrator is to be told of that. */
const QUOTA = 1_000_000

/** Each batch is announced at its step, then every two hours: asked, checked in, to be reported, chased, escalated. */
function yamlOf({ branches, admin, committee, steps }: College): string {
  const batches = Array.from({ length: steps }, (_, batch) => batch)
  return `college: { id: DRILL, name: 演练学院, timezone: Asia/Shanghai, chats: { committee: ${committee} } }
branches:
${branches.map(({ id, chat }) => `  - { id: ${id}, name: ${id}党支部, short: ${id}, chat: ${chat} }`).join('\n')}
members: ./members.csv
committee: [{ member: ${idOf(admin)}, rights: admin }]
meetings:
${batches.flatMap((batch) => branches.map((branch) => meetingOf(batch, branch))).join('\n')}
reminders: { notice: PT4H15M, answerBy: PT1H15M, ask: PT1H, silent: false, dailyCap: ${DAILY_CAP} }
checkin: { opens: PT15M, late: PT1H, closes: PT30M }
reports: { due: PT2H30M, chase: [PT0S], escalate: PT2H }
digest: { at: "TUE ${wallClock(DIGEST_STEP).toPlainTime().toString({ smallestUnit: 'minute' })}", dayOff: same-day }
quota: { monthly: ${QUOTA} }
`
}

function meetingOf(batch: number, { id }: Branch): string {
  const start = wallClock(batch + 2).add({ minutes: 15 })
  return `  - { id: M${batch}-${id}, for: ${id}, type: 支部党员大会, title: ${titleOf(batch, id)}, start: ${start.toString({ smallestUnit: 'minute' })}, minutes: 75, place: 会议室 }`
}

/** The same people and chats as the local platform knows them. */
export function worldOf({ branches, admin, committee }: College, now: Temporal.Instant): WorldInput {
  const group = (chat_id: string, members: Somebody[]) => ({
    chat_id,
    name: chat_id,
    members: members.map(({ openId }) => openId),
    bots: [APP.id],
  })
  return {
    now: now.toString(),
    apps: [{ app_id: APP.id, app_secret: APP.secret, name: '支部助手', open_id: APP.openId, scopes: SCOPES }],
    people: branches.flatMap(({ members }) => members.map(({ openId, name }) => ({ open_id: openId, name }))),
    chats: [group(committee, [admin]), ...branches.map(({ chat, members }) => group(chat, members))],
  }
}
