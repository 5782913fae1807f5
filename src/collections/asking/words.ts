import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Refusal } from '../../reports/types.ts'

/** What a collection says to whoever is asked. */
export const words = {
  title: (title: string) => `收集：${title}`,
  titleDone: (title: string) => `已提交：${title}`,
  titleOver: (title: string) => `收集已截止：${title}`,
  asks: (by: string, due: string) => `${by}发起收集，请在${due}前填写。`,
  asksBranch: (by: string, branch: string, due: string) => `${by}向${branch}收集，请在${due}前填写。`,
  overdue: (due: string) => `原定${due}截止，目前仍可补交。`,
  reminder: '这份收集您还没有提交。',
  done: (at: string) => `已于${at}提交。`,
  doneLate: (at: string) => `已于${at}补交。`,
  changeable: (due: string) => `${due}前可以修改，以最后一次为准。`,
  over: '这次收集已截止，不需要再填写。',
  private: '填写的内容只有发起人（离任后为接任书记）能看，学院的收集学院管理员也能看。',
  careful: '请勿填写涉密信息。',
  submit: '提交',
  change: '更新',
  edit: '修改',
  toast: '已提交，谢谢。',
  toastWrong: (what: string) => `还不能提交：${what}。`,
}

/** Why each letter was sent. */
export const causes = {
  asked: (title: string): Cause => ({
    because: `您在收集“${title}”的对象里`,
    stops: '提交后不再提醒',
  }),
  reminded: (title: string): Cause => ({
    because: `收集“${title}”还没有收到您的填写`,
    stops: '提交后不再提醒',
  }),
}

/** Why an answer is not taken. */
export const refusals: Record<Refusal, string> = {
  mayNot: '这份收集由被收集的支部书记、支委或本人填写。',
  settled: words.over,
  closed: '已过截止时间，原来提交的内容有效，不能再改。',
  already: '已提交，内容没有变化。',
  empty: '请先填写再提交。',
  superseded: '请在最新的卡片上提交。',
  rewritten: '另有同志刚刚提交过，请看过卡片上的内容后再提交。',
  dropped: '这份草稿已取消，请重新填写。',
  tooMany: '内容过多，请精简后再提交。',
}

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'answer' } satisfies Relays<Refusal>
