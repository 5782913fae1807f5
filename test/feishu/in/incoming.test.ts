import { expect, test } from 'vitest'
import { ClickEvent } from '../../../src/feishu/in/click.ts'
import { Incoming, incomingOf, MessageEvent } from '../../../src/feishu/in/incoming.ts'

type Message = Record<string, unknown>

function aMessage(over: Message = {}): Incoming {
  const event = MessageEvent.parse({
    sender: { sender_id: { open_id: 'ou_anna' }, sender_type: 'user' },
    message: {
      message_id: 'om_1',
      create_time: '1795399200000',
      chat_id: 'oc_1',
      chat_type: 'group',
      message_type: 'text',
      content: JSON.stringify({ text: '@_user_1 请 @_user_10 补充' }),
      mentions: [
        { key: '@_user_1', id: { open_id: 'ou_bot' }, name: '支部助手', mentioned_type: 'bot' },
        { key: '@_user_10', id: { open_id: 'ou_bo' }, name: '博文', mentioned_type: 'user' },
      ],
      ...over,
    },
  })
  return incomingOf(event, 'ou_bot')
}

test('mentions become names, and @_user_1 is not found inside @_user_10', () => {
  expect(aMessage()).toMatchObject({ text: '请 @博文 补充', mentionsBot: true })
})

test('the words alone stand beside, without any mention', () => {
  const content = JSON.stringify({ text: '@_user_1 @_user_10 @_all 帮助。' })
  expect(aMessage({ content })).toMatchObject({ text: '@博文 @所有人 帮助。', words: '帮助。' })
})

test.each(['@_all', 'all'])('everybody may be mentioned in a rich text as %s', (user_id) => {
  const content = JSON.stringify({
    content: [
      [
        { tag: 'at', user_id },
        { tag: 'text', text: ' 待办' },
        { tag: 'emotion', emoji_type: 'OK' },
      ],
    ],
  })
  expect(aMessage({ message_type: 'post', content })).toMatchObject({ text: '@所有人 待办', words: '待办' })
})

test('a text longer than anybody reads at once is told as such, and none of it is taken along', () => {
  const text = (length: number) =>
    aMessage({ content: JSON.stringify({ text: `@_user_1 ${'学'.repeat(length)}` }) })
  expect(text(9_000)).not.toHaveProperty('isTooLong')
  for (const length of [10_001, 150_000]) {
    expect(text(length)).toMatchObject({ isTooLong: true, text: '', words: '', mentionsBot: true })
  }
})

const UNKEEPABLE = '到\0会\ud83d21人'

test.each([
  ['text', { content: JSON.stringify({ text: UNKEEPABLE }) }],
  [
    'rich text',
    { message_type: 'post', content: JSON.stringify({ content: [[{ tag: 'text', text: UNKEEPABLE }]] }) },
  ],
  ['name', { content: '{"text":"@_user_2"}', mentions: [{ key: '@_user_2', name: UNKEEPABLE }] }],
])('of a %s with NUL and half a character the records keep what they can', (_where, over) => {
  expect(aMessage(over).text.replace('@', '')).toBe('到会\ufffd21人')
})

test('what a form and a button carry is kept as far as the records can', () => {
  const form_value = { content: UNKEEPABLE, several: [UNKEEPABLE], [UNKEEPABLE]: 1 }
  const { form, value } = aClick({ action: { value: { a: UNKEEPABLE, n: 1, on: true }, form_value } })
  const kept = '到会\ufffd21人'
  expect(form).toEqual({ content: kept, several: [kept], [kept]: 1 })
  expect(value).toEqual({ a: kept, n: 1, on: true })
})

test('a form that is nested without end is read as far as forms go', () => {
  const nested = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)
  expect(Object.keys(aClick({ action: { form_value: nested } }).form)).toEqual(['a'])
})

test('a mention of another bot is not a mention of ours', () => {
  const mentions = [{ key: '@_user_1', id: { open_id: 'ou_other' }, name: '天气', mentioned_type: 'bot' }]
  expect(aMessage({ mentions })).toMatchObject({ mentionsBot: false, text: '@天气 请 @_user_10 补充' })
})

