import type { Reporter, TestModule } from 'vitest/node'

const SHOWN = 10

/** Ends a run with its slowest files, and one line for programs to read: `N passed, N failed, N skipped`. */
export class LastLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const count = (wanted: string) => states.filter((state) => state === wanted).length
    // A file that could not be loaded has no tests to fail, and an unhandled error belongs to none.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length
    const failed = count('failed') + broken + unhandled.length
    for (const line of slowest(modules)) console.log(line)
    console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped') + count('pending')} skipped`)
  }
}

/** The files that took longest, loading included, as `seconds path`. */
function slowest(modules: readonly TestModule[]): string[] {
  const files = modules.map((module) => {
    const { collectDuration, duration } = module.diagnostic()
    return { path: module.relativeModuleId, ms: collectDuration + duration }
  })
  const first = files.toSorted((one, other) => other.ms - one.ms).slice(0, SHOWN)
  return first.map(({ path, ms }) => `${(ms / 1_000).toFixed(1).padStart(6)} s  ${path}`)
}
