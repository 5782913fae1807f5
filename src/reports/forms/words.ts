import type { Question } from '../../../config/college/questions.ts'
import type { Fault, FaultKind } from './types.ts'

const hints = {
  text: '没有可不填',
  long: '没有可不填',
  number: '填数字',
  choice: '请选择',
  choices: '可选多项',
  date: '请选择日期',
  person: '请选择',
  photos: '',
  files: '',
} satisfies Record<Question['type'], string>

/** What people read in a form. */
export const words = {
  required: (label: string) => `${label}（必填）`,
  beside: (label: string, why: string) => `${label}（${why}）`,
  picked: (label: string, who: string) => `${label}（已填：${who}）`,
  hints,
  requiredHints: { ...hints, text: '请填写', long: '请填写' },
  typedName: '填写姓名',
  between: '、',
  day: (year: number, day: string) => `${year}年${day}`,
  page: (n: number, of: number) => `第${n}页，共${of}页`,
}

const whys: { [K in FaultKind]: (question: Question) => string } = {
  missing: ({ type }) => (type === 'photos' || type === 'files' ? '须有' : '须填写'),
  notNumber: () => '须填数字',
  notOption: () => '须从所列选项中选择',
  notDay: () => '须填日期',
  nobody: () => '名单中没有此人，或有同名者，可在此选择',
  tooSmall: ({ min }) => `不小于${min}`,
  tooLarge: ({ max }) => `不大于${max}`,
  tooShort: ({ min }) => `至少${min}字`,
  tooLong: ({ max }) => `至多${max}字`,
  tooFew: ({ min, type }) => `至少${min}${counted(type)}`,
  tooMany: ({ max, type }) => `至多${max}${counted(type)}`,
}

function counted(type: Question['type']): string {
  if (type === 'photos') return '张'
  return type === 'files' ? '份' : '项'
}

/** What is wrong with an answer, to stand beside its question. */
export function whyOf({ question, why }: Fault): string {
  return whys[why](question)
}

/** What is to be mended before a form can be handed in, by the names of its questions. */
export function faultsText(faults: readonly Fault[]): string {
  return faults.map((fault) => `“${fault.question.label}”${whyOf(fault)}`).join('；')
}
