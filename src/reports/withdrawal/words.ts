import { refusals as reportRefusals } from '../words.ts'
import type { WithdrawalRefusal } from './types.ts'

/** What people read who take back what they handed in 撤回. */
export const words = {
  withdraw: '撤回',
  confirmTitle: '撤回这份纪实？',
  confirmText: '撤回后视为未提交，您可以修改后再次提交；已填的内容都会保留。',
  done: '已撤回，可修改后再次提交。',
}

/** Why that was not done. */
export const refusals = {
  mayNot: reportRefusals.mayNot,
  notYours: '这份纪实由另一位同志提交，由提交人撤回；您可以点“修改”再次提交。',
  read: '这份纪实已有审核结果，不能撤回。',
  closed: '已过截止时间，原提交内容有效，不能撤回。',
  already: '这份纪实已撤回。',
} satisfies Record<WithdrawalRefusal, string>
