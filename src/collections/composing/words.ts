import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Panel, Refusal, Stage } from './types.ts'

/** What composing a collection 收集 says. */
export const words = {
  help: '例如“收集 各支部 周五17:00前 报名人数、联系人”，预览后点“开始”才发出；只发“收集”则填表',

  title: '发起收集',
  titleOf: (title: string) => (title === '' ? '发起收集' : `发起收集：${title}`),
  pending: (title: string) => `待开始：${title}`,
  started: (title: string) => `已开始：${title}`,
  startedLine: '收集已开始。进展见“收集进展”卡片，也可发送“待办”打开。',
  dropped: '没有发起收集。',

  facts: { title: '标题', whom: '发给', due: '截止', every: '每周' },
  unset: '未填',
  weekly: (day: string, at: string, until: string) => `每${day}${at}前，到${until}为止`,
  questions: '要填写的内容：',
  noQuestions: '还没有要填写的内容。',

  titleLabel: '标题',
  titleHint: '例如：学习计划报名',
  whomLabel: '发给谁',
  whomHint: '请选择',
  peopleLabel: '姓名或职务（选“指定的人或职务”时填写）',
  peopleHint: '例如：王芳、组织委员',
  dayLabel: '截止日期',
  dayHint: '请选择日期',
  clockLabel: '截止时间',
  clockHint: '请选择时间',
  everyLabel: '次数',
  everyHint: '请选择',
  once: '只收集一次',
  everyWeek: '每周同一天同一时间',
  untilLabel: '每周收集到哪一天（含）',
  untilHint: '每周收集时选择',
  save: '保存',

  labelLabel: '问题',
  labelHint: '例如：联系电话',
  typeLabel: '填写方式',
  typeHint: '请选择',
  optionsLabel: '选项（单选、多选时填写，每行一个）',
  optionsHint: '每行一个',
  requiredLabel: '是否必填',
  requiredHint: '请选择',
  required: '必填',
  optional: '可不填',
  add: '加入',

  pasteLabel: '问题（每行一个）',
  pasteHint: '1. 电话（必填）\n2. 是否参加：参加/不参加',
  read: '识别',
  understood: '识别的结果列在上方，不合适的可在“调整”里删除。',

  panels: { facts: '标题和截止', add: '加一个问题', paste: '粘贴多个问题', arrange: '调整' } satisfies Record<
    Panel,
    string
  >,
  up: (n: number) => `${n} 上移`,
  down: (n: number) => `${n} 下移`,
  out: (n: number) => `${n} 删除`,
  preview: '预览',
  back: '返回修改',
  start: '开始',
  drop: '取消',

  sends: (people: number) => `开始后发出${people}条私聊消息，每人一条。`,
  arrives: (when: string) => `现在是免打扰时段，将于${when}送达。`,
  reminds: (when: string) => `${when}提醒一次尚未提交的人。`,
  noReminder: '距截止时间较近，不再另行提醒。',
  repeats: (n: number) => `共${n}次，每次截止前三天发出。`,
  unreachedBranches: (n: number) => `${n}个支部目前没有能收到消息的书记或副书记，暂时发不到。`,
  unreachedPeople: (n: number) => `另有${n}人没有登记飞书账号，不会收到。`,
  nobody: '目前没有能收到的人。',
  private: '各人的填写只有发起人（离任后为接任书记）能看，学院的收集学院管理员也能看；群里不会出现。',
  looks: '对方看到的样子：',
  submit: '提交',
  fill: '去填写',
}

/** Why something is not taken, and what helps. */
export const refusals = {
  mayNot: '发起收集由学院管理员或支部书记、副书记办理。',
  already: '这次收集已处理完毕。',
  noTitle: '请填写标题。',
  noAudience: '请选择发给谁。',
  notYours: '这个对象由学院管理员或该支部书记收集，请在下方另选。',
  nobody: '请写明姓名或职务，例如：王芳、组织委员。',
  unknown: '名单里没有',
  several: '有几位同名，请改写编号：',
  outside: '不在本支部，不能列入：',
  noTime: '请选择截止日期和时间。',
  unclearTime: '截止时间没有看懂，请在下方选择。',
  past: '截止时间已经过去，请改为今后的时间。',
  badUntil: '每周收集请选择最后一天，须在首次截止之后，且在一年以内。',
  noQuestions: '请至少加入一个问题。',
  noLabel: '请写明问题，不超过60字。',
  badOptions: '单选和多选请写2到50个选项，每行一个，互不相同，每个不超过60字。',
  tooMany: '一次收集最多20个问题。',
  sentTwice: '照片和文件的问题各写一个：发来的照片和文件分不出属于哪个问题。可在“调整”里删除多余的。',
  unread: '有几行没有读懂，留在下方，请修改后再识别。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'collect' } satisfies Relays<Refusal>

/** A refusal about something that was written. */
export function refusalText(refusal: Refusal, said = ''): string {
  if (refusal === 'unknown') return `${refusals.unknown}“${said}”，请核对姓名或职务。`
  if (refusal === 'several' || refusal === 'outside') return `${refusals[refusal]}${said}。`
  return refusals[refusal]
}

/** What whoever presses a button is told. */
export const toasts: Record<Stage['at'], string> = {
  edit: '已保存。',
  preview: '请核对后点“开始”。',
  started: '已开始。',
  dropped: '没有发起收集。',
}

/** Why the card was sent. */
export const cause: Cause = { because: '您发了“收集”', stops: '不发则不会收到' }
