import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The one that draws no windows of its own comes first: it takes half the work. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

// The sandbox is on loopback: nothing that a browser does by itself is wanted.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's own Chromium, without a window. */
export function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find(existsSync)
  if (executablePath === undefined) {
    throw new Error('no Chromium on this machine: apt-get install chromium-headless-shell fonts-noto-cjk')
  }
  return chromium.launch({ executablePath, args: QUIET })
}
