import type { FigureName, Gap } from './types.ts'

/** Each figure by its name, its unit and how it is counted. */
export const definitions = {
  planned: {
    name: '计划',
    unit: '次',
    how: '开始时间在本期内的会议：以本期开始前最后一次安排为准，本期开始后才安排的以首次安排为准；从以后提前到本期的也计入。并入其他会议的不另计',
  },
  held: { name: '开展', unit: '次', how: '计划中已召开的；一次会议兼有几种类型的计一次，含党小组会' },
  moved: { name: '改期', unit: '次', how: '计划中改到其他周（期）的；在改到的那一期计入计划' },
  cancelled: { name: '取消', unit: '次', how: '计划中取消的，或会后说明未召开的' },
  adjourned: { name: '到会不足改期', unit: '次', how: '计划中因到会人数不足未开成的' },
  open: { name: '未结束', unit: '次', how: '计划中到统计时还没有结束的' },
  due: { name: '应到', unit: '人次', how: '已召开、到会已登记的会议的应到人数之和；应到＝实到＋请假＋缺席' },
  present: { name: '实到', unit: '人次', how: '含迟到' },
  late: { name: '迟到', unit: '人次', how: '过了迟到时间才签到的，已计入实到' },
  leave: { name: '请假', unit: '人次', how: '请假获准的' },
  absent: { name: '缺席', unit: '人次', how: '未到也未请假的；会后48小时仍待核实的计入，并另行注明' },
  unconfirmed: { name: '待核实', unit: '人次', how: '计入缺席的人中，还没有人核实的' },
  unrecorded: { name: '到会待登记', unit: '次', how: '已召开但没有登记谁到会的；不计入应到和到会率' },
  fresh: { name: '到会待核实', unit: '次', how: '结束不到48小时、还有人待核实的；暂不计入应到和到会率' },
  observers: { name: '列席', unit: '人次', how: '列席并到会的，不计入应到' },
  hours: { name: '学时', unit: '学时', how: '附有培训的会议的学时×（实到＋已补学）人数' },
  makeupsAsked: { name: '应补学', unit: '人次', how: '请假或缺席后被通知补学的' },
  makeupsMade: { name: '已补学', unit: '人次', how: '其中已经完成的，不计入实到' },
  reportsDue: {
    name: '应交纪实',
    unit: '份',
    how: '截止时间在本期内（且已过）的活动纪实，不含免交的和未召开的',
  },
  reportsOnTime: { name: '按时', unit: '份', how: '截止前首次提交的；退回修改的以首次提交为准' },
  reportsLate: { name: '迟交', unit: '份', how: '截止后首次提交的' },
  reportsMissing: { name: '待补', unit: '份', how: '到统计时还没有提交的' },
  reportsReturned: { name: '退回待改', unit: '份', how: '本期应交的纪实中，现在退回修改的' },
  visitsPlanned: {
    name: '计划督查',
    unit: '次',
    how: '日期在本期内的督促检查，每学期每个支部一次；提前督查的以实际日期为准',
  },
  visitsMade: { name: '已督查', unit: '次', how: '其中督查表已提交的' },
  visitsConfirmed: {
    name: '督查已确认',
    unit: '次',
    how: '其中支部书记已确认的，含到期未答复视为确认的',
  },
  remediesAsked: { name: '要求整改', unit: '项', how: '本期督查要求整改的，支部确认督查情况后计入' },
  remediesClosed: { name: '已整改', unit: '项', how: '其中督查员回头看通过的，含免交的' },
  decisionsDue: {
    name: '到期议定事项',
    unit: '件',
    how: '书记例会议定由本支部办理、最后一天在本期内（且已过）的',
  },
  decisionsDone: { name: '已办结', unit: '件', how: '其中到统计时已办结的' },
} satisfies Record<FigureName, { name: string; unit: string; how: string }>

/** The rate, which no rows add up to. */
export const rateDefinition = { name: '到会率', how: '实到÷（应到－请假），请假不影响到会率' }

/** At how many of the college's own meetings somebody of a branch sat in. */
export const observedDefinition = {
  name: '列席学院会议',
  unit: '次',
  how: '已召开、本支部有人列席并到会的学院会议，一次会议计一次；到会待核实的暂不计入',
}

/** Why figures are 数据不足. */
export const gapWords = {
  movedIn: '支部助手启用（或导入的以往活动开始）时，本期已经开始',
  rolls: '超过五分之一的会议没有登记到会',
  corrections: '有人申请更正到会记录，还没有处理',
} satisfies Record<Gap, string>
