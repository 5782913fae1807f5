/** What the bot says when it is talked to. */
export const words = {
  helpTitle: '支部助手',
  helpSummary: '支部助手使用帮助',
  help: '会议通知、签到和活动纪实会按时发来，点卡片上的按钮即可办理。',
  report: '提交纪实：回复“活动纪实待提交”的消息并@支部助手，写明内容，核对后点“提交”。',
  inGroup: '在群里请先@支部助手，再写下面的词：',
  inDirect: '也可以直接发送下面的词：',
  hint: '没有看懂这条消息。发送“帮助”可查看我能做什么。',
  hintInGroup: '没有看懂这条消息。@支部助手并写“帮助”，可查看我能做什么。',
  todoTitle: '我的待办',
  nothing: '目前没有需要您办理的事项。',
  troubles: (count: number) =>
    `有${count}项待处理：消息或提醒未能送达，或群、成员联系不上。请在服务器上运行 zhibu problems 查看。`,
  meeting: (title: string, at: string) => `会议待反馈：${title}，${at}`,
  furtherMeetings: (count: number) => `另有${count}次会议待反馈`,
  furtherReports: (count: number) => `另有${count}份纪实待提交，请先办理以上各份`,
  reportDue: (title: string, due: string) => `纪实待提交：${title}，${due}截止`,
  overdue: (title: string, due: string) => `纪实待补交：${title}，原定${due}截止`,
  returned: (title: string) => `纪实待补充：${title}`,
  leaves: (count: number) => `请假待审批：${count}份`,
  helpOfHelp: '查看我能做什么',
  helpOfTodo: '查看等您办理的事项（私下发给您）',
}
