import type { Relays } from '../cards/need.ts'
import type { Cause } from '../letters/types.ts'
import { shortDay } from '../time/format.ts'
import type { About, Counts, Note, Refusal } from './types.ts'

/** What people read about reports. 「您」, one fact per line, no blame. */
export const words = {
  fill: '去填写',
  fillLate: '补交',
  fillAgain: '修改',
  submit: '提交',
  drop: '取消',
  fillMore: '详细填写',
  afterTitle: (title: string) => `【会后一卡】${title}`,
  afterHint: '有议定事项的点“详细填写”；也可以直接回复文字、发送现场照片。',
  begunElsewhere: '您写的内容在另一张“纪实确认”卡片上，请在那里核对提交。',
  requestTitle: '活动纪实待提交',
  request: (title: string, due: string) => `${title}已结束，请在${due}前提交活动纪实：内容、议定事项、照片。`,
  requestHint: '时间、地点和人数已预填。也可以回复本条消息并@支部助手，写明活动内容，再到私聊中核对提交。',
  submittedTitle: '活动纪实已提交',
  submitted: (title: string, at: string) => `${title}的活动纪实已于${at}提交。`,
  returnedTitle: '活动纪实待补充',
  returned: (title: string) => `${title}的活动纪实需要补充，修改后可直接再次提交。`,
  withdrawnTitle: '活动纪实已撤回',
  withdrawn: (title: string) => `${title}的活动纪实已撤回，修改后可再次提交。`,
  whyNotHeld: '未召开，原因',
  notHeld: (title: string) => `${title}未召开，已说明原因。`,
  settledTitle: '活动纪实已完成',
  approved: (title: string) => `${title}的活动纪实已通过审核。`,
  remark: '审核点评',
  waived: (title: string) => `${title}不需要提交活动纪实。`,
  waivedBecause: (reason: string) => `免交理由：${reason}`,
  setAnew: '截止时间已重新确定，以此为准；已写的内容保留。',
  chaseTitle: '活动纪实提醒',
  dueToday: (title: string, time: string) => `${title}的活动纪实今天${time}截止。`,
  dueSoon: (title: string, due: string) => `${title}的活动纪实将于${due}截止。`,
  dueNow: (title: string, due: string) => `${title}的活动纪实已到截止时间（${due}），请抽空补交。`,
  overdue: (title: string, days: number) => `${title}的活动纪实已超过截止时间${days}天，请抽空补交。`,
  explained: '已说明情况，等待答复。',
  extensionAsked: (day: Temporal.PlainDate) => `已申请延至${shortDay(day)}，正等待答复，期间不再催办。`,
  wayOut: (ofBranch: boolean) =>
    `时间、地点和人数已预填。${ofBranch ? '支委和本组党小组组长' : '学院党委委员'}也可代为填写。`,
  college: '学院党委',
  meeting: '会议',
  time: '时间',
  place: '地点',
  host: '主持人',
  agenda: '议题',
  people: '人数',
  votes: '表决',
  written: '内容',
  decisions: '议定事项',
  contentHint: '开展了什么、学习或讨论了什么',
  decisionsHint: '没有可不填',
  confirmTitle: '纪实确认',
  notHeldTitle: '已说明未召开',
  notHeldReason: '未召开原因',
  confirmedTitle: '纪实已提交',
  confirm: (due: string) => `核对后点“提交”生效。${due}前可再次提交，以最后一次为准。`,
  confirmLate: '核对后点“提交”生效。',
  careful: '请勿上传涉密或内部敏感材料。',
  photos: (count: number) => `照片${count}张`,
  kept: (length: number) => `已收到全文，共${length}字：`,
  uncounted: '到会情况未登记，内容中应写明应到、实到',
  counts: ({ expected, present, leave, absent, unconfirmed }: Counts) =>
    `应到${expected}，实到${present}，请假${leave}，缺席${absent}${unconfirmed === 0 ? '' : `，待核实${unconfirmed}`}`,
  toSupplement: (reason: string) => `需要补充：${reason}`,
  rewritten: (by: string, at: string) =>
    `${by}已于${at}提交过这份纪实，内容如下。您再提交，则以您的为准；点“取消”，则保留其内容。`,
  submittedBefore: (at: string) => `本次活动的纪实已于${at}提交过，再次提交以最后一次为准。`,
  confirmDone: (at: string) => `已于${at}提交，谢谢。`,
  changeable: (due: string) => `${due}前如需修改，可点“修改”，以最后一次提交为准。`,
  notSubmitted: {
    dropped: { title: '纪实草稿已取消', text: '已取消，这份草稿未提交。' },
    withdrawn: { title: '纪实草稿已撤回', text: '消息已撤回，这份草稿未提交。' },
  },
  movedOnTitle: '纪实确认：已有新的一份',
  confirmMovedOn: '您之后又写了一份，请在最新的确认卡上提交。',
  done: '已提交，谢谢。',
  more: '您写的已保存。还有内容需核对，请在发到私聊的“纪实确认”卡片上补充后提交。',
  moreToConfirm: '您写的已保存。还有同志待核实，核实后在发到私聊的“纪实确认”卡片上提交。',
  dropped: '已取消，没有提交任何内容。',
  formSent: '填写卡已发到与您的私聊。',
  formThere: '填写卡已在私聊中，请查看。',
}

