import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { h, type Html } from '../../html/element.ts'
import { link, note, nothing, section, texts, type Tile, tiles } from '../../html/parts.ts'
import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { repliesOf } from '../answers/service.ts'
import { isRecorded, rollOf } from '../checkin/service.ts'
import { rightTo } from '../rights/service.ts'
import { namesIn } from './card.ts'
import { overviewPhase, peopleOf, refusalToRead } from './service.ts'
import { groups as groupWords, words } from './words.ts'

type Asked = { meeting: Meeting; who: MemberId; names: boolean; at: string }

/**
 * Who answered, or who came: numbers for everybody who sees the meeting, names for whoever may read them. `names`: whoever may
 * only on demand asks for them, at that address; it is written down. (domain §5, row 12)
 */
export async function peopleSection(ctx: Ctx, tx: Tx, asked: Asked): Promise<Html> {
  const { meeting } = asked
  const phase = await overviewPhase(ctx, tx, meeting)
  const figures = phase === 'before' ? await replyTiles(tx, meeting) : await rollTiles(tx, meeting, phase)
  return section(
    words.open[phase],
    figures === null ? nothing(words.page.unrecorded) : tiles(figures),
    ...(await nameParts(ctx, tx, asked)),
  )
}

async function replyTiles(tx: Tx, { id }: Meeting): Promise<Tile[]> {
  const { expected, join, leave } = await repliesOf(tx, id)
  const { page } = words
  return [
    { label: page.expected, value: expected },
    { label: page.joining, value: join },
    { label: page.leave, value: leave },
    { label: page.silent, value: expected - join - leave },
  ]
}

/** Null where nobody noted who came. */
async function rollTiles(tx: Tx, { id }: Meeting, phase: 'open' | 'over'): Promise<Tile[] | null> {
  const counts = await rollOf(tx, id)
  const { expected, present, late, leave, absent, unconfirmed, observers } = counts
  const { page } = words
  const beside = late === 0 ? {} : { beside: page.late(late) }
  if (phase === 'open') {
    return [
      { label: page.expected, value: expected },
      { label: page.came, value: present, ...beside },
    ]
  }
  if (!isRecorded(counts)) return null
  return [
    { label: page.expected, value: expected },
    { label: page.present, value: present, ...beside },
    { label: page.leave, value: leave },
    { label: page.absent, value: absent },
    ...(unconfirmed === 0 ? [] : [{ label: page.unconfirmed, value: unconfirmed }]),
    ...(observers === 0 ? [] : [{ label: page.observers, value: observers }]),
  ]
}

async function nameParts(ctx: Ctx, tx: Tx, { meeting, who, names, at }: Asked): Promise<Html[]> {
  const right = await rightTo(ctx, tx, { act: 'readByName', who, meeting })
  if (right === null || meeting.state === 'cancelled') return []
  if (right === 'logged' && !names) return [note(link(at, words.page.showNames), ` ${words.page.logged}`)]
  if ((await refusalToRead(ctx, tx, { meeting: meeting.id, who, madeAt: ctx.now() })) !== null) return []
  const { phase, groups } = await peopleOf(ctx, tx, meeting)
  const named = groups.map(({ group, people }): [string, string] => [
    words.group(groupWords[phase][group], people.length),
    namesIn(people),
  ])
  return [h('h3', null, words.page.names), named.length === 0 ? nothing(words.nobody) : texts(named)]
}
