import type { College } from '../../../config/college.ts'
import type { WorldInput } from '../../sandbox/world.ts'

type Stop = NonNullable<WorldInput['tour']>[number]

/** Seven stops through one week of 本科生第二党支部, each at most three taps; in order of time. */
export function tour(college: College): Stop[] {
  const openIdOf = (member: string) => college.members.find(({ id }) => id === member)?.openId ?? ''
  const branch = college.branches.find(({ id }) => id === 'B10')?.chat ?? ''
  const committee = college.settings.chats.committee ?? ''
  const member = openIdOf(MEMBER)
  return [
    { ...stops.digest, as: openIdOf('M0142'), chat: committee },
    { ...stops.report, as: openIdOf('M0213'), chat: branch },
    { ...stops.review, as: openIdOf('M0142'), chat: 'bot' },
    { ...stops.inspection, as: openIdOf('M0142'), chat: 'bot' },
    { ...stops.answer, as: member, chat: branch },
    { ...stops.reminder, as: openIdOf(SILENT), chat: 'bot' },
    { ...stops.checkin, as: member, chat: branch },
  ]
}

/** A member of the third group who answers at once, and one of another group who has not yet. */
const MEMBER = 'M0221'
const SILENT = 'M0226'

const stops = {
  digest: {
    title: { zh: '组织委员：周一的周报', en: 'The organiser: Monday’s digest' },
    text: {
      zh: '周一8:30，上周的学院周报已经在党委群里：14个支部一行一个，需要处理的列在最前，各有按钮。请往下翻，再点开“口径说明”。',
      en: 'At 8:30 on Monday last week’s digest reached the committee: one row for each of the 14 branches, and above them what is to be decided, with buttons. Scroll down, then open “口径说明” (how it is counted).',
    },
  },
  report: {
    title: { zh: '支部书记：在群里回一句话', en: 'The secretary: one line in the group' },
    text: {
      zh: '上周五的党小组会要交活动纪实，今天18:00截止。在群里写“@支部助手 党小组会已开，实到13人，学习了全会精神。”，按回车发送；再打开与支部助手的私聊，核对后点“提交”。',
      en: 'Friday’s group meeting still needs its record, due today at 18:00. In the group write “@支部助手 党小组会已开，实到13人，学习了全会精神。” and press Enter; then open your direct chat with 支部助手, check the card and press “提交” (submit).',
    },
  },
  review: {
    title: { zh: '组织委员：审核纪实', en: 'The organiser: reading records' },
    text: {
      zh: '私聊发送“审核”：待审核的纪实在一张卡片上逐份看。点“通过”看下一份；勾选要点点“退回”，提交人会收到私聊。点错可“撤销上一份”。',
      en: 'Send “审核” (review) in the direct chat: one card walks through the records that wait. “通过” lets one pass; tick a point and press “退回” to send one back, and whoever wrote it is told in private. “撤销上一份” takes the last one back.',
    },
  },
  inspection: {
    title: { zh: '组织委员：安排督促检查', en: 'The organiser: a term’s inspections' },
    text: {
      zh: '发送“督查”，点“生成计划”，看过抽签结果再点“确认”：14个支部各安排一次，督查员不查本支部。督查员发送“督查 B10”填写督查表。',
      en: 'Send “督查” (inspections), press “生成计划”, look at what was drawn, and press “确认”: every branch is visited once, by nobody of its own. Its inspector then fills in the sheet by “督查 B10”.',
    },
  },
  answer: {
    title: { zh: '党员：点一下即可反馈', en: 'A member: one tap to answer' },
    text: {
      zh: '周三14:00是第四季度支部党员大会。在会议通知上点“参加”或“请假”，开会前都可以改。群里只显示人数，不显示姓名。',
      en: 'The quarterly members’ meeting is on Wednesday at 14:00. On its notice press “参加” (I will come) or “请假” (ask for leave); you may change it until the meeting starts. The group sees counts, never names.',
    },
  },
  reminder: {
    title: { zh: '快进：只提醒尚未反馈的人', en: 'Fast-forward: a reminder only for the silent' },
    text: {
      zh: '点两次“快进1天”，到周三上午。周二13:00，尚未反馈的人各收到一次私聊提醒，已反馈的人不会收到。这位同学尚未反馈，点“参加”即可。',
      en: 'Press “快进1天” (one day on) twice, to Wednesday morning. On Tuesday at 13:00 everybody who had not answered got one private reminder, and nobody else did. This member has not answered yet: press “参加” (I will come).',
    },
  },
  checkin: {
    title: { zh: '会场：签到', en: 'At the meeting: check in' },
    text: {
      zh: '点两次“到下一件事”：先到周三13:00（提醒周四会议尚未反馈的人），再到13:45，群里出现签到。点“签到”，人数随即更新。散会后这张卡片变成会后小结，主持人会私聊收到会后一卡。',
      en: 'Press “到下一件事” (to the next event) twice: first to Wednesday 13:00 (reminders for Thursday’s meetings), then to 13:45, when the check-in appears in the group. Press “签到” (check in): the count changes at once. After the meeting this card becomes the summary, and the host gets one card to confirm who came and file the record.',
    },
  },
} satisfies Record<string, Pick<Stop, 'title' | 'text'>>
