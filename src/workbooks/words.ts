import type { Cause } from '../letters/types.ts'
import type { Content, End, Refusal } from './types.ts'

/** What people read about files of figures. */
export const words = {
  export: '导出',
  sent: '已私聊发给您，选好后生成。',
  askTitle: (title: string) => `导出：${title}`,
  days: '统计期',
  holds: '含总表、组织生活频次、会议、纪实和口径。',
  format: '格式',
  formats: { xlsx: 'Excel（.xlsx）', csv: 'CSV（压缩包，每表一个）' },
  content: '内容',
  contents: {
    counts: '只含数字',
    names: '另含到会名单和个人汇总（须写明用途）',
  } satisfies Record<Content, string>,
  choose: '请选择',
  give: '生成',
  how: '文件私聊发给您，注明导出人和时间。',
  making: '正在生成，完成后私聊发给您。',
  ended: {
    done: '已发送。',
    failed: '没有生成。可再点“生成”；仍不成功的，管理员可在“待办”里看到原因。',
    mayNot: '没有生成：您目前不能导出这份台账。',
    tooLarge: '没有生成：文件超过平台的大小限制。可缩短时间后再导出。',
    divided: '已分成多份。',
  } satisfies Record<End, string>,
  toast: '正在生成，稍后私聊发出。',
  unclear: '导出台账',
  choice: (title: string, days: string) => `${title}　${days}`,
  none: '没有看懂要导出哪一段。可写支部和时间，如“导出 台账 本支部 本学期”“导出 台账 全院 2026-03..06”。',
  ownRecord: '个人的到会记录可发“我的记录”查看。',
}

/** Why a file is not ordered. */
export const refusals = {
  mayNot:
    '支部台账由本支部支委、所负责的督查员和学院党委导出，全院台账由学院党委导出。可发“导出 台账 本支部”。',
  mayNotNames: '含姓名的名单由书记（本支部）或管理员导出，您可选“只含数字”。',
  tooLong: '一次最多导出两年。',
} satisfies Record<Refusal, string>

/** Why each letter was sent. */
export const causes = {
  ask: { because: '您要导出台账', stops: '不导出则不会收到' },
  progress: { because: '您导出了台账', stops: '不导出则不会收到' },
} satisfies Record<string, Cause>
