/** What stands for a matter that has no meeting and no report. */
export const words = {
  openMeeting: '打开会议',
  openResult: '查看并确认',
  exempt: (branch: string) => `${branch}的不计入应到`,
  college: '学院',
  convene: (of: string, what = '') => `${of}的会议安排${what === '' ? '' : `（${what}）`}`,
  collect: (branch: string) => `${branch}的一次收集`,
  pause: (of: string) => `${of}的通知和提醒`,
  plan: '督查计划',
  nudge: '周报中逾期活动纪实的催办',
  calendar: '放假安排',
}

/** What is sent to the bot to begin. */
export const says = { convene: '开会', collect: '收集', pause: '暂停', plan: '督查', calendar: '日历' }
