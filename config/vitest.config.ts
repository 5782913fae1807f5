import { defineConfig } from 'vitest/config'
import { LastLine } from '../test/support/last-line.ts'
import { LongestFirst } from '../test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers.ts'],
    reporters: ['default', new LastLine()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    // Real servers and real browsers share the machine with the tests; a third of their time tests wait, so three keep two cores busy.
    maxWorkers: 3,
    // The files of a worker share their modules, which Node itself loads as it does for the bot: read once, and warm.
    isolate: false,
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    // What a college set in its shell must not reach a test.
    env: { TZ: 'UTC', LOG_LEVEL: 'silent', DATABASE_URL: '', REDIS_URL: '' },
  },
})
