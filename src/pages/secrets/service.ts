import { createHash, randomBytes } from 'node:crypto'

const BYTES = 32

/** A secret that nobody guesses, and what is kept of it. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(BYTES).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

/** What is kept of a secret: whoever reads the records cannot use it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
