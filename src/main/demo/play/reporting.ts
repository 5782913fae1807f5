import type { MemberId } from '../../../ids.ts'
import { invited } from './invited.ts'
import { reporting, sendsPhoto } from './people.ts'
import { later, type Plan, readerOf, type Cast } from './scenario.ts'
import type { Seen } from './seen.ts'

/** What people do about a card that asks for a report, reminds of it, or wants it confirmed. */
export function onReportCard(seen: Seen, cast: Cast): Plan[] {
  if (seen.kind === 'request') return onRequest(seen, cast)
  if (seen.kind === 'chase') return onChase(seen, cast)
  return seen.kind === 'confirm' ? onConfirm(seen, cast) : []
}

function onRequest(seen: Seen, cast: Cast): Plan[] {
  return [...confirmRoll(seen, cast), ...report(seen, cast)]
}

/** Whoever writes the report says first who was there. */
function confirmRoll(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  const label = seen.labels.find((one) => one === '其余缺席' || one === '全部实到')
  if (who === undefined || label === undefined) return []
  const { about, message } = seen
  const press = { who, about, did: { what: 'confirmRoll' }, inGroup: false, message, label } as const
  return [{ at: later(seen, 30), act: () => cast.actor.press(press) }]
}

function report(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  if (who === undefined) return []
  const { about, message } = seen
  const at = later(seen, 75)
  const said = { who, about, did: { what: 'reply' } as const }
  const { actor } = cast
  const told = { inGroup: false, chat: 'bot', text: reportOf(cast, about) } as const
  const pressed = { who, about, did: { what: 'submit' }, inGroup: false, message } as const
  switch (reporting(about)) {
    case 'reply':
      return [{ at, act: () => actor.say({ ...said, ...told, replyTo: message }) }]
    case 'talk':
      return [{ at, act: () => actor.say({ ...said, ...told }) }]
    case 'form':
      return [{ at, act: () => actor.press({ ...pressed, label: '提交', form: { content: told.text } }) }]
    default:
      return []
  }
}

function onChase(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  const label = seen.labels[0]
  if (who === undefined || label === undefined || reporting(seen.about) !== 'afterChase') return []
  const started = cast.actor.actions.some(({ about, did }) => about === seen.about && did.what === 'fill')
  return started ? [] : [{ at: later(seen, 90), act: () => fill(cast, seen, { who, label }) }]
}

function fill(
  { actor }: Cast,
  seen: Seen,
  { who, label }: { who: MemberId; label: string },
): Promise<boolean> {
  const { about, message } = seen
  return actor.press({ who, about, did: { what: 'fill' }, inGroup: false, message, label })
}

function onConfirm(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  if (who === undefined) return []
  const doing = {
    who,
    about: seen.about,
    did: { what: 'submit' } as const,
    inGroup: false,
    message: seen.message,
  }
  const [content = '', decisions = ''] = reportOf(cast, seen.about).split('议定事项：')
  const wrote =
    cast.actor.actions.findLast(
      ({ about, did }) => about === seen.about && ['reply', 'fill'].includes(did.what),
    )?.did.what === 'reply'
  const form = wrote ? {} : { form: { content, decisions } }
  const submit = () => cast.actor.press({ ...doing, label: '提交', ...form })
  if (!sendsPhoto(seen.about)) return [{ at: later(seen, 5), act: submit }]
  const photo = { who, about: seen.about, did: { what: 'photo' }, inGroup: false } as const
  return [
    { at: later(seen, 5), act: () => cast.actor.sendPhoto(photo) },
    { at: later(seen, 15), act: submit },
  ]
}

/** What somebody reports, in everyday words. */
function reportOf({ college, actor }: Cast, about: string): string {
  const meeting = college.meetings.find(({ id }) => id === about)
  const came = actor.actions.filter(
    (action) => action.about === about && action.taken && action.did.what === 'checkIn',
  ).length
  const title = meeting?.types[0] ?? '党小组会'
  // How many came to a meeting of the past stands on its roll alone.
  const counts = meeting === undefined ? '' : `应到${invited(college, meeting).length}人，实到${came}人，`
  return `${title}已开，${counts}学习了二十届四中全会精神，大家结合学习和工作作了交流。议定事项：下月党小组各开展一次志愿服务。`
}
