import { Visitor } from 'oxc-parser'
import { codeVisitor, resolve, wordVisitor } from './collect.ts'
import { type Facts, type Import, type Parsed, parse, type SourceFile } from './source.ts'
import { valuesOf } from './values.ts'

/** Reads the facts of one TypeScript file. */
export function factsOf(file: SourceFile): Facts {
  const parsed = parse(file)
  const facts: Facts = {
    ...file,
    imports: importsOf(file, parsed),
    calls: [],
    reads: [],
    texts: [],
    tags: [],
    tables: [],
    variants: [],
    values: valuesOf(parsed),
    faults: parsed.result.errors.map((error) => error.message),
  }
  const at = { path: file.path, lineOf: parsed.lineOf, facts }
  new Visitor({ ...codeVisitor(at), ...wordVisitor(at) }).visit(parsed.result.program)
  return facts
}

function importsOf(file: SourceFile, { result, lineOf }: Parsed): Import[] {
  const { staticImports, staticExports, dynamicImports } = result.module
  const found: Import[] = staticImports.map((one) => ({
    target: resolve(file.path, one.moduleRequest.value),
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    line: lineOf(one.start),
  }))
  for (const entry of staticExports.flatMap((one) => one.entries)) {
    if (entry.moduleRequest === null || entry.moduleRequest === undefined) continue
    const target = resolve(file.path, entry.moduleRequest.value)
    found.push({ target, typeOnly: entry.isType, line: lineOf(entry.start) })
  }
  for (const { moduleRequest, start } of dynamicImports) {
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(
      file.text.slice(moduleRequest.start, moduleRequest.end),
    )?.[1]
    if (literal !== undefined)
      found.push({ target: resolve(file.path, literal), typeOnly: false, line: lineOf(start) })
  }
  return found
}
