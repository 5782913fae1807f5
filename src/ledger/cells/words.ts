import type { Relays } from '../../cards/need.ts'
import type { Refusal } from '../types.ts'

/** What is said where a step is done by a button. */
export const words = {
  tick: '办结',
  untick: '撤回办结',
  fill: '去填写',
  gone: '台账事项',
  found: '建台账时表中已完成',
  ticked: '已记为办结，谢谢。',
  unticked: '已恢复为未办结。',
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '这项操作需要承办支部的书记、副书记，承办人本人或学院管理员办理。',
  notTicked: '这项需要提交材料或由系统统计，不能直接点“办结”。',
  already: '这项已经处理，无需再点。',
  notYet: '还没有轮到这一步，前一步完成后再办理。',
  handedIn: '这项的材料已提交，请先审核。',
  gone: '这项已不在台账中，无需办理。',
  noReason: '请写明理由。',
  past: '新的截止日期已经过去，请选今天或以后的日期。',
  closed: '这个台账已结束，无需办理。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'step' } satisfies Relays<Refusal>
