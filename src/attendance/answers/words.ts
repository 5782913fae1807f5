import type { Cause } from '../../letters/types.ts'
import type { RuledLadder } from '../../meetings/types.ts'
import { lengthOf } from '../../time/format.ts'
import type { Role } from '../types.ts'

/** What people read who joined the list of a meeting after its notice, or dropped out of it. */
export const words = {
  added: (name: string, title: string) => `${name}，您好：您已列入${title}的应到名单，请点选是否参加。`,
  saidBy: (name: string) => `由${name}代为反馈，如有出入可自行修改。`,
  confirmTitle: '会前提醒',
  confirm: ({ title, start, place }: { title: string; start: string; place: string }) =>
    `提醒：${title}将于${start}开始${place === '' ? '' : `，地点${place}`}。到场后请签到。`,
  uninvited: '无需反馈',
  notExpected: {
    out: '您已不在本次会议的应到名单中，无需反馈。',
    exempt: '您可不参加本次会议；如能到场，欢迎签到。',
    observer: '您列席本次会议，无需反馈；到场后请签到。',
  } satisfies Record<Exclude<Role, 'due'>, string>,
}

/** Why whoever joined was written to. */
export function addedCause(meeting: string): Cause {
  return {
    because: `${meeting}通知之后，您列入了应到名单`,
    stops: '已反馈，或不再列入应到名单后，不再发送',
  }
}

/** Why whoever said that they come got a word before the start. */
export function confirmCause(meeting: string, { confirm, keys }: RuledLadder): Cause {
  const before = confirm === null ? '' : lengthOf(confirm)
  return {
    because: `您已反馈参加${meeting}`,
    rule: { says: `学院设定会前${before}提醒已反馈参加的同志`, key: keys.confirm },
    stops: '改为请假，或会议取消、改期、通知撤回后，不再发送',
  }
}
