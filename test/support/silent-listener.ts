import type { Listener } from '../../src/feishu/in/events.ts'

const nothing = async () => undefined

/** A listener that hears nothing; a test adds what it listens to. */
export const silentListener = {
  onClick: async () => ({}),
  onMessage: nothing,
  onEdit: nothing,
  onRecall: nothing,
  onAdded: nothing,
  onChange: nothing,
} satisfies Omit<Listener, 'log'>
