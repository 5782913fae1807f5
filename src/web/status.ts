/** The status under which a fault is answered: its own where it is the sender’s. */
export function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 ? status : 500
}
