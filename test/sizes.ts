import type { SourceFile } from './architecture/source.ts'
import { habits, type Slip } from './architecture/habits.ts'
import { functionsOf, linesOf, type Measured, quantile } from './architecture/measure.ts'
import { MOST_SANDBOX, shareOfSandbox } from './architecture/share.ts'
import { readTree } from './architecture/tree.ts'

const FILE = { median: 60, p90: 150, max: 250 }
const FUNCTION = { median: 10, p90: 25, max: 50 }
const MOST_PARAMS = 3

const tree = readTree().filter(({ path }) => /^(?:src|jobs|config|test)\//.test(path))
const code = tree.filter(({ path }) => /\.tsx?$/.test(path))
const product = code.filter(isProduct)
const faults = [
  ...code.flatMap(habits),
  ...code.flatMap(tooLongFile),
  ...code.flatMap(functionsOf).flatMap(wrongFunction),
  ...tooLargeSandbox(tree),
]

report()

function report(): void {
  const files = product.map(({ text }) => linesOf(text))
  const functions = product.flatMap(functionsOf).filter((one) => one.named)
  print(`${product.length} files`, files, FILE)
  print(
    `${functions.length} functions`,
    functions.map(({ lines }) => lines),
    FUNCTION,
  )
  say(`sandbox: ${(shareOfSandbox(tree) * 100).toFixed(1)} % of the source lines (below 33.3 %)`)
  for (const { path, text } of product.filter(isLong)) say(`long: ${path}, ${linesOf(text)} lines`)
  for (const one of functions.filter(({ lines }) => lines > FUNCTION.p90))
    say(`long: ${one.path}:${one.line} ${one.name}, ${one.lines} lines`)
  for (const { path, line, says } of faults) say(`FAULT ${path}:${line} ${says}`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

function print(what: string, sizes: number[], target: typeof FILE): void {
  const [median, p90, max] = [quantile(sizes, 0.5), quantile(sizes, 0.9), Math.max(0, ...sizes)]
  say(
    `${what}: median ${median} (${target.median}), 90th percentile ${p90} (${target.p90}), longest ${max} (${target.max})`,
  )
}

function tooLongFile(file: SourceFile): Slip[] {
  const lines = linesOf(file.text)
  if (lines <= FILE.max || isMigration(file)) return []
  return [{ path: file.path, line: 1, says: `${lines} lines, at most ${FILE.max}: divide it` }]
}

/** A test's callbacks hold whole groups of tests and may be long. */
function wrongFunction({ path, line, name, lines, params, named }: Measured): Slip[] {
  if (isMigration({ path })) return []
  const slips: Slip[] = []
  if (lines > FUNCTION.max && (named || !path.startsWith('test/')))
    slips.push({ path, line, says: `${name}: ${lines} lines, at most ${FUNCTION.max}` })
  if (params > MOST_PARAMS)
    slips.push({ path, line, says: `${name}: ${params} parameters, at most ${MOST_PARAMS}: take one object` })
  return slips
}

function tooLargeSandbox(files: SourceFile[]): Slip[] {
  const share = shareOfSandbox(files)
  if (share < MOST_SANDBOX) return []
  return [
    {
      path: 'src/sandbox',
      line: 1,
      says: `${(share * 100).toFixed(1)} % of the source lines, less than a third is allowed`,
    },
  ]
}

function isProduct({ path }: { path: string }): boolean {
  return !path.startsWith('test/')
}

function isLong(file: SourceFile): boolean {
  return linesOf(file.text) > FILE.p90 && !isMigration(file)
}

function isMigration({ path }: { path: string }): boolean {
  return path.startsWith('src/db/migrations/')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
