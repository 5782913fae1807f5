import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Refusal, State } from './types.ts'

/** What is said about who does not count in 应到. Titles and summaries hold no name and no reason. */
export const words = {
  open: '申请不计入应到',
  title: (branch: string) => `不计入应到：${branch}`,
  intro:
    '不计入应到须有上级批准和支部党员大会决议，由学院管理员审批。理由和依据仅本支部书记和学院管理员可见。',
  none: '目前没有不计入应到的同志，也没有待审批的申请。',
  line: ({
    who,
    why,
    approval,
    period,
    state,
  }: Record<'who' | 'why' | 'approval' | 'period' | 'state', string>) =>
    `${who}：${why}；依据：${approval}；${period}；${state}`,
  period: (from: string, until: string | null) => (until === null ? `${from}起` : `${from}至${until}`),
  person: '人员',
  personHint: '请选择',
  name: '姓名',
  nameHint: '姓名；有同名的请写编号，如M0012',
  class: '理由',
  classHint: '请选择',
  approval: '批准文号或决议（必填）',
  approvalHint: '例如：2026年11月20日支部党员大会决议',
  from: '自',
  until: '至（可不填，不填则到解除为止）',
  dayHint: '请选择日期',
  submit: '提交申请',
  lift: (who: string) => `解除：${who}`,
  liftConfirm: (who: string) => ({ title: '解除', text: `解除后，${who}重新计入本支部今后会议的应到。` }),
  noClasses: '学院未开放此项申请（college.yaml 中 attendance.exemptions 为空）。',
  superseded: '已有更新的卡片，请看最新的一张。',
  closed: '您目前不能查看此项内容。',

  askedTitle: '不计入应到待审批',
  decidedTitle: '不计入应到申请已处理',
  asked: (branch: string, who: string, by: string) => `${branch}：${by}申请将${who}不计入本支部会议的应到。`,
  facts: { class: '理由', approval: '依据', period: '期限' },
  approve: '同意',
  refuse: '不同意',
  result: (who: string, state: string) => `您申请的${who}不计入应到，${state}。`,

  toastOpened: '已发到与您的私聊。',
  toastProposed: '申请已提交，等待学院管理员审批。',
  toastDecided: '已记录，将告知申请人。',
  toastLifted: '已解除，今后的会议重新计入应到。',
}

export const states: Record<State, string> = {
  proposed: '待审批',
  approved: '已同意',
  refused: '未同意',
  lifted: '已解除',
}

export const refusals = {
  mayNot: '申请不计入应到需要本支部书记办理。',
  mayNotDecide: '这项操作需要学院管理员办理。',
  ownCase: '本人申请或涉及本人的，需由其他管理员审批。',
  nobody: '请选择或填写人员，再提交。',
  unknown: '本支部没有这位同志，请核对姓名或编号。',
  ambiguous: '有几位同志同名，请改写编号，如M0012。',
  noClass: '请选择理由，再提交。',
  noApproval: '请填写批准文号或决议，再提交。',
  badPeriod: '截止日期不能早于起始日期或今天，请重新选择。',
  exists: '这位同志已有待审批或生效中的申请；如需变更，请先解除。',
  alreadyDecided: '这份申请已处理，无需再点。',
  alreadyLifted: '已解除，无需再点。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'exempt' } satisfies Relays<Refusal>

/** Why each letter of this part was sent. */
export const causes = {
  list: { because: '您点了“申请不计入应到”', stops: '不点则不会收到' },
  asked: { because: '有一份不计入应到的申请由学院管理员审批', stops: '审批后不再需要办理' },
  decided: { because: '您提出的不计入应到申请有了结果', stops: '没有申请则不会收到' },
} satisfies Record<string, Cause>
