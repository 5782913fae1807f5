import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { sendTodo } from './service.ts'
import { words } from './words.ts'

/** 待办: sends the one list of all that waits for the person who presses. */
export const todoAction = action('digest.todo', z.object({}))

/** What this part's buttons do. */
export const actions: [string, ActionHandler][] = [
  [
    todoAction.name,
    async (ctx, tx, { who, madeAt }) => {
      await sendTodo(ctx, tx, { who, at: madeAt })
      return { toast: { tone: 'info', text: words.todoSent } }
    },
  ],
]
