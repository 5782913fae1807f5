import { deadline } from '../../time/format.ts'
import type { Asked } from './types.ts'

/** What is said of what is to be put right 整改. */
export const words = {
  title: (n: number) => `督查整改（第${n}项）`,
  help: (what: string) => `要求：${what}`,
  stands: {
    open: '待提交',
    handedIn: '已提交，待督查员回头看',
    returned: '待补充',
    closed: '已完成',
  } satisfies Record<Asked['stands'], string>,
  line: (n: number, stands: string, due: Temporal.ZonedDateTime) =>
    `整改第${n}项：${stands}（${deadline(due)}截止）`,
}
