import { circles } from './circles.ts'
import { cardTags, readers } from './edges.ts'
import { factsOf } from './facts.ts'
import type { Breach } from './layers.ts'
import { foreignWords, topLevel } from './layout.ts'
import { blindFeatures, packages } from './packages.ts'
import { once } from './once.ts'
import { doors, fileKinds, names } from './features.ts'
import { readmes } from './readmes.ts'
import type { Facts, SourceFile } from './source.ts'
import { ctxIsTypes, stairs } from './import-direction.ts'
import { databaseClock, drillLooksFromOutside, rereads, tables } from './tables.ts'
import { capitals } from './values.ts'

const WALLS = [
  stairs,
  ctxIsTypes,
  circles,
  doors,
  fileKinds,
  names,
  tables,
  rereads,
  databaseClock,
  drillLooksFromOutside,
  readers,
  packages,
  blindFeatures,
  cardTags,
  once,
  capitals,
  parses,
]

/** Every wall that these files break, in the order of the files. */
export function walls(files: SourceFile[]): Breach[] {
  const facts = files.filter(({ path }) => /\.tsx?$/.test(path)).map(factsOf)
  const top = [...new Set(files.map(({ path }) => path.split('/')[0] ?? path))]
  return [
    ...WALLS.flatMap((wall) => wall(facts)),
    ...readmes(files),
    ...foreignWords(files),
    ...topLevel(top),
  ]
}

/** One breach as a line that can be clicked in a terminal. */
export function lineOf({ wall, path, line, says }: Breach): string {
  return `${path}:${line} [${wall}] ${says}`
}

function parses(files: Facts[]): Breach[] {
  return files.flatMap(({ path, faults }) =>
    faults.map((fault) => ({ wall: 'syntax', path, line: 1, says: fault })),
  )
}
