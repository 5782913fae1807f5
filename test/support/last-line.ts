import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one line for programs to read: `N passed, N failed, N skipped`. */
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
    console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped') + count('pending')} skipped`)
  }
}
