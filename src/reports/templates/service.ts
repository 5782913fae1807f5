import { USUAL_TEMPLATES } from '../../../config/college/templates.ts'
import type { Question } from '../../../config/college/questions.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { FormId } from '../../ids.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import * as store from './store.ts'

export { formById, keepForm } from './store.ts'
import type { About, Request } from '../types.ts'
import { formFor, questionsOf } from './rules.ts'

export { longOnes, withoutVotes } from './rules.ts'

/** Keeps what the record of a meeting asks today: later changes of the templates leave it as it is. */
export async function keepMeetingForm(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<FormId> {
  return store.keepForm(tx, formFor(meeting.types, ctx.settings))
}

/** Keeps what is asked of whoever was on a visit. */
export async function keepVisitForm(ctx: Ctx, tx: Tx): Promise<FormId> {
  return store.keepForm(tx, questionsOf(ctx.settings.templates, USUAL_TEMPLATES.visit))
}

const TEMPLATES = {
  visit: USUAL_TEMPLATES.visit,
  collection: USUAL_TEMPLATES.activity,
  remedy: USUAL_TEMPLATES.remedy,
  step: USUAL_TEMPLATES.activity,
} satisfies { [K in Exclude<About['kind'], 'meeting'>]: string }

/** What a request asks: as it was when it was made, and of one from before there were forms as the templates are today. */
export async function formOf(
  ctx: Ctx,
  tx: Tx,
  { form, about, meeting }: Pick<Request, 'form' | 'about' | 'meeting'>,
): Promise<Question[]> {
  if (form !== null) return store.formById(tx, form)
  if (meeting !== null) return formFor((await meetingById(tx, meeting)).types, ctx.settings)
  const name = about.kind === 'meeting' ? USUAL_TEMPLATES.activity : TEMPLATES[about.kind]
  return questionsOf(ctx.settings.templates, name)
}
