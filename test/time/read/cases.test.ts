import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTime } from '../../../src/time/read/reader.ts'
import { seenAt } from './seen.ts'

/** How people write a time, and what they mean by it; `ask`: nobody can know. */
type Case = { text: string; now?: string; start?: string; end?: string; ask?: boolean; why?: string }

function casesIn(name: string): Case[] {
  const lines = readFileSync(new URL(`cases/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}

function minute(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: 'minute' })
}

const cases = [...casesIn('tried.jsonl'), ...casesIn('said.jsonl')]

test.each(cases)('$text is read as it is meant, or asked about', ({ text, start, end, ask, now }) => {
  const reading = readTime(text, seenAt(now ?? '2026-11-23T09:00'))
  if (ask === true || reading.kind === 'ask')
    return expect([text, reading.kind]).toEqual([text, ask === true ? 'ask' : start])
  const { minutes } = reading
  const until = minutes === null ? undefined : minute(reading.start.add({ minutes }))
  expect([text, minute(reading.start), until]).toEqual([text, start, end])
})
