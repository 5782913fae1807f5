import type { Facts, Import } from './source.ts'
import { type Breach, breach, isIn, MAIN, partOf, stepOf, STEPS } from './layers.ts'

const FREE = ['config/vitest.config.ts']

/** Imports go down the stairs only, and the sandbox is a stranger to the bot. */
export function stairs(files: Facts[]): Breach[] {
  return files.flatMap((file) => {
    const part = partOf(file.path)
    if (part === null || part === 'test' || isIn(file.path, FREE)) return []
    if (part === 'sandbox') return file.imports.flatMap((one) => strangerGoesOut(file, one))
    if (stepOf(part) === null)
      return [
        breach({
          path: file.path,
          line: 1,
          wall: 'stairs',
          what: `${part} has no step`,
          cure: 'give it one in test/architecture/layers.ts or move the file into a part of the bot',
        }),
      ]
    return file.imports.flatMap((one) => wrongStep(file, one))
  })
}

function strangerGoesOut(file: Facts, { target, line }: Import): Breach[] {
  if (target.startsWith('@larksuiteoapi/')) {
    return [
      breach({
        path: file.path,
        line,
        wall: 'stranger',
        what: 'the sandbox uses the bot’s SDK',
        cure: 'speak the wire protocol, so that both can disagree',
      }),
    ]
  }
  if (!isLocal(target) || target.startsWith('src/sandbox/')) return []
  return [
    breach({
      path: file.path,
      line,
      wall: 'stranger',
      what: `the sandbox imports ${target}`,
      cure: 'write it again inside src/sandbox; it shares no code with the bot',
    }),
  ]
}

function wrongStep(file: Facts, one: Import): Breach[] {
  const { target, line } = one
  if (!isLocal(target)) return []
  const [from, to] = [partOf(file.path), partOf(target)]
  if (to === 'test')
    return [
      breach({
        path: file.path,
        line,
        wall: 'stairs',
        what: `the product imports ${target}`,
        cure: 'move what both need into src',
      }),
    ]
  if (to === 'sandbox') {
    if (isIn(file.path, MAIN)) return []
    return [
      breach({
        path: file.path,
        line,
        wall: 'stranger',
        what: `the bot imports ${target}`,
        cure: 'talk to the sandbox over HTTP; only src/main.ts starts it',
      }),
    ]
  }
  if (from === to || isTypeOfCtx(file, one)) return []
  const [here, there] = [stepOf(from), stepOf(to)]
  if (here === null || there === null || there < here) return []
  const cure =
    here === there
      ? `${STEPS[here]?.join(' and ')} stand on one step: let what both need sink below, or hand it down from above`
      : `${to} stands above ${from}: hand it down (router.ts assembles the tables), or move what is shared below`
  return [breach({ path: file.path, line, wall: 'stairs', what: `${from} imports ${to} (${target})`, cure })]
}

function isTypeOfCtx(file: Facts, { target, typeOnly }: Import): boolean {
  return file.path === 'src/ctx.ts' && target === 'src/db/tables.ts' && typeOnly
}

/** `src/ctx.ts` holds types only. */
export function ctxIsTypes(files: Facts[]): Breach[] {
  return files
    .filter((file) => file.path === 'src/ctx.ts')
    .flatMap((file) =>
      file.imports
        .filter((one) => !one.typeOnly)
        .map((one) =>
          breach({
            path: file.path,
            line: one.line,
            wall: 'ctx',
            what: `ctx.ts imports the value of ${one.target}`,
            cure: 'use import type: ctx.ts holds types only',
          }),
        ),
    )
}

function isLocal(target: string): boolean {
  return /^(src|config|jobs|test)\//.test(target) || target.startsWith('../')
}
