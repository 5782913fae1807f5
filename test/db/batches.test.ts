import { expect, test } from 'vitest'
import { Batches } from '../../src/db/batches.ts'

/** Numbers in batches of five, which are done when they are told to be; none above a hundred can be done. */
function numbers({ atOnce = 1 } = {}) {
  const begun: (readonly number[])[] = []
  const open: (() => void)[] = []
  const work = async (all: readonly number[]) => {
    begun.push(all)
    await new Promise<void>((resolve) => open.push(resolve))
    if (all.some((one) => one > 100)) throw new Error(`not ${all.join()}`)
  }
  /** Until nothing is asked for any more. */
  const finish = async (asked: Promise<unknown>) => {
    let isOver = false
    void asked.finally(() => {
      isOver = true
    })
    while (!isOver) {
      open.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { begun, finish, batches: new Batches(work, { most: 5, atOnce }) }
}

const upTo = (most: number) => Array.from({ length: most }, (_, n) => n + 1)

test('whoever asks in one breath is in one batch, whoever asks while it is under way in the next', async () => {
  const { begun, finish, batches } = numbers()
  const first = batches.add(0)
  await expect.poll(() => begun).toEqual([[0]])
  const others = upTo(7).map((one) => batches.add(one))
  await finish(Promise.all([first, ...others]))
  expect(begun).toEqual([[0], [1, 2, 3, 4, 5], [6, 7]])
  await finish(batches.add(8))
  expect(begun.at(-1)).toEqual([8])
})

test('no more batches are under way than may be', async () => {
  const { begun, finish, batches } = numbers({ atOnce: 2 })
  const asked = upTo(20).map((one) => batches.add(one))
  await expect.poll(() => begun).toHaveLength(2)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(begun).toEqual([
    [1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10],
  ])
  await finish(Promise.all(asked))
  expect(begun.flat()).toEqual(upTo(20))
})

test('one that cannot be done is told so, and takes no other with it', async () => {
  const { begun, finish, batches } = numbers()
  const asked = Promise.allSettled([1, 2, 101, 3, 4, 5].map((one) => batches.add(one)))
  await finish(asked)
  const [, , failed, ...others] = await asked
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'not 101' } })
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(begun).toEqual([[1, 2, 101, 3, 4], [1], [2], [101], [3], [4], [5]])
})
