import type { Matter } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { RelayRefusal } from './types.ts'

/** Who may do what is asked for. */
export const offices = {
  report: '主持人、支部书记、支委或本组党小组组长',
  answer: '被收集的支部书记、支委或本人',
  settle: '学院管理员',
  roll: '支部书记或主持人',
  rollLate: '学院管理员',
  meeting: '会议主持人、支部书记或支委',
  overview: '支部书记、支委或会议主持人',
  list: '支部书记、支委或学院管理员',
  observers: '支部书记或学院管理员',
  votes: '主持人、支部书记或支委',
  makeup: '主持人、支部书记或副书记',
  training: '主持人、支委或学院管理员',
  exempt: '支部书记',
  task: '支部书记、副书记或学院管理员',
  result: '支部书记或副书记',
  plan: '学院管理员',
  collection: '收集的发起人',
  convene: '支部书记、支委或学院管理员',
  undo: '支部书记、支委、本组党小组组长或学院管理员',
  collect: '支部书记、副书记或学院管理员',
  pause: '支部书记或学院管理员',
  resume: '支部书记或学院管理员',
  calendar: '学院管理员',
  nudge: '学院管理员',
  step: '承办支部的书记、副书记，承办人本人或学院管理员',
} satisfies Record<Matter, string>

const asks = (matter: string) => (who: string, what: string) => `${who}请您办理：${what}${matter}。`

/** What is said about putting a matter before whoever may 转达. (domain §7.27) */
export const words = {
  title: '需要其他同志办理',
  offer: (office: string) => `这项操作需要${office}办理。如需协助，可点此转达。`,
  about: (what: string) => `事项：${what}`,
  relay: '转达',
  relayed: (name: string) => `已转达给${name}。`,
  nobody: '目前没有可以办理的同志。',
  relayedToday: (refusal: string) => `${refusal}今天已为您转达。`,
  offered: (refusal: string) => `${refusal}如需协助，可在与我的私聊中点“转达”。`,

  askedTitle: '转达',
  asked: {
    report: asks('的活动纪实'),
    answer: asks('的填写'),
    settle: asks('的免交或重开'),
    roll: asks('的到会登记'),
    rollLate: (who: string, what: string) => `${who}请您更正：${what}的到会登记，会后已超过72小时。`,
    meeting: asks('的调整'),
    overview: asks('的反馈和签到'),
    list: asks('的应到名单'),
    observers: asks('的列席邀请'),
    votes: asks('的表决登记'),
    makeup: asks('的补学'),
    training: asks('的学时'),
    exempt: asks(''),
    task: asks(''),
    result: asks('的确认'),
    plan: asks('的安排'),
    collection: asks('（收集）'),
    convene: asks(''),
    undo: asks('的补录撤销'),
    collect: asks(''),
    pause: asks('的暂停或恢复'),
    resume: asks('的恢复'),
    calendar: asks('的导入'),
    nudge: asks(''),
    step: asks(''),
  } satisfies Record<Matter, (who: string, what: string) => string>,
  bySaying: (word: string) => `发送“${word}”即可办理。`,
  further: (count: number) => `另有${count}项。`,
}

/** Why nothing is put before anybody. */
export const refusals = {
  nobody: words.nobody,
  already: '这一事项今天已转达，无需再点。',
} satisfies Record<RelayRefusal, string>

/** Why each letter was sent. */
export const causes = {
  offer: { because: '您点的操作需要其他同志办理', stops: '不点则不会收到' },
  asked: { because: '有同志请您办理一项由您负责的事项', stops: '办理后无需再管' },
} satisfies Record<string, Cause>
