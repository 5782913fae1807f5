// Run after `npm install` has rewritten package-lock.json: `node .ci/lock.mjs`. Two repairs, both about
// packages with native parts, which exist once per platform as optional dependencies:
// - npm leaves out the platforms that the registry at hand does not offer, and `npm ci` then refuses the lock;
// - npm on Node 18 skips those that ask for a newer Node, though it is node_modules' own Node 26 that loads them.
// With --check nothing is written, and a lock that needs repair ends with code 1.
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const before = readFileSync(file, 'utf8')
const lock = JSON.parse(before)
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const chips = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

for (const [path, entry] of Object.entries(lock.packages)) {
  if (path !== '') addPlatforms(path, entry)
}
for (const entry of Object.values(lock.packages)) {
  if (entry.optional && (entry.os || entry.cpu)) delete entry.engines
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
const after = `${JSON.stringify(lock, null, 2)}\n`

if (!process.argv.includes('--check')) writeFileSync(file, after)
else if (after !== before) {
  console.error(`${file} lacks platforms: run \`node .ci/lock.mjs\``)
  process.exitCode = 1
}

function addPlatforms(path, entry) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version)) continue
    const [nearest, ...outer] = placesOf(path, name)
    if ([nearest, ...outer].some((place) => lock.packages[place]?.version === version)) continue
    const top = outer.at(-1) ?? nearest
    const place = lock.packages[top] === undefined ? top : nearest
    lock.packages[place] = { version, ...traits(name), ...(entry.dev && { dev: true }), optional: true }
  }
}

/** Where Node would look for a dependency of `path`, nearest first. */
function placesOf(path, name) {
  const cut = path.lastIndexOf('/node_modules/')
  const further = cut === -1 ? [`node_modules/${name}`] : placesOf(path.slice(0, cut), name)
  return [`${path}/node_modules/${name}`, ...further]
}

/** `binding-linux-arm64-musl` says what it is for. */
function traits(name) {
  const words = name.split(/[-/]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = chips.filter((chip) => words.includes(chip))
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : []
  return Object.fromEntries(Object.entries({ cpu, libc, os }).filter(([, value]) => value.length > 0))
}
