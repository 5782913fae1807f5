import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../src/ids.ts'
import type { LetterKind } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { aLife } from '../support/a-life.ts'

const RESPELT: [kind: LetterKind, former: string, today: string][] = [
  ['calendar.known', 'not_admin', 'mayNot'],
  ['desk.pause', 'refused/no_right/pause', 'refused/mayNot/pause'],
  ['desk.preview', 'notAllowed', 'mayNot'],
  ['desk.quota', 'notAllowed', 'mayNot'],
  ['digest.college', 'refused:not_committee', 'refused:mayNot'],
  ['digest.college', 'refused:none_yet', 'refused:noneYet'],
  ['reports.noted', 'no_right', 'mayNot'],
  ['reports.noted', 'too_many', 'tooMany'],
]

test('a letter whose refusal was spelt otherwise says what it says in today’s spelling', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T10:00:00+08:00' })
  const person = MemberId.parse('M0213')
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const said = (kind: LetterKind, ref: string) =>
    life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, { id, kind, ref, to: { person } }))
  for (const [kind, former, today] of RESPELT) {
    expect(await said(kind, former)).toEqual({ text: expect.stringMatching('。') })
    expect(await said(kind, former)).toEqual(await said(kind, today))
  }
})
