import type { Cause } from '../../letters/types.ts'
import type { Refusal, Verdict } from './types.ts'

/** What readers read, and those whose record was read. */
export const words = {
  openCount: (count: number) => `审核（${count}）`,
  help: '逐份审核交来的纪实（学院管理员、督查组）',
  title: (branch: string | null, title: string) => `【审核】${branch === null ? '' : `${branch} `}${title}`,
  place: (number: number, of: number) => `第${number}份，共${of}份`,
  handedIn: (by: string, at: string) => `${by}于${at}提交`,
  late: '逾期提交',
  again: (n: number) => `第${n}次提交`,
  nothingWritten: '（未填写）',
  fields: { content: '内容', procedure: '流程' },
  points: '需补充的要点（可多选）',
  pointsHint: '退回时至少选一项，或在下面写明',
  remark: { content: '内容点评', procedure: '流程点评' },
  remarkHint: '可不填',
  pass: '通过',
  sendBack: '退回',
  next: '下一份',
  undo: '撤销上一份',
  private: '点评只有提交人、本支部支委和学院管理员能看到。',
  changed: (n: number) => `与第${n}次相比`,
  gone: (what: string) => `删：${what}`,
  added: (what: string) => `增：${what}`,
  asked: '上次退回的要点',
  roll: '到会名单',
  doneTitle: '审核',
  none: '没有待审核的材料。',
  finished: (count: number) => `已审核${count}份，没有待审核的了。`,
  superseded: '审核已在新的一张卡片上继续。',
  decided: (by: string, verdict: Verdict) => `${by}刚刚已${verdict === 'approved' ? '通过' : '退回'}这一份。`,
  decidedBefore: (by: string, verdict: Verdict) =>
    `这一份已由${by}${verdict === 'approved' ? '通过' : '退回'}。`,
  moved: '这一份已不在待审核之列。',
  passed: '已通过。',
  returned: '已退回，要点已私聊发给提交人。',
  undone: '已撤销，可重新审核。',
  opened: '审核卡已发到与您的私聊。',
  mayNot: '审核由学院管理员和督查组办理。',
  returnedTitle: '需要补充',
  returnedText: (title: string) => `您提交的${title}材料需要补充：`,
  returnedHint: (due: string) => `修改后可直接再次提交，请在${due}前，谢谢。`,
  revise: '修改',
  says: (remark: string) => `点评：${remark}`,
  movedOn: (title: string) => `${title}材料已再次提交。`,
  takenBack: (title: string) => `${title}材料的退回已撤销，无需修改。`,
}

/** What a reader often misses, unless the college names its own. (domain §2.4, §9) */
export const refusals = {
  mayNot: words.mayNot,
  ownBranch: '本支部的材料由其他管理员审核。',
  own: '自己提交的材料由其他管理员审核。',
  newer: '提交人刚刚更新了这一份，请看新的内容。',
  noPoint: '退回需要写明要点：请选择要点，或填写内容、流程点评。',
  notWaiting: words.moved,
  tooLate: '已不能撤销：提交人已修改，或已由他人审核。',
} satisfies Record<Refusal, string>

/** Why each letter of this part was sent. */
export const causes = {
  asked: { because: '您打开了审核，或有指定由您审核的材料交来', stops: '审核完后结束' } satisfies Cause,
  week: {
    because: '上周交来的材料有待您审核',
    rule: { says: '学院设定了哪些类型需要审核', key: 'reports.sample' },
    stops: '审核完后不会收到',
  } satisfies Cause,
  returned: (title: string): Cause => ({
    because: `${title}的材料经审核需要补充`,
    stops: '再次提交后结束',
  }),
}
