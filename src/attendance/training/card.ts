import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import { cutTo } from '../../cards/shortened.ts'
import type { MeetingId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { dropTrainingAction, HOURS, MOST, openTrainingAction, trainAction } from './action.ts'
import type { TrainingRefusal } from './types.ts'
import { refusals, words } from './words.ts'

/** 记学时: which training a meeting holds, and the form; `closed`: why its reader may not say so. */
export function trainingCard({
  meeting,
  closed,
}: {
  meeting: Meeting
  closed: TrainingRefusal | null
}): Card {
  const title = words.title(meeting.shownAs)
  const card = (tone: Card['tone'], blocks: Block[]): Card => ({ title, tone, summary: title, blocks })
  if (closed === 'mayNot') return card('grey', [text(words.closedToYou)])
  if (closed !== null) return card('grey', [text(refusals[closed])])
  const { training } = meeting
  return card('blue', [
    text(training === null ? words.none : words.now(training)),
    {
      kind: 'form',
      name: 'training',
      fields: fieldsOf(meeting),
      submit: trainAction.button({ text: words.submit, style: 'primary', data: { meeting: meeting.id } }),
    },
    ...(training === null ? [] : [buttons(dropButton(meeting.id))]),
    small(words.credited),
  ])
}

function fieldsOf({ training }: Meeting): Field[] {
  return [
    {
      kind: 'input',
      name: 'topic',
      label: words.topic,
      placeholder: words.topicHint,
      value: cutTo(training?.topic ?? '', MOST.topic),
      required: false,
      lines: 'one',
      maxLength: MOST.topic,
    },
    {
      kind: 'input',
      name: 'speaker',
      label: words.speaker,
      placeholder: words.speakerHint,
      value: cutTo(training?.speaker ?? '', MOST.speaker),
      required: false,
      lines: 'one',
      maxLength: MOST.speaker,
    },
    {
      kind: 'select',
      name: 'hours',
      label: words.hours,
      placeholder: words.hoursHint,
      required: true,
      options: HOURS.map((hours) => ({ text: words.hoursOf(hours), value: String(hours) })),
      ...(training === null ? {} : { chosen: String(training.hours) }),
    },
  ]
}

function dropButton(meeting: MeetingId): Button {
  const confirm = { title: words.drop, text: words.dropConfirm }
  return dropTrainingAction.button({ text: words.drop, style: 'danger', data: { meeting }, confirm })
}

/** 记学时: opens the form, privately. */
export function trainingButton(meeting: MeetingId): Button {
  return openTrainingAction.button({ text: words.open, data: { meeting } })
}
