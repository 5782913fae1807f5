import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { cutTo } from '../../cards/shortened.ts'
import { toastOf } from '../../cards/toast.ts'
import { visible } from '../../cards/visible.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { dropTraining, openTraining, saveTraining } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })

/** 记学时: sends the form, privately. */
export const openTrainingAction = action('attendance.openTraining', Meeting)
/** 登记. */
export const trainAction = action('attendance.setTraining', Meeting)
/** 取消登记. */
export const dropTrainingAction = action('attendance.dropTraining', Meeting)

/** Topic and speaker are this long at most. */
export const MOST = { topic: 60, speaker: 40 }

/** The hours that can be chosen: half hours up to a day. */
export const HOURS: readonly number[] = Array.from({ length: 48 }, (_, half) => (half + 1) / 2)

const text = (most: number) =>
  z
    .string()
    .catch('')
    .transform((said) => cutTo(visible(said), most))
const Form = z.object({
  topic: text(MOST.topic),
  speaker: text(MOST.speaker),
  hours: z
    .string()
    .transform(Number)
    .refine((hours) => HOURS.includes(hours))
    .nullable()
    .catch(null),
})

const said = { refusals, relays, harmless: ['same'] } as const

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openTraining(ctx, tx, { ...openTrainingAction.parse(press), who: press.who }), {
    done: words.toastOpened,
    ...said,
  })

const pressSave: ActionHandler = async (ctx, tx, press) => {
  const filled = Form.parse(press.form)
  const outcome = await saveTraining(ctx, tx, { ...trainAction.parse(press), who: press.who, filled })
  return toastOf(outcome, { done: words.toastSaved, ...said })
}

const pressDrop: ActionHandler = async (ctx, tx, press) =>
  toastOf(await dropTraining(ctx, tx, { ...dropTrainingAction.parse(press), who: press.who }), {
    done: words.toastDropped,
    ...said,
  })

/** What the buttons about a training do. */
export const trainingActions: [string, ActionHandler][] = [
  [openTrainingAction.name, pressOpen],
  [trainAction.name, pressSave],
  [dropTrainingAction.name, pressDrop],
]
