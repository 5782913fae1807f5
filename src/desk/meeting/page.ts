import { z } from 'zod'
import { typeName } from '../../../config/college.ts'
import { ownAnswer, peopleSection } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { facts, link, note, section, tag } from '../../html/parts.ts'
import { MeetingId } from '../../ids.ts'
import { hostOf, itemsFor, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { page } from '../../pages/service.ts'
import type { Viewer } from '../../pages/types.ts'
import { mayChange } from '../../planning/service.ts'
import { recordSection } from '../../reports/service.ts'
import { branch as branchOf, nameOf } from '../../roster/service.ts'
import { span } from '../../time/format.ts'
import { answerWords, seenAmong } from '../schedule/service.ts'
import { words } from './words.ts'

/** A meeting: what it is about, who comes or came, and its record, as far as the reader may see each. */
export const meetingPage = page({
  path: '/meetings/:meeting',
  name: words.name,
  input: z.object({ meeting: MeetingId, names: z.string().optional() }),
  async mayOpen(_ctx, tx, { viewer, input }) {
    return (await seenAmong(tx, [await meetingById(tx, input.meeting)], viewer)).length > 0
  },
  async show(ctx, tx, { viewer, input }) {
    const meeting = await meetingById(tx, input.meeting)
    const { id } = meeting
    const observes = await onlyObserves(tx, { meeting, viewer })
    const at = `/meetings/${encodeURIComponent(id)}?names=1`
    const people = { meeting, who: viewer.who, names: input.names !== undefined, at }
    const body = h(
      'div',
      { class: 'parts' },
      section(words.about, facts(await factsOf(ctx, tx, { meeting, viewer, observes }))),
      meeting.state === 'cancelled' || observes ? null : await peopleSection(ctx, tx, people),
      ...(await recordSection(ctx, tx, { meeting: id, who: viewer.who })),
      note(link('/meetings', words.all)),
    )
    return { title: meeting.shownAs, body }
  },
})

type About = { meeting: Meeting; viewer: Viewer }

/** Whether a person sits in 列席 and nothing more: then only the own items of the agenda are shown. (domain §1D) */
async function onlyObserves(tx: Tx, { meeting, viewer: { who, rights } }: About): Promise<boolean> {
  if (!meeting.observers.includes(who) || mayChange(rights, who, meeting)) return false
  return (await ownAnswer(tx, { meeting: meeting.id, who })) === null
}

async function factsOf(
  ctx: Ctx,
  tx: Tx,
  { meeting, viewer, observes }: About & { observes: boolean },
): Promise<[string, Inner][]> {
  const { zone, startsAt, endsAt, place, types, branch, training, cancelReason, mergedInto } = meeting
  const { terms, types: known } = ctx.settings
  const [start, end] = [startsAt, endsAt].map((at) => at.toZonedDateTimeISO(zone))
  const own = meeting.announced ? await ownAnswer(tx, { meeting: meeting.id, who: viewer.who }) : null
  const agenda = observes ? itemsFor(meeting, viewer.who) : meeting.agenda
  const { facts: labels } = words
  const all: [string, Inner][] = [
    [labels.when, start && end ? span(start, end, terms) : null],
    [labels.where, place],
    [labels.branch, branch === null ? words.college : (await branchOf(tx, branch)).name],
    [labels.type, types.map((type) => typeName(known, type)).join('、')],
    [labels.host, await nameOf(tx, await hostOf(ctx, tx, meeting), branch)],
    [labels.state, stateTag(meeting)],
    [labels.own, own === null ? null : answerWords[own]],
    [labels.training, training === null ? null : words.trained(training.topic, training.hours)],
    [labels.cancelled, meeting.state === 'cancelled' && mergedInto === null ? cancelReason : null],
    [labels.agenda, agenda.length === 0 ? null : agendaList(agenda, observes ? 'ul' : 'ol')],
  ]
  return all.filter(([, value]) => value !== null && value !== '')
}

function agendaList(agenda: readonly string[], list: 'ol' | 'ul'): Html {
  return h(
    list,
    null,
    agenda.map((item) => h('li', null, item)),
  )
}

function stateTag({ state, mergedInto }: Meeting): Html {
  if (mergedInto !== null) return tag(words.merged)
  return tag(words.states[state], state === 'scheduled' ? 'info' : 'neutral')
}
