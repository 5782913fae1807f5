import type { Action, What } from './action.ts'
import { compare, refusedIn, type Verdict } from './compare.ts'
import { expectedOf } from './expect.ts'
import type { Scenario } from './opening.ts'
import type { Chats } from './chats.ts'
import type { RecordedCall } from '../../../sandbox/control-client.ts'
import { KIND_WORDS, type Seen, seenIn } from './seen.ts'

/** How a time that was lived came out. */
export type Outcome = Verdict & {
  refused: RecordedCall[]
  /** What came out otherwise than it should: a click refused, or taken although too late; a photo that nobody kept. */
  odd: Action[]
  record: readonly RecordedCall[]
  seen: readonly Seen[]
  actions: readonly Action[]
}

/** Compares what was lived with what the college's rules promise. */
export function outcomeOf(scenario: Scenario, record: readonly RecordedCall[]): Outcome {
  const { actions } = scenario
  const seen = seenIn(record)
  return {
    ...compare(expectedOf(scenario), seen),
    seen,
    refused: refusedIn(record),
    odd: [...actions.filter(({ taken, meant }) => taken !== meant), ...lostPhotos(actions, record)],
    record,
    actions,
  }
}

function lostPhotos(actions: readonly Action[], record: readonly RecordedCall[]): Action[] {
  const kept = record.filter(({ api, effect }) => api === 'image' && effect === 'new')
  return actions.filter(({ did }) => did.what === 'photo').slice(kept.length)
}

/** Whether everything came out as it should. */
export function isClean(outcome: Outcome): boolean {
  const { lost, repeated, surprising, early, refused, odd } = outcome
  return [lost, repeated, surprising, early, refused, odd].every((all) => all.length === 0)
}

/** The outcome in numbers. */
export function countsOf(outcome: Outcome) {
  const { lost, repeated, surprising, early, refused, odd, record, seen, actions } = outcome
  const calls = (api: string) => record.filter((call) => call.api === api).length
  const did = (what: What) => actions.filter((action) => action.taken && action.did.what === what).length
  return {
    lost: lost.length,
    repeated: repeated.length,
    refused: refused.length,
    surprising: surprising.length,
    early: early.length,
    odd: odd.length,
    messages: seen.length,
    calls: { send: calls('send'), reply: calls('reply'), patch: calls('patch') },
    people: {
      join: did('join'),
      leave: did('leave'),
      approve: did('approve'),
      refuse: did('refuse'),
      checkIn: did('checkIn'),
      reply: did('reply'),
      photo: did('photo'),
      fill: did('fill'),
      submit: did('submit'),
    },
  }
}

/** One line for each thing that came out wrong. */
export function troubles(outcome: Outcome, chats: Chats): string[] {
  const told = (word: string, all: readonly Pick<Seen, 'at' | 'kind' | 'about' | 'to'>[]) =>
    all.map(
      ({ at, kind, about, to }) =>
        `${word}：${chats.moment(at)}〔${chats.receiver(to)}〕${KIND_WORDS[kind]} ${about}`,
    )
  return [
    ...told('遗漏', outcome.lost),
    ...told('重复', outcome.repeated),
    ...told('意外', outcome.surprising),
    ...told('过早', outcome.early),
    ...outcome.odd.map(
      ({ at, who, about, did, answer }) =>
        `不符：${chats.moment(at)} ${chats.name(who)} ${did.what} ${about} ${answer}`,
    ),
    ...outcome.refused.map(
      ({ at, api, code = 0, receiver = '' }) =>
        `平台拒绝：${chats.moment(Temporal.Instant.from(at))}〔${chats.receiver(receiver)}〕${api} ${code}`,
    ),
  ]
}
