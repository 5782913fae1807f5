import type { Cause } from '../../letters/types.ts'
import type { Refusal } from './types.ts'

/** What is said about drawing the order of rows 抽签. */
export const words = {
  draw: '抽签',
  opened: '抽签结果已私聊发给您，确认后才生效。',
  title: (programme: string) => `抽签：${programme}`,
  preview: (count: number) => `共${count}项，按随机数抽出以下次序，确认后生效：`,
  again: (n: number, reason: string) => `第${n}次抽签，原因：${reason}`,
  seed: (seed: number) => `随机数${seed}。确认前重复打开结果不变；增减对象时，其余对象的先后不变。`,
  confirm: '确认',
  confirmText: '确认后按此次序排列，只能说明原因后重新抽签。',
  confirmed: '次序已确定。',
  inForce: (when: string, who: string) => `${when}由${who}确认，次序如下：`,
  late: (count: number) => `另有${count}项在抽签之后加入，没有次序。`,
  columns: { nth: '次序', row: '对象' },
  reason: '重新抽签的原因',
  reasonHint: '将记录在案',
  redraw: '重新抽签',
  replaced: '已重新抽签，请看新的卡片。',
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '抽签由学院管理员办理。',
  closed: '这项台账已结束。',
  fewRows: '至少有两项才能抽签。',
  noReason: '已经抽过签。请写明重新抽签的原因。',
  already: '这次抽签已经确认，无需重复点。',
  changed: '对象有增减，请点“抽签”重新查看后再确认。',
} satisfies Record<Refusal, string>

/** Why it was sent. */
export const cause: Cause = { because: '您要为台账抽签', stops: '不点不会收到' }