/** What is said otherwise of what each saw on a visit 走出去. */
const visitWords = {
  request: (title: string, due: string) => `${title}已结束，请在${due}前写下收获和可借鉴做法。`,
  requestHint: '也可以回复本条消息写明，再到私聊中核对提交。',
  wayOut: () => '也可以回复本条消息写明，再到私聊中核对提交。',
  meeting: '活动',
}

/** Of what its title says by itself. */
const titleWords = {
  returned: (title: string) => `${title}需要补充，修改后可直接再次提交。`,
  withdrawn: (title: string) => `${title}已撤回，修改后可再次提交。`,
  dueToday: (title: string, time: string) => `${title}今天${time}截止。`,
  dueSoon: (title: string, due: string) => `${title}将于${due}截止。`,
  dueNow: (title: string, due: string) => `${title}已到截止时间（${due}），请抽空补交。`,
  overdue: (title: string, days: number) => `${title}已超过截止时间${days}天，请抽空补交。`,
}

/** Of what somebody collects 收集. */
const collectionWords = {
  ...titleWords,
  requestTitle: '收集待填写',
  request: (title: string, due: string) => `${title}，请在${due}前填写。`,
  requestHint: '也可以回复本条消息，按“题目：答案”写明，再到私聊中核对提交。',
  submittedTitle: '收集已提交',
  submitted: (title: string, at: string) => `${title}已于${at}提交。`,
  returnedTitle: '收集待补充',
  withdrawnTitle: '收集已撤回',
  settledTitle: '收集已完成',
  approved: (title: string) => `${title}已通过审核。`,
  waived: (title: string) => `${title}不再需要填写。`,
  chaseTitle: '收集提醒',
  wayOut: () => '也可以回复本条消息，按“题目：答案”写明，再到私聊中核对提交。',
  confirmTitle: '填写确认',
  confirmedTitle: '已提交',
  movedOnTitle: '填写确认：已有新的一份',
  meeting: '收集',
}

/** Of what an inspection asked to be put right 整改. */
const remedyWords = {
  ...titleWords,
  requestTitle: '整改待提交',
  request: (title: string, due: string) => `${title}，请在${due}前写明整改措施和完成情况。`,
  requestHint: '可附照片和文件。具体要求见“督查反馈”，发送“督查”也可查看。',
  submittedTitle: '整改已提交',
  submitted: (title: string, at: string) => `${title}已于${at}提交，由督查员审核。`,
  returnedTitle: '整改待补充',
  withdrawnTitle: '整改已撤回',
  settledTitle: '整改已办结',
  approved: (title: string) => `${title}已通过，整改完成。`,
  waived: (title: string) => `${title}不再需要提交。`,
  chaseTitle: '整改提醒',
  wayOut: () => '具体要求见“督查反馈”，发送“督查”也可查看。支委也可代为填写。',
  confirmTitle: '整改确认',
  confirmedTitle: '整改已提交',
  movedOnTitle: '整改确认：已有新的一份',
  meeting: '整改事项',
}

/** Of a step of a programme 台账. */
const stepWords = {
  ...titleWords,
  requestTitle: '台账事项待提交',
  request: (title: string, due: string) => `${title}，请在${due}前提交。`,
  requestHint: '照片和文件请直接发到私聊。',
  submittedTitle: '台账事项已提交',
  submitted: (title: string, at: string) => `${title}已于${at}提交。`,
  returnedTitle: '台账事项待补充',
  withdrawnTitle: '台账事项已撤回',
  settledTitle: '台账事项已办结',
  approved: (title: string) => `${title}已通过审核。`,
  waived: (title: string) => `${title}不再需要提交。`,
  chaseTitle: '台账提醒',
  wayOut: () => '照片和文件请直接发到私聊。支委也可代为填写。',
  confirmTitle: '台账事项确认',
  confirmedTitle: '台账事项已提交',
  movedOnTitle: '台账事项确认：已有新的一份',
  meeting: '台账事项',
}

