import type { Action, What } from './action.ts'
import type { Chats } from './chats.ts'
import type { Seen } from './seen.ts'
import { happenings } from './story.ts'

/** Everything, each message as a person reads it, each action with what was answered to it. */
export function everyLine(seen: readonly Seen[], actions: readonly Action[], chats: Chats): string[] {
  return happenings(seen, actions).map((one) => {
    const told = 'seen' in one ? message(one.seen, chats) : action(one.action, chats)
    return `${chats.moment(one.at)} ${told}`
  })
}

function message({ to, title, lines, labels }: Seen, chats: Chats): string {
  const buttons = labels.map((label) => `［${label}］`).join('')
  return `〔${chats.receiver(to)}〕${title === '' ? '' : `${title} | `}${lines.join(' / ')}${buttons === '' ? '' : ` ${buttons}`}`
}

function action({ who, about, did, inGroup, answer }: Action, chats: Chats): string {
  const where = inGroup ? '在群里' : '在私聊中'
  const subject = about === '' ? '' : `（${chats.meeting(about)}）`
  return `　${chats.name(who)}${where}${did.what === 'say' ? `说“${did.text}”` : DONE[did.what]}${subject}${answer === '' ? '' : ` → ${answer}`}`
}

const DONE: Record<Exclude<What, 'say'>, string> = {
  join: '点“参加”',
  leave: '点“请假”',
  askLeave: '选请假类别',
  approve: '同意一份请假',
  refuse: '不同意一份请假',
  checkIn: '点“签到”',
  confirmRoll: '核实到会名单',
  reply: '写来活动纪实',
  photo: '发来一张现场照片',
  fill: '点开纪实填写',
  submit: '提交活动纪实',
  drop: '取消纪实草稿',
}
