import type { Cause } from '../../letters/types.ts'

/** What whoever had answered is told when a notice is taken back. */
export const words = {
  withdrawn: (when: string, meeting: string) =>
    `${when}的${meeting}，会议通知已撤回。您的反馈已保留，请以之后的通知为准。`,
}

/** Why the letter was sent. */
export const cause: Cause = {
  because: '您已反馈的会议，其通知被撤回',
  stops: '会议取消或改期时另有通知，不再发这一条',
}
