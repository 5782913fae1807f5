import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const Compose = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      read_only: z.boolean().optional(),
      cap_drop: z.array(z.string()).optional(),
      security_opt: z.array(z.string()).optional(),
    }),
  ),
})

test('no container of compose.yaml may write to its image, gain a right, or keep one that it does not need', async () => {
  const { services } = Compose.parse(parse(await readFile('compose.yaml', 'utf8'), { merge: true }))
  expect(Object.keys(services)).toEqual(['bot', 'postgres', 'redis'])
  for (const service of Object.values(services)) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
  }
})

test('compose.yaml knows no password: without one nothing starts', async () => {
  const text = await readFile('compose.yaml', 'utf8')
  const uses = [...text.matchAll(/\$\{POSTGRES_PASSWORD(:.)/g)].map(([, how]) => how)
  expect(uses).toEqual([':?', ':?'])
})
