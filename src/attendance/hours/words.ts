import type { Cause } from '../../letters/types.ts'
import type { How } from './types.ts'

/** What is said about hours of training 学时. */
export const words = {
  help: '查看本年学时和离目标还差多少；书记另发“学时 名单”看本支部',
  title: (year: number) => `我的学时（${year}年）`,
  facts: { sum: '已计', goal: '目标', gap: '还差' },
  hours: (count: number) => `${count}学时`,
  reached: '已达到目标',
  line: (r: { day: string; title: string; topic: string; hours: number; how: How }) =>
    `${r.day} ${r.title}（${r.topic}）：${r.hours}学时${r.how === 'madeUp' ? '，补学' : ''}`,
  nothing: '本年还没有计入的学时。',
  further: (count: number) => `另有${count}次较早的。`,
  waiting: (count: number) => `另有${count}次会议的到会名单还在核实，核实后或会后满48小时计入。`,
  rule: '会议附有培训的，到会或完成补学即计入，不需填报。',
  since: (day: string) => `支部助手自${day}启用，此前没有登记的学时不在内。`,
  open: '名单',
  listTitle: (year: number) => `学时名单（${year}年）`,
  columns: { name: '姓名', sum: '已计', gap: '还差', branch: '支部', people: '人数', reached: '已达目标' },
  branchHead: (branch: string, people: number, reached: number) =>
    `${branch}：${people}人，已达目标${reached}人`,
  furtherPeople: (count: number) => `另有${count}人未列出。`,
  otherBranches: (count: number) => `其余${count}个支部`,
  noList: '学时名单由支部书记查看；您的学时请发“学时”。',
  private: '名单只发给您，请勿转发到群里。',
  toastOpened: '学时名单已发到与您的私聊。',
  brief: (h: { sum: number; goal: number; gap: number }) =>
    `${h.sum}学时（目标${h.goal}，${h.gap === 0 ? '已达到' : `还差${h.gap}`}）`,
}

/** Why somebody gets no list. */
export const refusals = { mayNot: words.noList }

/** Why it was sent. */
export const cause: Cause = { because: '您查询了学时', stops: '不查询则不会收到' }
