import { expect, test } from 'vitest'
import {
  broken,
  featureReadmes,
  type Fixture,
  sound,
  startFile,
  tablesFile,
} from './architecture/fixtures.ts'
import { readTree } from './architecture/tree.ts'
import { lineOf, walls } from './architecture/walls.ts'

test('the bot breaks none of its walls', () => {
  const tree = readTree()
  expect(tree.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['src/ctx.ts', 'test/architecture.test.ts', 'package.json']),
  )
  expect(walls(tree).map(lineOf)).toEqual([])
})

for (const { wall, how, path, source } of broken) {
  test(`the wall "${wall}" falls when ${how}`, () => {
    const breaches = wallsOf({ path, source }).filter((breach) => breach.wall === wall)
    expect(breaches.map(lineOf)).toHaveLength(1)
    expect(breaches[0]).toMatchObject({ path: wall === 'top level' ? path.split('/')[0] : path, line: 1 })
    expect(breaches[0]?.says).toMatch(wall === 'syntax' ? /./ : /Instead: \S/)
  })
}

for (const { how, path, source } of sound) {
  test(`no wall falls when ${how}`, () => {
    expect(wallsOf({ path, source }).map(lineOf)).toEqual([])
  })
}

function wallsOf({ path, source }: Pick<Fixture, 'path' | 'source'>) {
  const beside = [tablesFile, startFile, ...featureReadmes].filter((file) => file.path !== path)
  return walls([...beside, { path, text: source }])
}
