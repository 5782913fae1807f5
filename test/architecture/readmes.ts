import { type Breach, breach, FEATURES } from './layers.ts'
import type { SourceFile } from './source.ts'

/** What is read in one go; the first page of all may be longer. */
const MOST_LINES = { part: 40, whole: 220 }

const inFeatures = FEATURES.map((name) => `src/${name}/README.md`)

/** Every feature says what it is for, and no README outgrows its reader. */
export function readmes(files: SourceFile[]): Breach[] {
  return [...missing(files), ...files.flatMap(tooLong)]
}

function missing(files: SourceFile[]): Breach[] {
  const written = new Set(files.flatMap(({ path, text }) => (text.trim() === '' ? [] : [path])))
  return inFeatures
    .filter((path) => !written.has(path))
    .map((path) =>
      breach({
        path,
        line: 1,
        wall: 'readme',
        what: 'a feature does not say what it is for',
        cure: 'write its purpose, its glossary and its decisions with their reasons into it',
      }),
    )
}

function tooLong({ path, text }: SourceFile): Breach[] {
  if (path.split('/').at(-1) !== 'README.md') return []
  const lines = text.trimEnd().split('\n').length
  const most = path.includes('/') ? MOST_LINES.part : MOST_LINES.whole
  if (lines <= most) return []
  const cure = path.includes('/')
    ? 'keep what a reader needs before the code, and say the rest beside the code'
    : 'move what a newcomer does not need into the README of its part'
  return [breach({ path, line: 1, wall: 'readme', what: `${lines} lines, at most ${most}`, cure })]
}
