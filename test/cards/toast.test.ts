import { expect, test } from 'vitest'
import { toastOf } from '../../src/cards/toast.ts'

const words = {
  done: '已取消。',
  refusals: { already: '已处理过。', mayNot: '无权办理。' },
  harmless: ['already'],
} as const

test('what was done is said in green, why not as a warning, and that it was done before without one', () => {
  expect(toastOf({ ok: true }, words)).toEqual({ toast: { tone: 'success', text: '已取消。' } })
  expect(toastOf({ ok: false, refusal: 'mayNot' }, words).toast).toEqual({
    tone: 'warning',
    text: '无权办理。',
  })
  expect(toastOf({ ok: false, refusal: 'already' }, words).toast).toEqual({
    tone: 'info',
    text: '已处理过。',
  })
})
