import type { Training } from '../../config/college.ts'

const GROUP = '党小组'

/** What this feature says. */
export const words = {
  when: '时间',
  where: '地点',
  agenda: '议题',
  between: '；',
  training: '培训',
  trained: ({ topic, speaker, hours }: Training) =>
    `${topic}（${speaker === '' ? '' : `${speaker}主讲，`}${hours}学时）`,
  cancelled: (title: string) => `【会议取消】${title}`,
  cancelledLine: (title: string, when: string) => `原定${when}的${title}取消。`,
  merged: (title: string) => `【会议合并】${title}`,
  mergedLine: ({ when, title, into }: { when: string; title: string; into: string }) =>
    `${when}的${title}${into}，会议照常举行；已反馈的同志无需再反馈。`,
  reason: '原因',
  groupOf: (chat: string) => `${chat}群`,
  privately: { committee: '应到支委的私聊', people: '应到人员的私聊' },
  /** Why a meeting that another one took in is not held by itself. */
  mergedInto: (kept: string) => `已并入《${kept}》`,
  /** Between the titles of a merged sitting. */
  and: '暨',
  prefixed: (group: string, title: string) =>
    group.endsWith(GROUP) && title.startsWith(GROUP)
      ? group + title.slice(GROUP.length)
      : `${group} · ${title}`,

  meetingOf: (branch: string) => `${branch}的会议`,

  noHost: (title: string) => `会议“${title}”没有主持人，也没有可代为主持的书记、组长或管理员`,
  noHostCure: '请在 college.yaml 中为该会议写明 host，或在 committee 中设一位 rights: admin。',
}
