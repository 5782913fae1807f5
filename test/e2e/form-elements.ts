import { plain } from '../sandbox/app.ts'

/** A button that calls back with this. */
export function button(label: string, value: object, more: object = {}) {
  return { tag: 'button', text: plain(label), behaviors: [{ type: 'callback', value }], ...more }
}

function select(name: string, label: string, more: object) {
  return { tag: 'select_static', name, placeholder: plain(label), ...more }
}

/** A day and two times. */
export const times = {
  tag: 'form',
  name: 'move',
  elements: [
    { tag: 'date_picker', name: 'day', placeholder: plain('新日期'), required: true },
    {
      tag: 'picker_time',
      name: 'clock',
      placeholder: plain('开始时间'),
      required: true,
      initial_time: '14:00',
    },
    { tag: 'picker_time', name: 'until', placeholder: plain('结束时间') },
    button('提交', { a: 'move' }, { name: 'send', form_action_type: 'submit' }),
  ],
}

/** Several options and a person. */
export const lists = {
  tag: 'form',
  name: 'lists',
  elements: [
    {
      tag: 'multi_select_static',
      name: 'ways',
      placeholder: plain('形式'),
      options: [
        { text: plain('研讨'), value: 'talk' },
        { text: plain('参观'), value: 'visit' },
        { text: plain('观影'), value: 'film' },
      ],
    },
    { tag: 'select_person', name: 'speaker', placeholder: plain('主讲人'), options: [{ value: 'ou_anna' }] },
    button('提交', { a: 'lists' }, { name: 'send', form_action_type: 'submit' }),
  ],
}

/** A form of texts and lists. */
export const form = {
  tag: 'form',
  name: 'report',
  elements: [
    { tag: 'input', name: 'present', label: plain('实到人数'), required: true, max_length: 3 },
    { tag: 'input', name: 'host', label: plain('主持人'), default_value: '安娜' },
    { tag: 'input', name: 'absent', label: plain('缺席') },
    select('mode', '形式', { required: true, options: [{ text: plain('线下'), value: 'off' }] }),
    select('place', '地点', { options: [{ text: plain('二楼'), value: 'second' }] }),
    {
      tag: 'input',
      name: 'what',
      label: plain('主要内容'),
      input_type: 'multiline_text',
      required: true,
    },
    button('提交', { a: 'report' }, { name: 'send', form_action_type: 'submit' }),
    button('重置', {}, { name: 'again', form_action_type: 'reset', behaviors: [] }),
  ],
}
