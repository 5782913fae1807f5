import { describe, expect, it } from 'vitest'
import { launchSandbox } from '../../src/sandbox/launch.ts'
import { aWorld, openSandbox } from '../support/sandbox.ts'

describe('wall time', () => {
  it('begins where the world says and can be moved by hours and days', async () => {
    await using sandbox = await openSandbox()
    expect((await sandbox.control.state()).now).toMatch(/^2026-11-23T01:00:0/)
    expect((await sandbox.control.advance('hour')).now).toMatch(/^2026-11-23T02:00:0/)
    expect((await sandbox.control.advance('day')).now).toMatch(/^2026-11-24T02:00:0/)
  })

  it('belongs to the time controller when there is one', async () => {
    await using sandbox = await launchSandbox({
      world: aWorld(),
      port: 0,
      page: false,
      hasTimeController: true,
    })
    sandbox.child.on('message', ({ type, id, by }: { type: string; id: string; by: string }) => {
      if (type === 'advance')
        sandbox.child.send({ type: 'advanced', id, now: '2026-11-25T00:00:00Z', note: by })
    })
    expect((await sandbox.control.state()).hasTimeController).toBe(true)
    expect(await sandbox.control.advance('next')).toEqual({ now: '2026-11-25T00:00:00Z', note: 'next' })
    expect((await sandbox.control.state()).now).toMatch(/^2026-11-23T01:00:0/)
  })
})
