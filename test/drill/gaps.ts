import type { Call } from '../../src/sandbox/calls.ts'
import type { Line } from './bot.ts'

/** Where the death of a bot finds a letter. */
export const GAPS = [
  'claim–attempt',
  'attempt–request',
  'request–effect',
  'effect–answer',
  'answer–mark',
] as const
export type Gap = (typeof GAPS)[number]

const TOLD = ['letter claimed', 'letter attempt', 'letter answered', 'letter']

/**
 * Where each letter was when the bot died, by the last line of its log about it and by what the platform saw of it
 * in this life; letters that had been let go are left out.
 */
export function deathsOf(lines: Line[], calls: Call[]): Gap[] {
  const last = new Map<string, string>()
  for (const { letter, msg } of lines) {
    if (letter !== undefined && msg !== undefined && TOLD.includes(msg)) last.set(letter, msg)
  }
  const deaths = [...last].flatMap(([letter, msg]) =>
    gapOf(msg, calls.filter(({ uuid }) => uuid === letter).at(-1)),
  )
  return named(deaths, calls.filter(isOnTheDoorstep).length)
}

function gapOf(msg: string, call: Call | undefined): Gap[] {
  switch (msg) {
    case 'letter claimed':
      return ['claim–attempt']
    case 'letter attempt':
      if (call === undefined) return ['attempt–request']
      // A refusal is an answer, and nothing happened.
      return call.code === undefined || call.code === 0 ? ['effect–answer'] : []
    case 'letter answered':
      return ['answer–mark']
    default:
      return []
  }
}

// A request that is held before its effect has arrived, but the platform has not yet read which letter it is.
function isOnTheDoorstep({ api, held, effect, code }: Call): boolean {
  return ['send', 'reply'].includes(api) && held === 'before' && effect === 'none' && code === undefined
}

function named(deaths: Gap[], doorstep: number): Gap[] {
  let left = doorstep
  return deaths.map((gap) => {
    if (gap !== 'attempt–request' || left === 0) return gap
    left -= 1
    return 'request–effect'
  })
}
