import { defineConfig } from 'vitest/config'
import { LastLine } from '../test/support/last-line.ts'
import { LongestFirst } from '../test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers.ts'],
    reporters: ['default', new LastLine()],
    // Bounds are for what hangs; a machine that is busy with other things is three times slower.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Real servers and real browsers share the machine with the tests; the longest of these mostly wait, so four keep two cores busy.
    maxWorkers: 4,
    // The files of a worker share their modules, which Node itself loads as it does for the bot: read once, and warm.
    isolate: false,
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    // What a college set in its shell must not reach a test.
    env: { TZ: 'UTC', LOG_LEVEL: 'silent', DATABASE_URL: '', REDIS_URL: '' },
  },
})
