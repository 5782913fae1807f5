import type { SourceFile } from './source.ts'
import type { Breach } from './layers.ts'

const TOP = [
  'src',
  'jobs',
  'test',
  'config',
  'Dockerfile',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'compose.yaml',
]

/** Words that belong to a workplace, in pieces so that this file does not hold them. */
const FOREIGN: readonly { word: RegExp; cure: string }[] = [
  {
    word: new RegExp(['(?:\\.\\.|work)', 'shared'].join('/')),
    cure: 'say it here in full: nobody else has that folder',
  },
  { word: new RegExp(['\\bthe', 'issue\\b'].join(' '), 'i'), cure: 'give the reason itself' },
  { word: new RegExp(['\\bissue', '\\d'].join(' '), 'i'), cure: 'give the reason itself' },
  {
    word: new RegExp(`\\b(?:${['design', 'style', 'feishu', 'domain', 'peers'].join('|')})${'\\.'}md\\b`),
    cure: 'give the reason itself: that file is not part of the product',
  },
  {
    word: new RegExp(['npm', 'mirror'].join('')),
    cure: 'leave registries to the machine’s own npm settings',
  },
  {
    word: /https?:\/\/(?!registry\.npmjs\.org)[a-z0-9.-]*(?:registry|mirror|artifactory|nexus)[a-z0-9.-]*/,
    cure: 'leave registries to the machine’s own npm settings',
  },
]

/** The top level holds only what a newcomer must see; dot files lie beside. */
export function topLevel(entries: string[]): Breach[] {
  return entries
    .filter((name) => !name.startsWith('.') && !TOP.includes(name))
    .map((name) => ({
      wall: 'top level',
      path: name,
      line: 1,
      says: `${name} lies on the top level. Instead: move it into src, jobs, test or config.`,
    }))
}

/** The product speaks of itself only. */
export function foreignWords(files: SourceFile[]): Breach[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) =>
      FOREIGN.filter(({ word }) => word.test(line)).map(({ word, cure }) => ({
        wall: 'words',
        path,
        line: index + 1,
        says: `${word.exec(line)?.[0]} means nothing to a reader. Instead: ${cure}.`,
      })),
    ),
  )
}
