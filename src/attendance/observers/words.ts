import type { Cause } from '../../letters/types.ts'
import type { RuledLadder } from '../../meetings/types.ts'
import { lengthOf } from '../../time/format.ts'

/** What observers are told. */
export const words = {
  title: (meeting: string) => `【列席邀请】${meeting}`,
  summary: (state: string, meeting: string) => `${state}：${meeting}`,
  states: {
    open: '列席邀请',
    moved: '列席的会议改期',
    begun: '列席的会议已开始',
    ended: '列席的会议已结束',
    cancelled: '列席的会议取消',
    outdated: '列席的会议安排有变',
    withdrawn: '列席邀请已撤回',
    dismissed: '无需列席',
  },
  ask: '请您列席本次会议，无需反馈。',
  checkIn: '现在可以签到。',
  checkedIn: (at: string) => `您已签到（${at}）。`,
  items: '您列席的议题：',
  dismissed: '会议安排有变，这次无需您列席。',
  withdrawn: '此邀请已撤回，请以之后的通知为准。',
}

/** Why an invitation was sent. */
export function cause(meeting: string, { notice, keys }: RuledLadder): Cause {
  return {
    because: `${meeting}请您列席`,
    rule: { says: `学院设定最迟提前${lengthOf(notice)}告知`, key: keys.notice },
    stops: '会议取消、改期、通知撤回，或不再需要您列席后，不再发送',
  }
}
