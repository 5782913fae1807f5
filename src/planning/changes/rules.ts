import { z } from 'zod'
import type { MemberId } from '../../ids.ts'
import type { Rights } from '../../roster/types.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { isWithdrawn } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { agendaItems, lengthIn, MOST } from '../rules.ts'
import type { ChangeRequest, FormField, PlannedChange, Refusal, Stage } from './types.ts'
import { cutTo } from '../../cards/shortened.ts'
import { Typed } from '../../cards/typed.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'

/** Whether a person may change a meeting: by an office of today, or as the host who was named. (domain §5, rows 1–3) */
export function mayChange(rights: Rights, who: MemberId, meeting: Meeting): boolean {
  const { branch, group, host, hostOffice, scope } = meeting
  if (rights.admin || (host === who && hostOffice === null)) return true
  if (branch === null || scope === 'college') return false
  if (rights.branchCommitteeOf.includes(branch)) return true
  return scope === 'group' && group !== null && rights.leaderOf.includes(group)
}

/** Why nothing about a meeting can be changed any more; null while it can. */
export function refusalToTouch(meeting: Meeting, now: Temporal.Instant): Refusal | null {
  if (meeting.state === 'cancelled') return meeting.mergedInto === null ? 'cancelled' : 'merged'
  if (meeting.state !== 'scheduled') return 'ended'
  return isBefore(now, meeting.startsAt) ? null : 'begun'
}

/** The meeting as wished; to cancel it, or to take its notice back or send it again, leaves it as it is. */
export function wished(meeting: Meeting, wish: PlannedChange): Meeting {
  switch (wish.aspect) {
    case 'time': {
      const startsAt = instantOf(wish.start, meeting.zone)
      const length =
        wish.minutes === null ? meeting.startsAt.until(meeting.endsAt) : { minutes: wish.minutes }
      return { ...meeting, startsAt, endsAt: startsAt.add(length), place: wish.place ?? meeting.place }
    }
    case 'place':
      return { ...meeting, place: wish.place }
    case 'agenda':
      return { ...meeting, agenda: wish.agenda }
    case 'cancel':
    case 'withdraw':
    case 'announce':
      return meeting
  }
}

/** Why a change makes no sense for this meeting at this moment; null when it does. */
export function refusalOfChange(
  meeting: Meeting,
  wish: PlannedChange,
  now: Temporal.Instant,
): Refusal | null {
  if (wish.aspect === 'cancel') return null
  if (wish.aspect === 'withdraw') return hasNotice(meeting) ? null : 'noNotice'
  if (wish.aspect === 'announce') return isWithdrawn(meeting) ? null : 'notWithdrawn'
  const next = wished(meeting, wish)
  if (!isAfter(next.startsAt, now)) return 'past'
  const isSame =
    next.startsAt.equals(meeting.startsAt) &&
    next.endsAt.equals(meeting.endsAt) &&
    next.place === meeting.place &&
    next.agenda.join('\n') === meeting.agenda.join('\n')
  return isSame ? 'same' : null
}

/** Where a change begins that was said in words: at the preview if it makes sense as it is, otherwise at the form. */
export function stageOf(meeting: Meeting, intent: ChangeRequest, now: Temporal.Instant): Stage {
  const { aspect, filled, saidAt } = intent
  const wish = intent.shift === undefined ? intent.wish : shifted(meeting, intent.shift, filled)
  if (wish === null || refusalOfChange(meeting, wish, now) !== null)
    return { at: 'form', aspect, filled, saidAt }
  return { at: 'preview', wish, version: meeting.version, saidAt }
}

// On the wall clock: a day later is at the same time of day.
function shifted({ startsAt, zone }: Meeting, by: string, filled: ChangeRequest['filled']): PlannedChange {
  const start = startsAt.toZonedDateTimeISO(zone).toPlainDateTime().add(Temporal.Duration.from(by))
  return { aspect: 'time', start, minutes: null, place: filled['place'] ?? null }
}

/** Whether there is a notice that people may have read. */
export function hasNotice(meeting: Meeting): boolean {
  return meeting.announced && !isWithdrawn(meeting)
}

const Form = z.object({
  day: PickedDate,
  clock: PickedTime,
  minutes: Typed,
  place: Typed,
  agenda: Typed,
  reason: Typed,
})

/** What a form asks for, or what is still wrong with it. */
export function readForm(
  aspect: FormField,
  form: Record<string, unknown>,
): { ok: true; wish: PlannedChange } | { ok: false; refusal: Refusal } {
  const said = Form.parse(form)
  switch (aspect) {
    case 'time':
      return readTime(said, 'place' in form)
    case 'place':
      if (said.place === '') return { ok: false, refusal: 'noPlace' }
      return { ok: true, wish: { aspect, place: cutTo(said.place, MOST.place) } }
    case 'agenda': {
      const agenda = agendaItems(said.agenda)
      return agenda.length === 0 ? { ok: false, refusal: 'noAgenda' } : { ok: true, wish: { aspect, agenda } }
    }
    case 'cancel': {
      const reason = cutTo(said.reason, MOST.reason)
      return { ok: true, wish: { aspect, reason: reason === '' ? null : reason } }
    }
  }
}

function readTime(
  { day, clock, minutes, place }: z.infer<typeof Form>,
  hasPlace: boolean,
): ReturnType<typeof readForm> {
  if (day === null || clock === null) return { ok: false, refusal: 'noTime' }
  const length = lengthIn(minutes)
  if (length === null) return { ok: false, refusal: 'noMinutes' }
  const moved = { start: day.toPlainDateTime(clock), minutes: length }
  return { ok: true, wish: { aspect: 'time', ...moved, place: hasPlace ? cutTo(place, MOST.place) : null } }
}
