import { describe, expect, it } from 'vitest'
import { asObject, type Json } from '../../src/sandbox/json.ts'
import { actionOf, type Given } from '../../src/sandbox/socket/action.ts'
import { elementOf } from '../../src/sandbox/socket/element.ts'
import { usualSwitches } from '../../src/sandbox/switches.ts'
import { aCard, aCardFor, openRaw, plain } from './app.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

const TIMEZONE = 'Asia/Shanghai'
const call = (value: object) => ({ behaviors: [{ type: 'callback', value }] })
const submit = { tag: 'button', name: 'send', text: plain('提交'), form_action_type: 'submit' }
const kinds = [
  { text: plain('病假'), value: 'ill' },
  { text: plain('事假'), value: 'own' },
]

const formOf = (...elements: object[]) => ({ tag: 'form', name: 'leave', elements })
const reason = { tag: 'input', name: 'reason', max_length: 5 }
const kind = { tag: 'select_static', name: 'kind', options: kinds }
const forms = { tag: 'multi_select_static', name: 'forms', options: kinds, required: false }
const host = { tag: 'select_person', name: 'host', options: [{ value: 'ou_bo' }] }
const day = { tag: 'date_picker', name: 'day' }
const clock = { tag: 'picker_time', name: 'clock', placeholder: plain('时间') }

type Pressing = Given & { path?: string; untouched?: 'empty' | 'absent' }
type Filling = { elements?: object[]; untouched?: 'empty' | 'absent' }

describe('the action of', () => {
  /** What the app is told of the last element of a card. */
  async function told(
    element: object,
    { path = 'body.elements.1', untouched = 'empty', ...given }: Pressing,
  ) {
    await using sandbox = await openInside()
    const { control, url } = sandbox
    await control.switch({ name: 'untouchedField', value: untouched })
    using raw = await openRawSocket(url)
    const api = await openRaw(url)
    const sent = aCardFor('oc_branch', aCard('参加', [element]))
    const { data } = await api('POST', '/im/v1/messages?receive_id_type=chat_id', sent)
    const press = control.press({ as: 'ou_bo', message: `${data['message_id']}`, path, ...given })
    await expect.poll(() => raw.data()).toHaveLength(1)
    raw.ack(raw.data()[0])
    expect(await press).toEqual({})
    return envelopeIn(raw.data()[0]).event['action']
  }
  const form = (given: Json, { elements = [reason, kind, submit], ...how }: Filling = {}) =>
    told(formOf(...elements), {
      form: given,
      path: `body.elements.1.elements.${elements.length - 1}`,
      ...how,
    })

  it('a button is its value, or nothing beside its tag when it has none', async () => {
    const button = { tag: 'button', text: plain('请假') }
    expect(await told({ ...button, ...call({ a: 'leave' }) }, {})).toEqual({
      tag: 'button',
      value: { a: 'leave' },
      timezone: TIMEZONE,
    })
    expect(await told(button, {})).toEqual({ tag: 'button', timezone: TIMEZONE })
  })

  it('a form is its submit button’s name with what was typed and chosen, lines parted by \\n', async () => {
    expect(await form({ reason: '一\r\n二', kind: 'ill' })).toEqual({
      tag: 'button',
      name: 'send',
      form_value: { reason: '一\n二', kind: 'ill' },
      timezone: TIMEZONE,
    })
    const carrying = { ...submit, ...call({ a: 'leave' }) }
    expect(await form({}, { elements: [reason, carrying] })).toMatchObject({
      name: 'send',
      value: { a: 'leave' },
    })
  })

  it('several choices are a list, a person is an id', async () => {
    const elements = [forms, host, submit]
    expect(await form({ forms: ['own'], host: 'ou_bo' }, { elements })).toMatchObject({
      form_value: { forms: ['own'], host: 'ou_bo' },
    })
    const filled = [{ ...forms, selected_values: ['ill'] }, { ...host, initial_option: 'ou_bo' }, submit]
    expect(await form({}, { elements: filled })).toMatchObject({
      form_value: { forms: ['ill'], host: 'ou_bo' },
    })
    expect(await form({}, { elements })).toMatchObject({ form_value: { forms: [], host: '' } })
    expect(asObject(await form({}, { elements, untouched: 'absent' }))['form_value']).toEqual({})
  })

  it('a day and a time are what stood on the screen, with the offset behind it', async () => {
    const elements = [day, clock, submit]
    expect(await form({ day: '2026-12-02', clock: '05:05' }, { elements })).toMatchObject({
      form_value: { day: '2026-12-02 +0800', clock: '05:05 +0800' },
    })
    const filled = [{ ...day, initial_date: '2026-12-03' }, { ...clock, initial_time: '14:00' }, submit]
    expect(await form({ clock: '' }, { elements: filled })).toMatchObject({
      form_value: { day: '2026-12-03 +0800', clock: '' },
    })
  })

  it('a form that was prefilled is what it was filled with', async () => {
    const filled = [{ ...reason, default_value: '开会' }, { ...kind, initial_option: 'own' }, submit]
    expect(await form({}, { elements: filled })).toMatchObject({
      form_value: { reason: '开会', kind: 'own' },
    })
    expect(await form({ reason: '' }, { elements: filled })).toMatchObject({
      form_value: { reason: '', kind: 'own' },
    })
  })

  it.each([
    ['empty', { reason: '', kind: '', day: '', clock: '' }],
    ['absent', { reason: '' }],
  ] as const)(
    'an untouched form has empty inputs, and its lists, days and times may be %s',
    async (untouched, form_value) => {
      const elements = [reason, kind, day, clock, submit]
      expect(asObject(await form({}, { untouched, elements }))['form_value']).toEqual(form_value)
    },
  )
})

