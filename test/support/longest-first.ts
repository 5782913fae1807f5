import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What lives through weeks, kills or leases, and mostly waits. */
const LONG = ['test/e2e/faults.test.ts', 'test/drill/drill.test.ts', 'test/month/month.test.ts']

/** Begins with the files that take minutes: begun last they would run alone while the other processor rests. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      LONG.includes(relative(this.ctx.config.root, moduleId)) ? 0 : 1
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
