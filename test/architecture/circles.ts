import { type Breach, breach, isIn, MAIN } from './layers.ts'
import type { Facts } from './source.ts'

/** No file of main is read through itself: whoever wants to understand one begins with what it imports. */
export function circles(files: Facts[]): Breach[] {
  const own = files.filter(({ path }) => isIn(path, MAIN)).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const imports = new Map(
    own.map((file) => [file.path, file.imports.filter((one) => one.isAddress !== true)]),
  )
  const reached = new Map(own.map(({ path }) => [path, reachedFrom(path, imports)]))
  const leadsTo = (from: string, to: string) => from === to || reached.get(from)?.has(to) === true
  return own.flatMap(({ path }) => {
    const back = imports.get(path)?.find(({ target }) => leadsTo(target, path))
    // One breach for each circle, at the first of its files.
    const isFirst = own.every(
      (one) => one.path >= path || !(leadsTo(one.path, path) && leadsTo(path, one.path)),
    )
    if (back === undefined || !isFirst) return []
    return [
      breach({
        wall: 'circles',
        path,
        line: back.line,
        what: `${path} imports ${back.target}, which leads back to it`,
        cure: 'give what both need, often a type, a file of its own',
      }),
    ]
  })
}

function reachedFrom(path: string, imports: ReadonlyMap<string, Facts['imports']>): Set<string> {
  const reached = new Set<string>()
  const visit = (from: string) => {
    for (const { target } of imports.get(from) ?? []) {
      if (reached.has(target)) continue
      reached.add(target)
      visit(target)
    }
  }
  visit(path)
  return reached
}
