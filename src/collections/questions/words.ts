import type { Question } from '../../../config/college/questions.ts'
import type { Asked } from './types.ts'

/** What each type of question is called. */
export const typeNames = {
  text: '一行文字',
  long: '多行文字',
  number: '数字',
  choice: '单选',
  choices: '多选',
  date: '日期',
  person: '人员',
  photos: '照片',
  files: '文件',
} satisfies Record<Question['type'], string>

/** A question in one line, as it was understood: `2. 是否参加：参加/不参加（单选，必填）`. */
export function questionLine({ label, type, options, help, required }: Asked, n: number): string {
  const behind = options?.join('/') ?? help ?? ''
  const flags = [typeNames[type], ...(required ? ['必填'] : [])].join('，')
  return `${n}. ${label}${behind === '' ? '' : `：${behind}`}（${flags}）`
}

/** How a question is answered that has no field. */
export function sendLine({ label, type, required, help }: Asked): string {
  const how = type === 'photos' ? '直接把照片发给我' : '直接把文件发给我'
  return `${label}（${required ? '必填' : '可不填'}）：${how}。${help ?? ''}`
}

/** What is taken, and what follows. */
export const SEND_HINT =
  '照片最多9张，文件（docx、xlsx、pptx、PDF或其压缩包）最多5个；发来后会收到一张核对的卡片，点“提交”才算交。'
