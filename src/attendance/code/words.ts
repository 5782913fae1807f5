import type { Cause } from '../../letters/types.ts'

/** What is said about the digits of a check-in. */
export const words = {
  title: (meeting: string) => `签到口令：${meeting}`,
  summary: (meeting: string) => `签到已开放：${meeting}`,
  say: (digits: string) => `请在会场口头告知：“签到口令是${[...digits].join(' ')}。”`,
  keep: '口令只在会场告知，请不要发到群里。没有手机或输错多次的同志，可在“签到情况”中代签。',
  over: '签到已结束，口令不再使用。',
}

/** Why the host got the digits. */
export function cause(meeting: string): Cause {
  return {
    because: `${meeting}开放签到，口令由主持人口头告知`,
    rule: { says: '学院设定签到需填口头告知的口令', key: 'checkin.code' },
    stops: '学院不再设定口令后，不再发送',
  }
}
