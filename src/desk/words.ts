import type { Cause } from '../letters/types.ts'
import type { OpenReport } from '../reports/types.ts'

/** What the bot says when it is talked to. */
export const words = {
  helpTitle: '支部助手',
  helpSummary: '支部助手使用帮助',
  help: '会议通知、签到和活动纪实会按时发来，点卡片上的按钮即可办理。',
  report: '提交纪实：回复“活动纪实待提交”的消息并@支部助手，写明内容，核对后点“提交”。现场照片请私聊发给我。',
  inGroup: '在群里请先@支部助手，再写下面的词：',
  inDirect: '也可以直接发送下面的词：',
  hint: '没有看懂这条消息。发送“帮助”可查看我能做什么。',
  hintInGroup: '没有看懂这条消息。@支部助手并写“帮助”，可查看我能做什么。',
  pressHint: (labels: readonly string[]) =>
    `您回复的消息需点按钮办理：${labels.map((label) => `“${label}”`).join('')}。`,
  longHint: '这条消息太长，内容没有收下。请分成几条发送，每条不超过1万字。',
  fileHint:
    '可收文字、照片，以及活动纪实的附件（docx、xlsx、pptx、PDF或其压缩包）。附件请在活动纪实待提交时发来，或回复它的卡片发送。',
  todoTitle: '我的待办',
  summaryTitle: '今日待办汇总',
  lastToday: '为减少打扰，当天的其他提醒已并入本条。',
  furtherCovered: (count: number) => `另有${count}项提醒`,
  nothing: '目前没有需要您办理的事项。',
  troubles: (count: number) => `有${count}个群或成员联系不上，发送“名册”可查看`,
  furtherFailures: (count: number) =>
    `另有${count}项没有办成，处理以上各项后可见；全部明细见服务器上的 zhibu problems`,
  floodHint: '您一分钟内发来的消息较多，超出的没有处理，请稍后重发。',
  filesFaulty: (count: number) =>
    `学院文件有${count}处错误，仍按上次采用的内容运行；哪一行、怎么改，见“学院文件有误”消息`,
  filesWaiting: '学院文件的改动去掉了较多内容，确认前不采用；明细见“学院文件改动待确认”消息',
  meeting: {
    answer: (title: string, at: string) => `会议待反馈：${title}，${at}`,
    again: (title: string, at: string) => `会议时间有变，待再次确认：${title}，${at}`,
    category: (title: string, at: string) => `请假还差一步：${title}，${at}，选择类别并提交后才算请假`,
  },
  furtherMeetings: (count: number) => `另有${count}次会议待反馈`,
  reviews: (count: number) => `待审核：${count}份`,
  furtherReports: (count: number) => `另有${count}份材料待提交，请先办理以上各份`,
  reportDue: (what: string, title: string, due: string) => `${what}待提交：${title}，${due}截止`,
  collectionDue: (title: string, due: string) => `收集待填写：${title}，${due}截止`,
  overdue: (what: string, title: string, due: string) => `${what}待补交：${title}，原定${due}截止`,
  returned: (what: string, title: string) => `${what}待补充：${title}`,
  /** What is handed in, by what it is about. */
  handedIn: {
    meeting: '纪实',
    visit: '纪实',
    collection: '收集',
    remedy: '整改',
    step: '台账',
  } satisfies Record<OpenReport['about'], string>,
  task: (branch: string, what: string, due: string) => `例会议定事项（${branch}）：${what}，${due}前`,
  furtherTasks: (count: number) => `另有${count}件例会议定事项，请先办理以上各件`,
  step: (title: string, day: string) => `台账待办理：${title}，${day}前`,
  lateStep: (title: string, day: string) => `台账待补办：${title}，原定${day}前`,
  stepOf: (branch: string, title: string) => `${branch}：${title}`,
  furtherSteps: (count: number) => `另有${count}项台账事项，请先办理以上各项`,
  furtherMakeups: (count: number) => `另有${count}次会议待补学，请先办理以上各次`,
  furtherExplanations: (count: number) => `另有${count}份情况说明待答复，答复后再发送“待办”查看`,
  furtherExtensions: (count: number) => `另有${count}份延期申请待答复，答复后再发送“待办”查看`,
  furtherInspections: (count: number) => `另有${count}项督查事项，请先办理以上各项`,
  leave: (name: string, what: string) => `请假待批：${name}，${what}`,
  furtherLeaves: (count: number) => `另有${count}份请假待批，请先办理以上各份`,
  paused: (of: string, since: string) => `消息已暂停：${of}，自${since}起`,
  helpOfHelp: '查看我能做什么',
  helpOfTodo: '查看等您办理的事项（私聊发给您）',
}

/** Why each letter of this feature was sent. */
export const causes = {
  help: { because: '您发送了“帮助”，或支部助手刚进入本群', stops: '不发送则不会收到' },
  hint: { because: '发来的内容没有对应的功能', stops: '一般每天最多提示一次' },
  todo: { because: '您查询了待办', stops: '不查询则不会收到' },
  pause: { because: '您要暂停或恢复消息', stops: '不暂停、不恢复则不会收到' },
  summary: (cap: number) => ({
    because: '当天给您的提醒已到最后一条，其余事项并入这一条',
    rule: { says: `学院设定每人每天最多${cap}条提醒`, key: 'reminders.dailyCap' },
    stops: '所列事项办理后不会再提醒',
  }),
} satisfies Record<string, Cause | ((cap: number) => Cause)>
