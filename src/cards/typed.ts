import { z } from 'zod'
import { cutTo } from './shortened.ts'

/** What was typed into a text field, without the space around it; '' where it holds no text. */
export const Typed = z.string().trim().catch('')

/** What was typed, cut to as many characters as are kept. */
export const typedUpTo = (most: number) => Typed.transform((text) => cutTo(text, most))
