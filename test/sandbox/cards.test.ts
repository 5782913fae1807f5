import { describe, expect, it } from 'vitest'
import { cardRules } from '../../src/sandbox/rules/card-rules.ts'
import { cardFault, findings } from '../../src/sandbox/rules/card.ts'
import { parts, shapes } from '../../src/sandbox/rules/shapes.ts'
import type { Knows } from '../../src/sandbox/rules/walk.ts'
import { usualSwitches } from '../../src/sandbox/switches.ts'
import { brokenCards } from './broken-cards.ts'
import { cardOf, column, form, good, headed } from './card-parts.ts'

const usual: Knows = {
  person: (openId) => openId === 'ou_bo',
  image: (key) => key === 'img_ours',
  updates: false,
  switches: usualSwitches(),
}

describe('a card is taken', () => {
  it.each(Object.entries(good))('when its %s is as small as can be', (_tag, element) => {
    expect(findings(cardOf(element), usual)).toEqual([])
  })

  it('with every component, and each is among the smallest', () => {
    expect(findings(cardOf(Object.values(good)), usual)).toEqual([])
    expect(Object.keys(good).sort()).toEqual(Object.keys(shapes).sort())
  })

  it('when it is blank', () => {
    expect(findings({}, usual)).toEqual([])
  })
})

describe('a card is refused', () => {
  it.each(brokenCards)('by the rule "$rule": $breaks', ({ rule, card, mended, knows }) => {
    const [first] = findings(card, { ...usual, ...knows })
    const { section, code } = cardRules.find(({ id }) => id === rule) ?? {}
    expect(first).toMatchObject({ rule, section, code })
    const refusal = cardFault(card, { ...usual, ...knows })
    if (code === 0) expect(refusal).toBeUndefined()
    else expect(refusal).toContain(`ErrCode: ${code};`)
    expect(findings(mended, { ...usual, ...knows })).toEqual([])
  })

  it('at the place where it is broken', () => {
    const card = cardOf([good.hr, column({ elements: [good.div, { ...good.button, colour: 'red' }] })])
    expect(cardFault(card, usual)).toBe(
      'ErrCode: 200621; ErrPath: ROOT -> body -> elements -> [1](tag: column_set) -> columns -> [0](tag: column)' +
        ' -> elements -> [1](tag: button); ErrMsg: parse card json err, please check whether the card json is' +
        ' correct; ErrorValue: unknown property, property: colour',
    )
  })

  it('for everything at once when all is asked for, with the own choices marked', () => {
    const card = {
      ...headed({ template: 'pink' }),
      body: { elements: [{ tag: 'note' }, { tag: 'hr', colour: 1 }] },
    }
    expect(findings(card, usual).map(({ rule, own }) => [rule, own])).toEqual([
      ['given-up', undefined],
      ['unknown', true],
      ['choices', undefined],
    ])
  })
})

describe('where the documents are silent', () => {
  it.each([['refuse', 200621] as const, ['warn', 0] as const])(
    'a negative padding: %s',
    (negativePadding, code) => {
      const switches = { ...usualSwitches(), negativePadding }
      expect(findings(cardOf(column({ padding: '-4px 0px' })), { ...usual, switches })).toMatchObject([
        { rule: 'padding-sign', code },
      ])
    },
  )

  it.each([['refuse', 200621] as const, ['click', 0] as const])(
    'a nameless field: %s',
    (namelessField, code) => {
      const switches = { ...usualSwitches(), namelessField }
      expect(findings(cardOf(form(good.input)), { ...usual, switches })).toMatchObject([
        { rule: 'form-names', code },
      ])
    },
  )
})

describe('the table of rules', () => {
  it('has a rule for every kind of value in the shapes, and each rule once', () => {
    const kinds = Object.values({ ...shapes, ...parts }).flatMap(({ required, optional }) => {
      return [...Object.values(required), ...Object.values(optional)].map(({ rule }) => rule)
    })
    const ids = cardRules.map(({ id }) => id)
    expect([...new Set(kinds)].filter((rule) => !ids.includes(rule))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has a broken card for every rule', () => {
    const broken = brokenCards.map(({ rule }) => rule)
    expect(cardRules.map(({ id }) => id).filter((id) => !broken.includes(id))).toEqual([])
  })
})
