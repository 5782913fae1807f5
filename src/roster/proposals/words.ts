import { basename } from 'node:path'
import type { FileFault } from '../../../config/college.ts'
import type { Cause } from '../../letters/types.ts'
import type { EntryKind, Loss, LossReason } from '../load/types.ts'
import type { Named, Refusal, State } from './types.ts'

/** What administrators read about the college's files. */
export const words = {
  faultyTitle: '学院文件有误',
  mendedTitle: '学院文件已改好',
  faulty: '文件未采用，仍按上次采用的内容运行，会议和提醒照常。',
  faultyCure: '改好并保存后自动采用，无需重启。',
  mended: '现在的文件已采用，无需处理。',
  newer: '文件后来又改过，请看最新的消息。',
  fault: ({ file, line, what, cure }: FileFault) => `${basename(file)} 第${line}行：${what}；${cure}`,
  further: (count: number) => `另有${count}处，改好以上各处后再看。`,
  waiting: '改动未采用，仍按上次采用的内容运行。',
  waitingCure: '属实的，点“确认”；误改的，点“取消”并改回文件。',
  confirm: '确认',
  cancel: '取消',
  toastYes: '已确认，几秒内采用。',
  toastNo: '已取消，改动不会采用。',
  loadedTitle: '学院文件已更新',
  settings: '有改动',
}

/** Where a version that was asked about stands. */
export const titles = {
  faulty: '学院文件改动待确认',
  waiting: '学院文件改动待确认',
  confirmed: '学院文件改动已确认',
  refused: '学院文件改动已取消',
  over: '学院文件改动已处理',
} satisfies Record<State, string>

/** What is said of it. */
export const states = {
  faulty: words.waiting,
  waiting: words.waiting,
  confirmed: '已确认，改动即将采用。',
  refused: '已取消，改动未采用。文件与现行内容不一致，请改回文件。',
  over: '文件后来已改动或已采用，无需处理。',
} satisfies Record<State, string>

/** What a version would take away. */
export const losses = {
  people: (named, { before }) => `原有${before}人，其中${named}不再在册`,
  accounts: (named) => `${named}将失去飞书账号，收不到私聊消息`,
  branches: (named) => `${named}将停用，或不再有党员`,
  secretaries: (named) => `${named}将没有支部书记`,
  admins: (named) => `${named}的管理员权限或飞书账号有变动`,
} satisfies Record<LossReason, (named: string, loss: Loss) => string>

/** The first few names, and how many there are in all. */
export function namedText({ names, count }: Named, unit: string): string {
  const more = count > names.length ? `等${count}${unit}` : ''
  return `${names.join('、')}${more}`
}

/** What the entries of each kind are called, and how they are counted. */
export const kinds = {
  member: { name: '党员', unit: '人' },
  branch: { name: '支部', unit: '个' },
  group: { name: '党小组', unit: '个' },
  committee: { name: '学院党委', unit: '人' },
  inspector: { name: '督查员', unit: '人' },
  meeting: { name: '会议', unit: '次' },
  series: { name: '系列会议', unit: '个' },
  programme: { name: '台账', unit: '项' },
  settings: { name: '设置', unit: '处' },
} satisfies Record<EntryKind, { name: string; unit: string }>

export const refusals = {
  mayNot: '这项操作需要学院管理员办理。',
  already: '已有管理员处理过，请看卡片。',
  over: '文件后来已改动或已采用，无需处理。',
} satisfies Record<Refusal, string>

/** Why each of these letters was sent. */
export const causes = {
  faulty: { because: '学院文件有误', stops: '改好文件后不再提示' },
  waiting: { because: '学院文件的改动会去掉较多人员、支部或管理员', stops: '确认、取消或改回文件即可' },
  loaded: { because: '学院文件有改动并已采用', stops: '文件不变则不会收到' },
} satisfies Record<string, Cause>
