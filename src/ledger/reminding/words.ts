import type { Cause } from '../../letters/types.ts'

/** What reminds of the steps of programmes 台账. */
export const words = {
  title: '台账提醒',
  doneTitle: '台账事项已办理',
  done: '这里的事项已办理，或已另定时间，无需再管。',
  of: (branch: string | null, title: string) => (branch === null ? title : `${branch}：${title}`),
  by: (title: string, day: string) => `${title}，${day}前。`,
  past: (title: string, day: string) => `${title}，原定${day}前，请抽空办理。`,
  until: (title: string, at: string) => `${title}，${at}截止。`,
  overdue: (title: string, at: string) => `${title}，原定${at}截止，请抽空补交。`,
  returned: (title: string) => `${title}需要补充，修改后可直接再次提交。`,
  explained: '已说明情况，等待答复。',
  further: (count: number) => `另有${count}项，发送“待办”可查看。`,
  hint: '签字件可直接把照片或扫描件发给我。',
  several: (title: string, count: number) => (count === 1 ? title : `${title}等${count}项`),
}

/** Why it was sent. */
export const cause: Cause = {
  because: '台账中由您办理的事项将到或已过期限，发出时尚未办理',
  stops: '办结或提交后不会再提醒',
}
