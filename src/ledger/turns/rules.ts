import type { Question } from '../../../config/college/questions.ts'
import { templateNamed } from '../../../config/college/templates.ts'
import type { Ctx } from '../../ctx.ts'
import type { Row, Step } from '../types.ts'
import { words } from './words.ts'

const photos: Question = { id: 'photos', label: words.photos, type: 'photos', required: false }
const files: Question = { id: 'files', label: words.files, type: 'files', required: false }
const content: Question = { id: 'content', label: words.content, type: 'long', required: true }
const remark: Question = { id: 'content', label: words.remark, type: 'long', required: false }

/** What somebody fills in to hand a step in. A signed scan is photos or files, and never a click. */
export function questionsOf(
  { needs, template }: Step,
  { settings }: Pick<Ctx, 'settings'>,
): readonly Question[] {
  switch (needs) {
    case 'photo':
      return [{ ...photos, required: true }, remark]
    case 'file':
      return [{ ...files, required: true }, remark]
    case 'signed':
      // A photo of a paper is a file where no photos are asked for.
      return [{ ...files, label: words.scan, required: true }, remark]
    case 'sheet':
      return templateNamed(settings.templates, template ?? '')?.questions ?? [content]
    default:
      return [content, photos, files]
  }
}

/** How a step is called where its programme is not said beside it; `name` is the row's own, if it has one. */
export function titleOf(
  { title, round, name }: { title: string; round: string; name: Row['title'] },
  programme: string,
): string {
  const month = /^\d{4}-(\d\d)$/.exec(round)?.[1]
  const of = name === null ? programme : `${programme}·${name}`
  return month === undefined ? words.title(of, title) : words.monthly(of, title, Number(month))
}
