import type { Matter } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { RelayRefusal } from './types.ts'

/** Who may do what is asked for. */
export const offices = {
  report: '主持人、支部书记、支委或本组党小组组长',
  roll: '支部书记或主持人',
  rollLate: '学院管理员',
  meeting: '会议主持人、支部书记或支委',
} satisfies Record<Matter, string>

/** What is said about putting a matter before whoever may 转达. (domain §7.27) */
export const words = {
  title: '需要其他同志办理',
  offer: (office: string) => `这项操作需要${office}办理。如需协助，可点此转达。`,
  about: (what: string) => `事项：${what}`,
  relay: '转达',
  relayed: (name: string) => `已转达给${name}。`,
  nobody: '目前没有可以办理的同志。',
  offered: (refusal: string) => `${refusal}如需协助，可在与我的私聊中点“转达”。`,

  askedTitle: '转达',
  asked: {
    report: (who: string, what: string) => `${who}请您办理：${what}的活动纪实。`,
    roll: (who: string, what: string) => `${who}请您办理：${what}的到会登记。`,
    rollLate: (who: string, what: string) => `${who}请您更正：${what}的到会登记，会后已超过72小时。`,
    meeting: (who: string, what: string) => `${who}请您办理：${what}的调整。`,
  } satisfies Record<Matter, (who: string, what: string) => string>,
  openMeeting: '打开会议',
  further: (count: number) => `另有${count}项。`,
}

/** Why nothing is put before anybody. */
export const refusals = {
  nobody: words.nobody,
  already: '这一事项已转达，无需再点。',
} satisfies Record<RelayRefusal, string>

/** Why each letter was sent. */
export const causes = {
  offer: { because: '您点的操作需要其他同志办理', stops: '不点则不会收到' },
  asked: { because: '有同志请您办理一项由您负责的事项', stops: '办理后无需再管' },
} satisfies Record<string, Cause>
