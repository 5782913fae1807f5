import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from './source.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What npm, a run or an editor leaves behind. */
const SKIPPED = ['node_modules', 'data', 'coverage', '.git', '.vscode', '.idea']
const READ = /\.(?:tsx?|json|ya?ml|md|sh|css|html)$|(?:^|\/)(?:Dockerfile|run|\.\w+)$/

/** Every text of the repository that people or machines read, except the lock file and recorded data. */
export function readTree(): SourceFile[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => !SKIPPED.includes(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(entry.name) : [entry.name]))
    .map((path) => ({ path, text: holdsText(path) ? readFileSync(join(ROOT, path), 'utf8') : '' }))
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .filter((path) => !path.includes('/node_modules/'))
}

/** The lock file names registries by nature. */
function holdsText(path: string): boolean {
  return READ.test(path) && path !== 'package-lock.json' && !path.startsWith('config/demo/')
}
