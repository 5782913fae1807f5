import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const here = (name: string) => new URL(`client/${name}`, import.meta.url)

/** What the pages load, by name; the chart library as its makers built it, the same that draws the charts on cards. */
const FILES = {
  'pages.css': { type: 'text/css; charset=utf-8', place: () => here('pages.css') },
  'pages.js': { type: 'text/javascript; charset=utf-8', place: () => here('pages.js') },
  'vchart.js': {
    type: 'text/javascript; charset=utf-8',
    place: () => createRequire(import.meta.url).resolve('@visactor/vchart/build/index.min.js'),
  },
} as const
type Name = keyof typeof FILES

/** A file as it is sent. */
export type Asset = { type: string; body: Buffer }

/** The files by the name of their version: whoever has one never asks for it again. */
export type Assets = { version: string; find(version: string, name: string): Promise<Asset | null> }

export function openAssets(): Assets {
  const hash = createHash('sha256')
  for (const name of ['pages.css', 'pages.js'] as const) hash.update(readFileSync(here(name)))
  const version = hash.update(chartVersion()).digest('base64url').slice(0, 12)
  const packed = new Map<Name, Promise<Buffer>>()
  return {
    version,
    async find(asked, name) {
      if (asked !== version || !isName(name)) return null
      const body = packed.get(name) ?? packedFile(name)
      packed.set(name, body)
      return { type: FILES[name].type, body: await body }
    },
  }
}

function isName(name: string): name is Name {
  return Object.hasOwn(FILES, name)
}

/** Packed once, off the loop: the chart library has two megabytes. */
async function packedFile(name: Name): Promise<Buffer> {
  return promisify(gzip)(await readFile(FILES[name].place()))
}

function chartVersion(): string {
  const file = createRequire(import.meta.url).resolve('@visactor/vchart/package.json')
  return readFileSync(file, 'utf8').match(/"version": "([^"]+)"/)?.[1] ?? ''
}
