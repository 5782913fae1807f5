import type { Counts, Note, Refusal } from './types.ts'

/** What people read about reports. 「您」, one fact per line, no blame. */
export const words = {
  fill: '去填写',
  fillLate: '补交',
  fillAgain: '修改',
  submit: '提交',
  drop: '取消',
  requestTitle: '活动纪实待提交',
  request: (title: string, due: string) => `${title}已结束，请在${due}前提交活动纪实：内容、议定事项。`,
  requestHint: '时间、地点和人数已预填。也可以直接回复本条消息并@支部助手，写明活动内容。',
  submittedTitle: '活动纪实已提交',
  submitted: (title: string, at: string) => `${title}的活动纪实已于${at}提交。`,
  returnedTitle: '活动纪实待补充',
  returned: (title: string) => `${title}的活动纪实需要补充，修改后可直接再次提交。`,
  settledTitle: '活动纪实已完成',
  approved: (title: string) => `${title}的活动纪实已通过审核并归档。`,
  waived: (title: string) => `${title}不需要提交活动纪实。`,
  chaseTitle: '活动纪实提醒',
  dueToday: (title: string, time: string) => `温馨提示：${title}的活动纪实今天${time}截止。`,
  dueSoon: (title: string, due: string) => `温馨提示：${title}的活动纪实将于${due}截止。`,
  dueNow: (title: string, due: string) => `${title}的活动纪实已到截止时间（${due}），请抽空补交。`,
  overdue: (title: string, days: number) => `${title}的活动纪实已超过截止时间${days}天，请抽空补交。`,
  wayOut: '如有困难，可联系学院党委。时间、地点和人数已预填。',
  escalationTitle: '活动纪实待跟进',
  escalation: '活动纪实已过截止时间，尚未提交。可与该支部联系，了解是否需要协助。',
  branch: '支部',
  college: '学院党委',
  meeting: '会议',
  time: '时间',
  place: '地点',
  people: '人数',
  due: '截止',
  written: '内容',
  decisions: '议定事项',
  addition: '补充内容',
  contentHint: '开展了什么、学习或讨论了什么',
  decisionsHint: '没有可不填',
  confirmTitle: '纪实确认',
  confirmedTitle: '纪实已提交',
  confirm: (due: string) => `请核对，点“提交”后生效。${due}前可再次提交，以最后一次为准。`,
  confirmLate: '请核对，点“提交”后生效。',
  careful: '请勿填写涉密或内部敏感内容。',
  kept: (length: number) => `已收到全文，共${length}字：`,
  uncounted: '到会情况未登记，请在内容中写明应到、实到',
  counts: ({ due, present, leave, absent }: Counts) =>
    `应到${due}，实到${present}，请假${leave}，缺席${absent}`,
  differs: (stated: number, present: number) =>
    `您写的是实到${stated}人，签到记录为${present}人。两者会一并保留，可在内容中说明。`,
  toSupplement: (reason: string) => `需要补充：${reason}`,
  submittedBefore: (at: string) => `本次活动已于${at}提交过，再次提交以最后一次为准。`,
  confirmDone: (at: string) => `已于${at}提交，谢谢。`,
  changeable: (due: string) => `${due}前如需修改，可点“修改”，以最后一次提交为准。`,
  confirmDropped: '已取消，这份草稿未提交。',
  confirmMovedOn: '您之后又写了一份，请在最新的确认卡上提交。',
  done: '已提交，谢谢。',
  dropped: '已取消，没有提交任何内容。',
  formSent: '填写卡已私下发给您。',
  formThere: '填写卡已在私聊中，请查看。',
}

/** Every refusal in words. */
export const refusals = {
  no_right: '这份活动纪实需要支部书记、支部委员或党小组组长办理。如需协助，可告知支部书记。',
  settled: '这份活动纪实已办结，无需再提交。',
  closed: '已过截止时间，原提交内容有效。如需修改，请联系学院党委。',
  superseded: '您之后又写了一份，请在最新的确认卡上提交。',
  already: '已提交，无需重复提交。',
  dropped: '这份草稿已取消，可点“去填写”重新填写。',
  empty: '请先填写活动内容。',
} satisfies Record<Refusal, string>

/** What the bot answers to a text in the chat. */
export const notes = {
  ...refusals,
  drafted: '已收到，确认卡已私下发给您，点“提交”后生效。',
  form_sent: '填写卡已私下发给您，填好后点“提交”即可。',
} satisfies Record<Note, string>
