import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build } from 'vite'

const [sources, folder] = process.argv.slice(2).map((path) => resolve(path))
if (sources === undefined || folder === undefined) throw new Error('usage: build.ts SOURCES FOLDER')

mkdirSync(dirname(folder), { recursive: true })
const fresh = mkdtempSync(join(dirname(folder), 'new-'))
await build({
  root: sources,
  base: '/',
  configFile: false,
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: fresh, emptyOutDir: true, target: 'es2022', modulePreload: false },
})
// Two starts may build at once: the first to finish gives the folder its name, the other drops its copy.
if (existsSync(folder)) rmSync(fresh, { recursive: true, force: true })
else renameSync(fresh, folder)
