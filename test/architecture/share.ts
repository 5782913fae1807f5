import { linesOf } from './measure.ts'
import type { SourceFile } from './source.ts'

/** The sandbox must stay a small stranger beside the bot. */
export const MOST_SANDBOX = 1 / 3

/** The share of the sandbox in all source lines, tests apart. */
export function shareOfSandbox(files: readonly SourceFile[]): number {
  const sources = files.filter(
    ({ path }) => /^(?:src|jobs|config)\//.test(path) && /\.(?:tsx?|css|html|sh)$/.test(path),
  )
  const sandbox = sources.filter(({ path }) => path.startsWith('src/sandbox/'))
  return total(sandbox) / Math.max(1, total(sources))
}

function total(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + linesOf(text), 0)
}
