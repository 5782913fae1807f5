import { createContext } from 'preact'

/** open_id → name, for mentions. */
export const Names = createContext<ReadonlyMap<string, string>>(new Map())

/** Presses the element at `path` of the message around it; tells whether the bot took it. */
export type PressAt = (path: string, form?: Record<string, string | string[]>) => Promise<boolean>
export const Pressing = createContext<PressAt>(async () => false)

export type Say = (tone: 'info' | 'success' | 'warning' | 'error', text: string) => void
export const Toasts = createContext<Say>(() => undefined)

/** Shows a message in the inspector. */
export const Inspecting = createContext<(message: string) => void>(() => undefined)
