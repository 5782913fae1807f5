import type { Cause } from '../../letters/types.ts'

/** What people read about files that are made for them. */
export const words = {
  export: '导出',
  sent: (name: string, n: number, of: number) => `${name}（照片和文件${of === 1 ? '' : ` ${n}-${of}`}）`,
  asked: '正在生成文件，稍后私聊发给您。',
  there: '文件刚刚发过，请在私聊中查看。',
}

/** Why a file was sent. */
export const cause: Cause = { because: '您点了“导出”或发送了“归档”', stops: '不导出则不会收到' }
