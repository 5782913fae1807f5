import type { Facts, Import } from './source.ts'
import { type Breach, breach, isIn, kindOf, MECHANISMS, partOf, FEATURES } from './layers.ts'

const KINDS = [
  'types',
  'rules',
  'words',
  'store',
  'service',
  'card',
  'action',
  'command',
  'letter',
  'alarm',
  'page',
  'export',
]
const OPEN = ['service', 'types']
/** What the assembling parts of the bot may take besides. */
const DOORS: Record<string, readonly string[]> = {
  router: [...OPEN, 'action', 'command', 'letter', 'alarm', 'page'],
  web: [...OPEN, 'page'],
}
/** Metaphors that named files once, and what a reader would search for. */
const PLAIN: Record<string, string> = {
  ...{ bell: 'job', ring: 'enqueue', lookout: 'poller', keeper: 'lock-session' },
  ...{ house: 'registry or core', room: 'feature', rooms: 'features', standing: 'what stands how' },
  ...{ paint: 'update', paints: 'updates', painting: 'updates', drawing: 'rendering', succession: 'renewal' },
  ...{
    restraint: 'deferral',
    rehearsal: 'dry-run',
    rehearse: 'dry-run',
    seat: 'invitation',
    seats: 'invitations',
  },
  ...{
    whom: 'audience',
    convening: 'new-meeting',
    calling: 'new-meeting',
    tally: 'metrics',
    figures: 'metrics',
  },
  ...{
    readings: 'gauges',
    soundness: 'health',
    conductor: 'time-controller',
    scene: 'setup or scenario',
    deed: 'action',
    deeds: 'actions',
  },
}
const VAGUE = ['utils', 'util', 'helpers', 'helper', 'manager', 'index', 'misc', 'common', 'shared', 'lib']

/** A feature holds only the files that every reader knows, at most one folder deep. */
export function fileKinds(files: Facts[]): Breach[] {
  return files.flatMap(({ path }) => {
    if (!FEATURES.includes(partOf(path) ?? '')) return []
    if (path.split('/').length > 4)
      return [
        breach({
          path,
          line: 1,
          wall: 'kinds',
          what: `${path} lies two parts deep`,
          cure: 'a feature divides once, into parts with the same file names',
        }),
      ]
    if (KINDS.includes(kindOf(path))) return []
    return [
      breach({
        path,
        line: 1,
        wall: 'kinds',
        what: `a feature has no file "${kindOf(path)}"`,
        cure: `it is one of ${KINDS.join(' ')}; divide a feature that outgrows them into parts, each a folder with the same names`,
      }),
    ]
  })
}

/** Names say what is inside. */
export function names(files: Facts[]): Breach[] {
  return files.flatMap(({ path }) => {
    const vague = path
      .split('/')
      .map((name) => name.replace(/\..*$/, ''))
      .find((name) => VAGUE.includes(name))
    if (vague !== undefined && !path.startsWith('src/sandbox/page/'))
      return [
        breach({
          path,
          line: 1,
          wall: 'names',
          what: `"${vague}" says nothing`,
          cure: 'name the file after what it does',
        }),
      ]
    const metaphor = path.split(/[/.-]/).find((word) => Object.hasOwn(PLAIN, word))
    // A step that has landed keeps its name.
    if (metaphor !== undefined && !path.startsWith('src/db/migrations/'))
      return [
        breach({
          path,
          line: 1,
          wall: 'names',
          what: `"${metaphor}" is a metaphor`,
          cure: `name the file by what a reader would search for: ${PLAIN[metaphor]}`,
        }),
      ]
    if (/^[a-z0-9/.-]+$/.test(path)) return []
    return [
      breach({
        path,
        line: 1,
        wall: 'names',
        what: `${path} is not kebab-case`,
        cure: 'write it in lower case with hyphens',
      }),
    ]
  })
}

/** Features, alarms and letters are entered by their doors only. */
export function doors(files: Facts[]): Breach[] {
  return files.flatMap((file) => {
    const from = partOf(file.path)
    if (from === null || from === 'test' || from === 'sandbox') return []
    return file.imports.flatMap((one) => wrongDoor(file, one))
  })
}

function wrongDoor(file: Facts, one: Import): Breach[] {
  const [from, to] = [partOf(file.path) ?? '', partOf(one.target) ?? '']
  if (!one.target.startsWith('src/') || ![...FEATURES, ...MECHANISMS].includes(to)) return []
  if (from === to) return FEATURES.includes(to) ? betweenParts(file, one) : []
  if (MECHANISMS.includes(to) && !FEATURES.includes(from)) return storeOnly(file, one)
  const open = DOORS[from] ?? OPEN
  if (one.target.split('/').length === 3 && open.includes(kindOf(one.target))) return []
  return [
    breach({
      path: file.path,
      line: one.line,
      wall: 'doors',
      what: `${from} enters ${to} by ${one.target}`,
      cure: `use ${open.map((kind) => `src/${to}/${kind}.ts`).join(', ')}`,
    }),
  ]
}

/** Jobs, web, the router and main drive the mechanisms, but leave their tables alone. */
function storeOnly(file: Facts, one: Import): Breach[] {
  if (kindOf(one.target) !== 'store') return []
  return [
    breach({
      path: file.path,
      line: one.line,
      wall: 'doors',
      what: `${one.target} is entered from outside`,
      cure: 'let its service or one of its verbs do it',
    }),
  ]
}

function betweenParts(file: Facts, one: Import): Breach[] {
  const [here, there] = [folderOf(file.path), folderOf(one.target)]
  if (here === there || isIn(one.target, [`${there}/service.ts`, `${there}/types.ts`])) return []
  const [deepHere, deepThere] = [here.split('/').length, there.split('/').length]
  if (deepThere < deepHere) return []
  if (deepHere < deepThere && kindOf(one.target) !== 'store') return []
  return [
    breach({
      path: file.path,
      line: one.line,
      wall: 'doors',
      what: `${file.path} enters ${one.target}`,
      cure: `parts of one feature use each other’s service and types: ${there}/service.ts`,
    }),
  ]
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}
