/** Everything that not everybody may do and that may be put before whoever may 转达. */
export const MATTERS = [
  'report',
  'answer',
  'settle',
  'roll',
  'rollLate',
  'meeting',
  'overview',
  'list',
  'observers',
  'votes',
  'makeup',
  'training',
  'exempt',
  'task',
  'result',
  'plan',
  'collection',
  'convene',
  'undo',
  'collect',
  'pause',
  'resume',
  'calendar',
  'nudge',
  'step',
] as const
export type Matter = (typeof MATTERS)[number]

/** What whoever asked may not do, and by which id it is found. */
export type Need = { matter: Matter; id: string }

/** By which field of a press a matter is found; what is only said in the chat, or chosen in a form, has its id beside it. */
export const FOUND_BY: Readonly<Record<Matter, string>> = {
  ...{ report: 'request', answer: 'request', settle: 'request' },
  ...{ roll: 'meeting', rollLate: 'meeting', meeting: 'meeting', overview: 'meeting', list: 'meeting' },
  ...{ observers: 'meeting', votes: 'meeting', makeup: 'meeting', training: 'meeting' },
  ...{
    exempt: 'branch',
    convene: 'draft',
    undo: 'draft',
    collect: 'branch',
    pause: 'scope',
    resume: 'scope',
  },
  ...{ task: 'task', result: 'visit', plan: 'term', collection: 'collection', calendar: 'draft' },
  ...{ nudge: 'digest', step: 'cell' },
}

/** Which refusals of a table are somebody else's matter, and which matter that is. */
export type Relays<R extends string> = { readonly [C in R]?: Matter }