test('a long answer from a phone comes as rich text and loses no words', () => {
  const content = JSON.stringify({
    title: '纪实',
    content: [
      [
        { tag: 'at', user_id: '@_user_1' },
        { tag: 'text', text: ' 主题党日已开' },
      ],
      [
        { tag: 'text', text: '实到' },
        { tag: 'a', text: '21人', href: 'http://x.cn' },
      ],
    ],
  })
  expect(aMessage({ message_type: 'post', content }).text).toBe('纪实\n 主题党日已开\n实到21人')
})

test('a picture comes with its key, and so do those between the words of a rich text', () => {
  const picture = aMessage({ message_type: 'image', content: '{"image_key":"img_v3_02-a"}' })
  expect(picture).toMatchObject({ text: '', pictures: ['img_v3_02-a'] })
  const content = JSON.stringify({
    content: [
      [{ tag: 'text', text: '主题党日已开' }],
      [
        { tag: 'img', image_key: 'img_1' },
        { tag: 'media', file_key: 'file_1', image_key: 'img_cover' },
      ],
      [{ tag: 'img', image_key: 'img_2' }],
    ],
  })
  const post = aMessage({ message_type: 'post', content })
  expect(post.pictures).toEqual(['img_1', 'img_2'])
  expect(post.text).toContain('主题党日已开')
})

test('a file comes with its key and what it was called, and one without a key is none', () => {
  const content = '{"file_key":"file_v3_02-a","file_name":"总结.docx"}'
  const file = aMessage({ message_type: 'file', content })
  expect(file).toMatchObject({ text: '', pictures: [], files: [{ key: 'file_v3_02-a', name: '总结.docx' }] })
  expect(Incoming.parse(JSON.parse(JSON.stringify(file))).files).toEqual(file.files)
  for (const odd of ['{"file_key":"file_1/../x","file_name":"a"}', '{"file_name":"a"}', 'null'])
    expect(aMessage({ message_type: 'file', content: odd }).files).toBeUndefined()
  expect(aMessage({ message_type: 'media', content }).files).toBeUndefined()
})

test.each([
  ['a file', 'file', '{"file_key":"file_1","file_name":"a.jpg"}'],
  ['a key that is a path', 'image', '{"image_key":"img_1/../../x"}'],
  ['a key that is none', 'image', '{"image_key":7}'],
  ['words that look like a picture', 'text', '{"text":"a","image_key":"img_1"}'],
])('%s brings no picture', (_name, message_type, content) => {
  expect(aMessage({ message_type, content }).pictures).toEqual([])
})

test('a message that was stored before pictures were heard is still read', () => {
  const { pictures: _, ...kept } = JSON.parse(JSON.stringify(aMessage()))
  expect(Incoming.parse(kept).pictures).toEqual([])
})

test.each([
  ['a picture', 'image', '{"image_key":"img_1"}'],
  ['no JSON', 'text', 'hello'],
  ['a number', 'text', '{"text":7}'],
])('%s has no words', (_name, message_type, content) => {
  expect(aMessage({ message_type, content }).text).toBe('')
})

test('a message survives being kept as JSON', () => {
  const message = aMessage({ parent_id: 'om_0', root_id: '' })
  const kept = Incoming.parse(JSON.parse(JSON.stringify(message)))
  expect(kept.at.equals(message.at)).toBe(true)
  expect({ ...kept, at: null }).toEqual({ ...message, at: null })
  expect('rootId' in kept).toBe(false)
})

test.each([
  ['seconds', '1795399200'],
  ['milliseconds', '1795399200000'],
  ['microseconds', '1795399200000000'],
])('the moment of a click is read from %s', (_unit, create_time) => {
  expect(aClick({ create_time }).madeAt.epochMilliseconds).toBe(1795399200000)
})

test('a click without value or form has empty ones', () => {
  expect(aClick({ action: { tag: 'button' } })).toMatchObject({ value: {}, form: {} })
})

test.each([
  ['no moment', { create_time: 'soon' }],
  ['a person that is a path', { operator: { open_id: '../../x' } }],
  ['no message', { context: {} }],
  ['a value that is a list', { action: { value: ['a'] } }],
])('a click with %s is refused', (_name, over) => {
  expect(ClickEvent.safeParse({ ...rawClick, ...over }).success).toBe(false)
})

const rawClick = {
  event_id: 'e1',
  create_time: '1795399200000000',
  operator: { open_id: 'ou_anna' },
  context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
  action: { tag: 'button', value: { a: 'x' } },
}

function aClick(over: object) {
  return ClickEvent.parse({ ...rawClick, ...over })
}
