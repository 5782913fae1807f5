import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChatId, MemberId, OpenId } from '../../../src/ids.ts'
import { compare, mended, restAfter } from '../../../src/roster/reach/rules.ts'
import type { Roll, Sight, Trouble } from '../../../src/roster/reach/types.ts'

const member = (n: number) => ({ id: MemberId.parse(`M${n}`), openId: OpenId.parse(`ou_${n}`) })
const chat = (n: number) => ChatId.parse(`oc_${n}`)

/** A roster, and which of its facts the platform does not confirm. */
const aStory = fc.record({
  places: fc.uniqueArray(
    fc.record({
      n: fc.nat(20),
      people: fc.uniqueArray(fc.nat(30), { maxLength: 12 }),
      absent: fc.uniqueArray(fc.nat(30), { maxLength: 4 }),
      guests: fc.uniqueArray(fc.integer({ min: 100, max: 110 })),
      bot: fc.boolean(),
      tells: fc.boolean(),
    }),
    { selector: ({ n }) => n, maxLength: 8 },
  ),
  people: fc.uniqueArray(fc.nat(30)),
  unseen: fc.uniqueArray(fc.nat(30), { maxLength: 5 }),
})
type Story = typeof aStory extends fc.Arbitrary<infer T> ? T : never

function rollOf({ places, people }: Story): Roll {
  return {
    places: places.map(({ n, people: expected }) => ({
      id: `B${n}`,
      name: '',
      chat: chat(n),
      expected: expected.map(member),
    })),
    people: people.map(member),
  }
}

function sightOf({ places, people, unseen }: Story): Sight {
  const there = places.filter(({ bot }) => bot)
  return {
    groups: new Set(there.map(({ n }) => chat(n))),
    inside: new Map(
      there
        .filter(({ tells }) => tells)
        .map(({ n, people: expected, absent, guests }) => [
          chat(n),
          new Set(
            [...expected.filter((who) => !absent.includes(who)), ...guests].map((who) => member(who).openId),
          ),
        ]),
    ),
    visible: new Set(people.filter((who) => !unseen.includes(who)).map((who) => member(who).openId)),
  }
}

/** What must be found, told from the story and not from the sight. */
function troublesOf({ places, people, unseen }: Story): string[] {
  return [
    ...places.filter(({ bot }) => !bot).map(({ n }) => `botOut B${n}`),
    ...places
      .filter(({ bot, tells }) => bot && tells)
      .flatMap(({ n, people: expected, absent }) =>
        expected.filter((who) => absent.includes(who)).map((who) => `memberOut B${n}/M${who}`),
      ),
    ...people.filter((who) => unseen.includes(who)).map((who) => `unseen M${who}`),
  ]
}

const asText = ({ kind, about }: Trouble) => `${kind} ${about}`

test('every contradiction is found once, and nothing else', () => {
  fc.assert(
    fc.property(aStory, (story) => {
      const found = compare(rollOf(story), sightOf(story)).map(asText)
      expect(found.toSorted()).toEqual(troublesOf(story).toSorted())
    }),
  )
})

test('what is known afterwards depends on the last sight alone, but for places that would not tell', () => {
  fc.assert(
    fc.property(aStory, aStory, (before, after) => {
      const known = compare(rollOf(before), sightOf(before))
      const gone = mended(known, rollOf(after), sightOf(after)).map(asText)
      const now = new Set([...known, ...compare(rollOf(after), sightOf(after))].map(asText))
      for (const one of gone) now.delete(one)
      const silent = after.places.filter(({ bot, tells }) => bot && !tells).map(({ n }) => `memberOut B${n}/`)
      const kept = known.map(asText).filter((one) => silent.some((place) => one.startsWith(place)))
      expect([...now].toSorted()).toEqual([...new Set([...troublesOf(after), ...kept])].toSorted())
    }),
  )
})

test('a person who belongs to two places with one chat is missing in both', () => {
  const place = { name: '', chat: chat(1), expected: [member(1)] }
  const roll = {
    places: [
      { ...place, id: 'B1' },
      { ...place, id: 'B1G1' },
    ],
    people: [],
  }
  const sight = {
    groups: new Set([chat(1)]),
    inside: new Map([[chat(1), new Set<OpenId>()]]),
    visible: new Set<OpenId>(),
  }
  expect(compare(roll, sight).map(asText)).toEqual(['memberOut B1/M1', 'memberOut B1G1/M1'])
})

test('what a letter told stays whatever is seen, until a look finds whom an earlier one missed, or the person is gone', () => {
  const told: Trouble[] = [
    { kind: 'blocked', about: 'M1' },
    { kind: 'unavailable', about: 'M1' },
  ]
  const roll = { places: [], people: [member(1)] }
  const sight = (...visible: OpenId[]): Sight => {
    return { groups: new Set(), inside: new Map(), visible: new Set(visible) }
  }
  const all = sight(member(1).openId)
  expect(mended(told, roll, all)).toEqual([])
  expect(mended([...told, { kind: 'unseen', about: 'M1' }], roll, sight())).toEqual([])
  const found = mended([...told, { kind: 'unseen', about: 'M1' }], roll, all)
  expect(found.map(asText)).toEqual(['unseen M1', 'unavailable M1'])
  expect(mended(told, { places: [], people: [] }, all)).toEqual(told)
})

test('a check that fails is tried again, ever more rarely, but never given up', () => {
  expect([1, 2, 3, 4, 5, 99].map((failures) => restAfter(failures).minutes)).toEqual([1, 5, 15, 60, 60, 60])
})