/** What people read about a request, by what it is about. */
export const wordsOf: Record<About['kind'], typeof words> = {
  meeting: words,
  visit: { ...words, ...visitWords },
  collection: { ...words, ...collectionWords },
  remedy: { ...words, ...remedyWords },
  step: { ...words, ...stepWords },
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '这份材料由主持人、支部书记、支委或本组党小组组长填写。',
  settled: '这份材料已完成，无需再提交。',
  closed: '已过截止时间，原提交内容有效，不能再改。',
  rewritten: '您填写期间，另有同志提交过这份纪实，请看过卡片上的内容后再提交。',
  superseded: '您之后又写了一份，请在最新的确认卡上提交。',
  already: '已提交，无需重复提交。',
  dropped: '这份草稿已取消，可点“去填写”重新填写。',
  empty: '请先填写活动内容。',
  tooMany: '每份材料最多9张照片，多出的没有收下。可在确认卡上移除后再发。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'report' } satisfies Relays<Refusal>

/** What the bot answers in the chat to what was written or sent. */
export const notes = {
  ...refusals,
  outOfReach: '已收到，但确认卡无法私聊发给您。请在飞书中搜索“支部助手”并打开私聊，再回复一次。',
  unknownBranch: '没有找到这个支部。请写支部的编号或名称，如“免交 B05”。',
  severalBranches: '有几个支部与此相符。请写完整名称或编号，如“免交 B05”。',
  notExported: '文件没有生成，纪实可能正在修改。可稍后再点“导出”。',
  scanKept: '已收到签字版，随这份纪实保存。',
  scanLost: '签字版没有收下。可发不超过20MB、不加密的PDF，或不超过10MB的照片。',
  scanRefused: '这份纪实的签字版由本支部支委、本组组长、主持人或管理员发送。',
  scanNotFiled: '这份纪实正在修改，通过后再导出签字。',
  tooManyScans: '每份纪实最多保存10份签字版，多出的没有收下。',
  tooManyFiles: '每份材料最多5个附件，多出的没有收下。可在确认卡上移除后再发。',
  handedIn: '这份材料已提交，编辑消息不会改动它。如需修改，请在确认卡上点“修改”。',
  which:
    '您有多份材料待提交。请用照片或附件回复对应的那条消息，如“活动纪实待提交”“收集”；或先点对应的“去填写”，再发一次。',
} satisfies Record<Note, string>

/** Why each letter of this feature was sent. */
export const causes = {
  request: (title: string) => ({
    because: `${title}已结束，活动纪实待提交`,
    rule: { says: '学院设定了会后提交的截止时间', key: 'reports.due' },
    stops: '提交后不再需要办理',
  }),
  after: (title: string) => ({
    because: `${title}已结束，需核实到会并提交活动纪实`,
    rule: { says: '学院设定了会后提交的截止时间', key: 'reports.due' },
    stops: '提交后不再需要办理',
  }),
  chase: (title: string) => ({
    because: `发出时${title}的活动纪实尚未提交`,
    rule: { says: '学院设定了截止前后提醒的时间', key: 'reports.chase' },
    stops: '提交后不会再提醒',
  }),
  escalation: (title: string, after: string) => ({
    because: `发出时${title}的活动纪实逾期未交`,
    rule: { says: `学院设定逾期${after}后告知管理员`, key: 'reports.escalate' },
    stops: '提交后不会告知',
  }),
  confirm: (title: string) => ({
    because: `您写了${title}的活动纪实，提交前需确认`,
    stops: '提交或取消后结束',
  }),
  noted: { because: '您发来了文字、照片或附件', stops: '不发则不会收到' },
  tasks: (title: string) => ({
    because: `${title}议定了由支部办理的事项`,
    stops: '点“办结”，或例会纪实删去这一项后，不再需要办理',
  }),
  tasksDue: (title: string) => ({
    because: `发出时${title}的议定事项尚未办结，而期限将到或已过`,
    stops: '点“办结”后不会再提醒',
  }),
} satisfies Record<string, Cause | ((title: string, after: string) => Cause)>
