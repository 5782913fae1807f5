import { cardRules } from '../src/sandbox/rules/card-rules.ts'
import { brokenCards } from './sandbox/broken-cards.ts'

const tested = new Set(brokenCards.map(({ rule }) => rule))
const untested = cardRules.filter(({ id }) => !tested.has(id))

for (const { id, section } of untested)
  say(
    `FAULT rule "${id}" (§${section}) has no test: add a card that breaks it to test/sandbox/broken-cards.ts`,
  )
say(`${cardRules.length} rules for cards, ${untested.length} without a test of its own`)
process.exitCode = untested.length > 0 ? 1 : 0

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
