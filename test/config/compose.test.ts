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
      ports: z.array(z.string()).default([]),
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

test('the bot does not run as root, and nothing is open to other machines', async () => {
  const users = [...(await readFile('Dockerfile', 'utf8')).matchAll(/^USER (.*)$/gm)].map(([, user]) => user)
  expect(users).toEqual(['node'])
  const { services } = Compose.parse(parse(await readFile('compose.yaml', 'utf8'), { merge: true }))
  const open = Object.values(services).flatMap(({ ports }) => ports)
  expect(open).toEqual(['127.0.0.1:8080:8080'])
})

test('compose.yaml knows no password: without one nothing starts', async () => {
  const text = await readFile('compose.yaml', 'utf8')
  const uses = [...text.matchAll(/\$\{POSTGRES_PASSWORD(:.)/g)].map(([, how]) => how)
  expect(uses).toEqual([':?', ':?'])
})
