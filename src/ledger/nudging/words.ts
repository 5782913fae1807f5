import type { Cause } from '../../letters/types.ts'
import type { Hindrance, Refusal } from './types.ts'

/** What is said about reminding by hand 催办. */
export const words = {
  nudge: '催办未完成',
  opened: '催办对象已私聊发给您，确认后才发送。',
  title: (programme: string) => `催办：${programme}`,
  says: (cells: number, people: number) => `${cells}项未完成，将私聊提醒${people}人。`,
  nobody: '没有需要催办的事项。',
  hint: '每人一条，同一台账一天一次；免打扰时段顺延。',
  line: (name: string, count: number) => `${name}：${count}项`,
  hindered: (line: string, why: string) => `${line}（${why}）`,
  further: (count: number) => `另有${count}人。`,
  confirm: '确认',
  done: (people: number) => `已催办${people}人。`,
  doneToday: (people: number) => `今天已催办${people}人。`,
  cardTitle: (programme: string) => `台账提醒：${programme}`,
  card: '以下事项还没有办结，请抽空办理：',
}

export const hindrances = {
  nudged: '今天已催办',
  reminded: '今天已自动提醒',
} satisfies Record<Hindrance, string>

/** Every refusal in words. */
export const refusals = {
  mayNot: '催办由学院管理员办理。',
  already: '今天已经催办过。',
  nobody: words.nobody,
} satisfies Record<Refusal, string>

/** Why these are sent. */
export const causes = {
  preview: { because: '您要催办台账中未完成的事项', stops: '不点不会收到' },
  nudged: { because: '学院管理员催办台账中未完成的事项', stops: '办结后不再提醒' },
} satisfies Record<string, Cause>
