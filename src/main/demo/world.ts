import { type College, loadCollege, type Member } from '../../../config/college.ts'
import { Fault } from '../../errors.ts'
import type { WorldInput } from '../../sandbox/world.ts'
import { DEMO_COLLEGE } from '../timetable.ts'
import { tour } from './tour.ts'

/** The app of the demo: known to the sandbox and to the bot, to nobody else. */
export const DEMO_APP = {
  id: 'cli_0123456789abcdef',
  secret: 'demo-secret',
  encryptKey: 'demo-encrypt-key',
  verificationToken: 'demo-verification-token',
}

const SCOPES = [
  'im:message:send_as_bot',
  'im:message:update',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:chat:read',
  'im:chat.members:read',
  'im:chat.members:bot_access',
  'im:resource:upload',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
]

/** The demo college as its files say. */
export async function demoCollege(): Promise<College> {
  const loaded = await loadCollege(DEMO_COLLEGE)
  if (!loaded.ok) throw new Fault('演示学院的文件有误。', { cure: '请恢复 config/demo 下的文件。' })
  return loaded.college
}

/** The people and chats of a college as the local platform shows them. */
export function worldOf(college: College, now: Temporal.Instant): WorldInput {
  const { chats } = college.settings
  const committee = college.committee.map(({ member }) => member)
  const secretaries = holders(college, '支部书记')
  const admins = college.committee.filter(({ rights }) => rights === 'admin').map(({ member }) => member)
  const inspectors = college.inspectors.map(({ member }) => member)
  const group = (chat: string | null, name: string, members: readonly string[]) =>
    chat === null ? [] : [{ chat_id: chat, name, members: openIdsOf(college, members), bots: [DEMO_APP.id] }]
  return {
    now: now.toString(),
    apps: [
      {
        app_id: DEMO_APP.id,
        app_secret: DEMO_APP.secret,
        encrypt_key: DEMO_APP.encryptKey,
        verification_token: DEMO_APP.verificationToken,
        name: '支部助手',
        open_id: 'ou_zhibu',
        scopes: SCOPES,
      },
    ],
    people: college.members.flatMap((member) => personOf(college, member)),
    chats: [
      ...group(chats.committee, '学院党委', committee),
      ...group(chats.secretaries, '党支部书记群', [...secretaries, ...admins]),
      ...group(chats.inspectors, '督促检查工作组', [...inspectors, ...admins]),
      ...college.branches.flatMap(({ id, chat, name }) =>
        group(
          chat,
          name,
          college.members.filter(({ branch }) => branch === id).map((member) => member.id),
        ),
      ),
    ],
    tour: tour(college),
  }
}

const SEATS = { admin: '学院管理员', member: '学院党委委员' }

function holders(college: College, office: string): string[] {
  return college.members.filter(({ offices }) => offices.includes(office)).map(({ id }) => id)
}

function openIdsOf(college: College, members: readonly string[]): string[] {
  const wanted = new Set(members)
  return college.members.flatMap(({ id, openId }) => (wanted.has(id) && openId !== null ? [openId] : []))
}

function personOf(college: College, member: Member): WorldInput['people'] {
  if (member.openId === null) return []
  const branch = college.branches.find(({ id }) => id === member.branch)
  const group = college.groups.find(({ id }) => id === member.group)
  const seat = college.committee.find((one) => one.member === member.id)
  const offices = [...(seat === undefined ? [] : [SEATS[seat.rights]]), ...member.offices]
  const titles = [branch?.short, ...(offices.length > 0 ? offices : [group?.name ?? '党员'])]
  return [{ open_id: member.openId, name: member.name, title: titles.join(' · ') }]
}
