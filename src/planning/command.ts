import type { Command } from '../inbox/types.ts'
import { commands as newMeeting } from './new-meeting/command.ts'
import { commands as sentences } from './sentences/command.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [...newMeeting, ...sentences]