describe('the client itself prevents', () => {
  const prevented: { what: string; element: object; given?: Given; text: string }[] = [
    { what: 'a disabled button', element: { tag: 'button', disabled: true }, text: '这个按钮现在不能点' },
    {
      what: 'a question answered with no',
      element: { tag: 'button', confirm: {} },
      given: { confirmed: false },
      text: '已取消',
    },
    { what: 'a tap on words', element: { tag: 'div' }, text: '这里不能点' },
    {
      what: 'a list that the bot never draws',
      element: kind,
      text: 'sandbox: not offered: select_static outside a form',
    },
    {
      what: 'a day that it never draws',
      element: day,
      text: 'sandbox: not offered: date_picker outside a form',
    },
    {
      what: 'an input that it never draws',
      element: reason,
      text: 'sandbox: not offered: input outside a form',
    },
  ]
  it.each(prevented)('$what', ({ element, given = {}, text }) => {
    expect(pressed([element], 'body.elements.0', given)).toEqual({ error: { code: 0, text } })
  })

  const unsent: { what: string; given: Json; field: object; text: string }[] = [
    {
      what: 'a required input left empty',
      given: {},
      field: { ...reason, required: true },
      text: '请填写必填项',
    },
    {
      what: 'a required choice not made',
      given: {},
      field: { ...kind, required: true },
      text: '请填写必填项',
    },
    { what: 'more than fits', given: { reason: '太长太长太长' }, field: reason, text: '输入太长' },
    {
      what: 'more than 1000 characters',
      given: { long: '长'.repeat(1001) },
      field: { tag: 'input', name: 'long' },
      text: '输入太长',
    },
    {
      what: 'none of several, where nothing says that they are not required',
      given: {},
      field: { ...forms, required: undefined },
      text: '请填写必填项',
    },
    { what: 'one of several not on the list', given: { forms: ['x'] }, field: forms, text: '没有这个选项' },
    { what: 'a text for several', given: { forms: 'ill' }, field: forms, text: '表单的值必须是列表' },
    { what: 'a person not on the list', given: { host: 'ou_no' }, field: host, text: '没有这个选项' },
    { what: 'a choice that is not on the list', given: { kind: 'well' }, field: kind, text: '没有这个选项' },
    {
      what: 'a day that does not exist',
      given: { day: '2026-02-30' },
      field: day,
      text: '没有这一天',
    },
    { what: 'the 25th hour', given: { clock: '24:10' }, field: clock, text: '没有这个时间' },
    { what: 'a day not chosen', given: {}, field: { ...day, required: true }, text: '请填写必填项' },
    { what: 'a number', given: { reason: 7 }, field: reason, text: '表单的值必须是文字' },
    {
      what: 'a field that is not there',
      given: { reasons: '病' },
      field: reason,
      text: '表单里没有“reasons”',
    },
  ]
  it.each(unsent)('a form with $what', ({ given, field, text }) => {
    expect(sent([field], given)).toEqual({ error: { code: 0, text } })
  })

  it('resetting from being told', () => {
    const reset = { tag: 'button', name: 'again', form_action_type: 'reset' }
    expect(pressed([formOf(reset, submit)], 'body.elements.0.elements.0', {})).toHaveProperty('error')
  })

  it('nothing about a field without a name: it fails when it is sent, with 200530', () => {
    expect(sent([{ tag: 'input', name: '' }], {})).toMatchObject({ error: { code: 200530 } })
  })
})

function sent(fields: object[], form: Json): unknown {
  return pressed([formOf(...fields, submit)], `body.elements.0.elements.${fields.length}`, { form })
}

function pressed(elements: object[], path: string, given: Given): unknown {
  const found = elementOf(asObject({ body: { elements } }), { path })
  if (!found) throw new Error(`nothing at ${path}`)
  return actionOf(found, given, usualSwitches())
}
