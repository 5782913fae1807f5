/** What an administrator reads of what has not come in. */
export const words = {
  title: '活动纪实待跟进',
  doneTitle: '活动纪实待跟进：已办理',
  hint: '活动纪实已过截止时间，尚未提交。负责人可在提醒卡片上申请延期或说明情况；无需提交的，可免交。',
  owed: (title: string, due: string) => `${title}，应于${due}前提交。`,
  asked: (said: string, day: string) => `${said}已申请延至${day}，待答复。`,
  explained: (said: string) => `${said}已说明情况，待答复。`,
  because: (said: string, reason: string) => `${said}理由：${reason}`,
  ofBranch: (branch: string, said: string) => `${branch}：${said}`,
  further: (count: number) => `另有${count}份。`,
  followedUp: (title: string, count: number) => (count > 1 ? `${title}等${count}次会议` : title),
}
