import type { Cause } from '../../letters/types.ts'

/** What is said to whoever is reminded by hand 催办. */
export const words = {
  title: '活动纪实待补交',
  doneTitle: '活动纪实待补交：已办理',
  owed: (title: string, due: string) => `${title}，应于${due}前提交`,
  hint: '如有困难，可点“去填写”后说明，也可由支委代为填写。',
  further: (count: number) => `另有${count}份，可发送“待办”查看。`,
  several: (title: string, count: number) => (count > 1 ? `${title}等${count}份` : title),
}

/** Why the letter was sent. */
export const cause = (title: string): Cause => ({
  because: `学院管理员查看了逾期未交的活动纪实，发出时${title}尚未提交`,
  stops: '提交后不会再提醒，同一份一天最多催办一次',
})
