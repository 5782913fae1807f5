import type { Cause } from '../../letters/types.ts'
import type { RequestState } from '../types.ts'
import type { Refusal } from './types.ts'

/** What people read about archives, on cards and in their files. */
export const words = {
  help: '按支部打包一个学期的活动纪实（书记为本支部，管理员为全院），如“归档 上学期”',
  order: '归档本学期',
  ordered: '进展已发到与您的私聊，文件做好后逐个发给您。',
  title: (term: string) => `归档：${term}`,
  done: (done: number, of: number) => (done === of ? `共${of}项，已全部处理。` : `已处理${done}／${of}项。`),
  hint: '文件会逐个私聊发给您。每个压缩包里有目录和缺项清单。',
  college: '学院',
  waiting: (branch: string) => `${branch}：正在生成`,
  made: (branch: string, filed: number, missing: number) =>
    `${branch}：${filed}份${missing === 0 ? '' : `，缺${missing}份`}`,
  nothing: (branch: string) => `${branch}：没有纪实`,
  failed: (branch: string) => `${branch}：没有生成，可稍后再发“归档”`,
  further: (count: number) => `另有${count}个支部。`,
  fileName: (branch: string, term: string) => `${branch} ${term}归档`,
  part: (name: string, n: number, of: number) => (of === 1 ? name : `${name}（${n}-${of}）`),
  folders: { records: '纪实', files: '附件', scans: '签字版' },
  index: '目录.xlsx',
  found: '目录',
  missing: '缺项',
  heads: [
    '日期',
    '名称',
    '类型',
    '主持人',
    '应到',
    '实到',
    '请假',
    '缺席',
    '列席',
    '照片',
    '附件',
    '签字版',
    '审核',
    '文件',
  ],
  missingHeads: ['日期', '名称', '类型', '情况'],
}

/** What became of a record that is not in the archive. */
export const situations = {
  open: '未提交',
  submitted: '待审核',
  returned: '退回待补充',
  withdrawn: '已撤回，待重新提交',
  approved: '',
  waived: '免交',
  notHeld: '未召开',
} satisfies Record<RequestState, string>

/** Every refusal in words. */
export const refusals = {
  mayNot: '归档由支部书记（本支部）或管理员发起。',
  noTerm: '没有找到这个学期。可发“归档 本学期”“归档 上学期”，或写学期的全名。',
} satisfies Record<Refusal, string>

/** Why the card was sent. */
export const cause: Cause = { because: '您发送了“归档”', stops: '不发则不会收到' }
