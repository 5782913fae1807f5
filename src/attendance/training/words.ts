import type { Relays } from '../../cards/need.ts'
import type { Training } from '../../../config/college.ts'
import type { Cause } from '../../letters/types.ts'
import type { TrainingRefusal } from './types.ts'

/** What is said about a training that is attached to a meeting 会训结合. */
export const words = {
  open: '记学时',
  title: (meeting: string) => `【记学时】${meeting}`,
  none: '本次会议还没有登记培训。',
  now: ({ topic, speaker, hours }: Training) =>
    `已登记：${topic}（${speaker === '' ? '' : `${speaker}主讲，`}${hours}学时）。`,
  topic: '培训题目',
  topicHint: '不填则用会议名称',
  speaker: '主讲人',
  speakerHint: '可不填',
  hours: '学时',
  hoursHint: '请选择',
  hoursOf: (hours: number) => `${hours}学时`,
  submit: '登记',
  drop: '取消登记',
  dropConfirm: '取消后，本次会议不再计入任何人的学时。',
  credited: '到会的同志和完成补学的同志自动计入；到会名单核实后，或会后满48小时起计入。',
  closedToYou: '这次会议的培训已不由您登记。',
  toastOpened: '已发到与您的私聊。',
  toastSaved: '已登记学时。',
  toastDropped: '已取消登记。',
}

/** Why a training is not attached so, with the cure. */
export const refusals = {
  mayNot: '这项操作需要支委、组长、主持人或学院管理员办理。',
  notHeld: '会议已取消或没有开成，不能记学时。',
  noHours: '请选择学时后再登记。',
  same: '已是这样登记的，无需再点。',
} satisfies Record<TrainingRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'training' } satisfies Relays<TrainingRefusal>

/** Why it was sent. */
export const cause = (meeting: string): Cause => ({
  because: `您打开了${meeting}的记学时`,
  stops: '不打开则不会收到',
})
