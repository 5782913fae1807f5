import { type Breach, breach, isIn, isProduct, partOf, FEATURES } from './layers.ts'
import type { Facts } from './source.ts'

type Package = { name: RegExp; places: string[]; cure: string }

/** Which parts may know which package. */
const PACKAGES: readonly Package[] = [
  {
    name: /^@larksuiteoapi\//,
    places: ['src/feishu/', 'src/sandbox/'],
    cure: 'only src/feishu knows the platform; use what it offers',
  },
  {
    name: /^node-cron$/,
    places: ['jobs/clock.ts'],
    cure: 'add a line to config/timetable.ts; jobs/clock.ts alone runs cron lines',
  },
  {
    name: /^bullmq$/,
    places: ['src/queue/', 'jobs/', 'src/web/'],
    cure: 'write a row; the poller enqueues what is due',
  },
  { name: /^https-proxy-agent$/, places: ['src/feishu/'], cure: 'ask src/feishu/proxy.ts for an agent' },
  { name: /^@bull-board\//, places: ['src/web/'], cure: 'the board belongs to src/web' },
  {
    name: /^(?:fastify|@fastify\/cookie)$/,
    places: ['src/web/', 'src/sandbox/'],
    cure: 'HTTP of the bot belongs to src/web',
  },
  {
    name: /^(?:pg|kysely)$/,
    places: ['src/db/', 'src/servers/', 'stores'],
    cure: 'ask a store; connections are opened in src/db',
  },
  {
    name: /^preact(?:-render-to-string)?(?:\/|$)/,
    places: ['src/html/', 'src/sandbox/'],
    cure: 'build with what src/html offers',
  },
  {
    name: /^(?:ws|protobufjs|vite|@visactor\/vchart)(?:\/|$)/,
    places: ['src/sandbox/'],
    cure: 'these serve the sandbox only; the image is built without them',
  },
  {
    name: /^(?:node:)?child_process$/,
    places: ['src/servers/', 'src/main.ts', 'src/main/', 'src/sandbox/'],
    cure: 'let main.ts or src/servers start processes',
  },
  {
    name: /^(?:node:)?process$/,
    places: [],
    cure: 'use the global process, so that who reads its environment can be seen',
  },
]

/** Packages stay behind the part that knows them. */
export function packages(files: Facts[]): Breach[] {
  return files
    .filter(isProduct)
    .flatMap((file) =>
      file.imports.flatMap(({ target, line }) =>
        PACKAGES.filter(
          ({ name, places }) => name.test(target) && !isIn(file.path, places) && !isStore(file, places),
        ).map(({ cure }) =>
          breach({ path: file.path, line, wall: 'packages', what: `${target} is imported here`, cure }),
        ),
      ),
    )
}

/** Features see neither Feishu nor the queue: they write rows. */
export function blindFeatures(files: Facts[]): Breach[] {
  return files
    .filter((file) => FEATURES.includes(partOf(file.path) ?? ''))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) =>
          /^src\/(?:feishu|queue)\/|^(?:bullmq|ioredis)$|^@larksuiteoapi\//.test(target),
        )
        .map(({ target, line }) =>
          breach({
            path: file.path,
            line,
            wall: 'blind',
            what: `a feature imports ${target}`,
            cure: 'write a letter or an alarm; delivery is not a feature’s business',
          }),
        ),
    )
}

/** `stores` among the places stands for every file called store.ts. */
function isStore(file: Facts, places: string[]): boolean {
  return places.includes('stores') && file.path.endsWith('/store.ts')
}
