import type { Cause } from '../../letters/types.ts'

/** What is said to whoever decides on leaves. */
export const words = {
  approve: '同意',
  refuse: '不同意',
  approveAll: '全部同意',
  toApproved: '改为同意',
  toRefused: '改为不同意',

  title: '请假待批',
  doneTitle: '请假已处理',
  summary: (count: number) => (count === 1 ? '有一份请假待批' : `有${count}份请假待批`),
  asked: ({ name, what, category }: { name: string; what: string; category: string }) =>
    `${name}申请${what}请假，类别：${category}。`,
  noteLine: (note: string) => `说明：${note}`,
  reasonOf: ({ category, note }: { category: string; note: string | null }) =>
    note === null ? category : `${category}：${note}`,
  approved: '已同意，并已告知本人。',
  refused: '未同意，并已告知本人。',
  withdrawn: '本人已撤回请假。',
  replaced: (name: string) => `${name}已重新提交请假，请在新的卡片上审批。`,
  over: '会议已取消，无需处理。',
  out: '本人已不在应到名单中，无需处理。',
  moved: '会议已并入同时召开的另一次会议，这份请假随之转入，请在新的卡片上审批。',

  of: (what: string) => `${what}的请假：`,
  line: (name: string, said: readonly string[]) => [name, ...said].join('，'),
  late: '补假',
  lineApproved: '已同意',
  lineRefused: '未同意',
  lineGranted: '按学院规定已准',
  lineWithdrawn: '本人已撤回',
  lineOut: '已不在应到名单中，无需处理',
  further: (count: number) => `另有${count}份待批，处理以上各份后显示。`,
  furtherDone: (count: number) => `另有${count}份已处理。`,
  elsewhere: '这些请假已转到新的卡片，或由其他负责同志审批。',

  toastDecided: '已记录，将告知本人。',
  toastAll: (count: number) => `已同意${count}份请假，将逐一告知本人。`,
  toastNoneLeft: '这些请假已处理，无需再点。',
}

/** Why whoever decides was written to, without a name and without a reason. */
export const causes = {
  asked: (meeting: string): Cause => ({
    because: `${meeting}有请假由您审批`,
    rule: { says: '学院设定的类别点选即准，其余需要审批', key: 'leave.granted' },
    stops: '审批或本人撤回后不再需要办理',
  }),
  waits: (meeting: string): Cause => ({
    because: `${meeting}还有请假等您审批`,
    stops: '审批或本人撤回后不再提醒；同一批请假只提醒一次',
  }),
}
