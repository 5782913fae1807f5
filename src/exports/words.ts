import type { Cause } from '../letters/types.ts'
import type { Refusal } from './types.ts'

/** What people read about files with names. */
export const words = {
  askTitle: (title: string) => `导出：${title}`,
  ask: '这份文件含个人信息。写明用途后生成，用途和时间会记录在案，文件上注明导出人。',
  usualLabel: '用途',
  usualHint: '请选择',
  usual: ['组织本次活动', '报送学校或学院材料', '上级检查备查', '归档留存'],
  other: '其他（在下方写明）',
  textLabel: '说明（选“其他”时填写，2到100字）',
  textHint: '例如：向后勤处报送用餐人数',
  give: '生成',
  joined: (usual: string, text: string) => `${usual}：${text}`,
  made: '正在生成，完成后私聊发给您。',
  waits: (names: number) => `含${names}个姓名，已请其他管理员核对，三天内有效，同意后自动生成并私聊发给您。`,
  approveTitle: (title: string) => `待核对的导出：${title}`,
  approve: (of: { by: string; names: number }) => `${of.by}申请导出，共含${of.names}个姓名。`,
  reason: '用途',
  until: (when: string) => `${when}前有效，任一位管理员同意即可。`,
  agree: '同意',
  decline: '不同意',
  state: {
    asked: '',
    waiting: '',
    granted: '已同意，文件已交申请人。',
    declined: '未同意，没有生成文件。',
    lapsed: '三天内没有管理员核对，申请已失效，没有生成文件。',
  },
  decided: {
    granted: (title: string) => `“${title}”的导出已由另一位管理员同意，文件随后发给您。`,
    declined: (title: string) => `“${title}”的导出未获同意，没有生成文件。`,
    lapsed: (title: string) => `“${title}”的导出三天内没有管理员核对，申请已失效。仍需要时可再点“导出”。`,
  },
  toastAsk: '请在私聊中写明用途，随后生成。',
  toast: {
    asked: '请写明用途。',
    waiting: '已请其他管理员核对，同意后私聊发给您。',
    granted: '正在生成，稍后私聊发出。',
    declined: '已回复不同意。',
    lapsed: '申请已失效。',
  },
}

/** Why something is not done. */
export const refusals = {
  mayNot: '这份文件目前不由您导出。',
  settled: '这次导出已处理完毕。',
  noReason: '请选择用途，或写明2到100字。',
  tooLong: '用途不超过100字。',
  nobodyElse: '含姓名较多，须另一位管理员同意，目前没有其他管理员可以核对。',
  own: '自己的导出由其他管理员核对。',
  notAdmin: '导出由学院管理员核对。',
} satisfies Record<Refusal, string>

/** Why each letter was sent. */
export const causes = {
  reason: { because: '您点了“导出”', stops: '不导出则不会收到' },
  approve: { because: '含姓名较多的导出须另一位管理员同意', stops: '任一位管理员处理后结束' },
  decided: { because: '您申请的导出有了结果', stops: '不导出则不会收到' },
} satisfies Record<string, Cause>
