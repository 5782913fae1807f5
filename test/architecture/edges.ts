import type { Facts } from './source.ts'
import { type Breach, breach, isIn, isProduct } from './layers.ts'

type Reader = { wall: string; name: RegExp; places: string[]; cure: string }

/** What is read in one place only, and whom to ask elsewhere. */
const READERS: readonly Reader[] = [
  {
    wall: 'environment',
    name: /^(?:process|globalThis\.process)\.env$/,
    places: ['config/env.ts', 'config/vitest.config.ts'],
    cure: 'add the variable to config/env.ts and hand its value down',
  },
  {
    wall: 'clock',
    name: /^(?:Temporal\.Now|Date\.now|new Date\(\))$/,
    places: ['src/main.ts', 'src/main/clock.ts', 'src/sandbox/'],
    cure: 'use ctx.now(), so that demo and tests can move the time',
  },
  {
    wall: 'clock',
    name: /^(?:performance\.now|process\.hrtime|process\.uptime)$/,
    places: ['src/main.ts', 'src/main/clock.ts', 'src/sandbox/'],
    cure: 'use ctx.elapsed(), the one monotonic clock',
  },
  {
    wall: 'format',
    name: /(?:^Intl\.(?:DateTimeFormat|RelativeTimeFormat)|\.toLocale(?:Date|Time)?String)$/,
    places: ['src/time/', 'config/', 'src/sandbox/'],
    cure: 'let src/time format it: one wording for people',
  },
]

/** Where cards are translated, and where the sandbox judges them. */
const CARD_FILES = /^src\/(?:feishu\/cards\/|sandbox\/)/

/** The environment, both clocks and the formatting for people have one reader each. */
export function readers(files: Facts[]): Breach[] {
  return files.filter(isProduct).flatMap((file) => file.reads.flatMap((read) => secondReader(file, read)))
}

function secondReader({ path }: Facts, { name, line }: Facts['reads'][number]): Breach[] {
  return READERS.filter((reader) => reader.name.test(name) && !isIn(path, reader.places)).map(
    ({ wall, cure }) => breach({ wall, path, line, what: `${name} is read here`, cure }),
  )
}

/** Only `src/feishu/cards` writes the platform's card language. */
export function cardTags(files: Facts[]): Breach[] {
  return files
    .filter((file) => isProduct(file) && !CARD_FILES.test(file.path))
    .flatMap((file) => {
      const written = file.texts.filter(({ text }) => /"tag"\s*:/.test(text)).map(({ line }) => line)
      return [...file.tags, ...written].map((line) =>
        breach({
          path: file.path,
          line,
          wall: 'tags',
          what: 'the platform’s card JSON is written here',
          cure: 'draw with src/cards/card.ts; src/feishu/cards translates',
        }),
      )
    })
}
