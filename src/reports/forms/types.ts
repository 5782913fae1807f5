import type { Answer, Question } from '../../../config/college/questions.ts'
import type { Person } from '../../roster/types.ts'

/**
 * What somebody has answered so far, by the ids of the questions. What does not fit its question, such as words for a
 * number, is kept as it was typed until it is mended.
 */
export type Answers = { readonly [question: string]: Answer }

/** Somebody who may be picked, or was. */
export type Pickable = Pick<Person, 'id' | 'name' | 'openId'>

/** Why an answer cannot be handed in. */
export type FaultKind =
  | 'missing'
  | 'notNumber'
  | 'notOption'
  | 'notDay'
  | 'nobody'
  | 'tooSmall'
  | 'tooLarge'
  | 'tooShort'
  | 'tooLong'
  | 'tooFew'
  | 'tooMany'

export type Fault = { question: Question; why: FaultKind }
