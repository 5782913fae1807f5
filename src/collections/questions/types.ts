import type { Question } from '../../../config/college/questions.ts'

/** A question before it has its id in a form. */
export type Asked = Omit<Question, 'id'>

/** What was read of a text: the questions, and the lines that are none, as they were written. */
export type QuestionsRead = { questions: Asked[]; unread: string[] }
