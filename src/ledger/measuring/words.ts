import { definitions, gapWords, observedDefinition } from '../../measures/service.ts'
import type { Counted } from './types.ts'

/** What is said about a step that waits for a figure. */
export const words = {
  counted: (count: number, atLeast: number) => `${count}/${atLeast}`,
  line: (line: string, counted: string) => `${line}（自动统计 ${counted}）`,
  incomplete: (counted: string, why: string) => `${counted}，数据不足：${why}`,
  between: '；',
  how: (how: string) => `统计口径：${how}。达到后系统自动记为办结，不用填报。`,
}

const figureWords = {
  held: definitions.held.how,
  observed: observedDefinition.how,
} satisfies Record<Counted['figure'], string>

/** What a step waits for. */
export const FIGURE_LABEL = '自动统计'

/** How a figure is counted, for whoever waits for it. */
export function howCounted({ figure }: Counted): string {
  return words.how(figureWords[figure])
}

/** A line of a step with how far its figure is. */
export function countedLine(line: string, counted: Counted): string {
  return words.line(line, countedText(counted))
}

/** How far a figure is, and why it is not whole. */
export function countedText({ count, atLeast, gaps }: Counted): string {
  const said = words.counted(count, atLeast)
  if (gaps.length === 0) return said
  return words.incomplete(said, gaps.map((gap) => gapWords[gap]).join(words.between))
}
