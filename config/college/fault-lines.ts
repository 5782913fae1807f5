import type { FileFault } from './sheet.ts'
import { language } from '../env.ts'

/** One fault a line: file, line, column, what is wrong, and the cure; at most so many of them. */
export function faultLines(faults: readonly FileFault[], most = 100): string {
  const lines = faults.slice(0, most).map((fault) => `  ${faultLine(fault)}`)
  const further = faults.length - lines.length
  return [...lines, ...(further > 0 ? [`  另有${further}处`] : [])].join('\n')
}

/** Where a fault is, what is wrong, and the cure. */
export function faultLine({ file, line, column, what, cure }: FileFault): string {
  const place = language() === 'en' ? `column ${column}: ` : `第${column}列 `
  return `${file}:${line} ${column === undefined ? '' : place}${what}；${cure}`
}
