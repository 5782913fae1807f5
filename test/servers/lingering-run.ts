import { startVitest } from 'vitest/node'

// A run of tests of which the only one never ends.
await startVitest('test', [], { config: 'config/vitest.config.ts', include: ['test/servers/lingering.ts'] })
