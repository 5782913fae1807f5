import { beginProgramme } from '../../../src/ledger/service.ts'
import { ChatId, MemberId, MessageId } from '../../../src/ids.ts'
import type { Said } from '../../../src/inbox/types.ts'
import type { Living } from '../../support/a-life.ts'
import { press } from '../../collections/people.ts'

/** Something that somebody says in the direct chat. */
export function saying(life: Living, who: string, over: Partial<Said> = {}): Said {
  return {
    ...{ who: MemberId.parse(who), chat: ChatId.parse(`oc_p_${who}`), inGroup: false, text: '', words: '' },
    ...{ pictures: [], files: [], isUseless: false, about: null, buttons: [], at: life.ctx.now() },
    messageId: MessageId.parse(`om_${who}_${life.ctx.now().epochMilliseconds}`),
    ...over,
  }
}

/** 台账 新建, with these words behind it. */
export async function begin(life: Living, who: string, rest = ''): Promise<void> {
  await life.act((tx) => beginProgramme(life.ctx, tx, { said: saying(life, who), rest }))
  await life.settle()
}

/** A button of the card on which a programme is made. */
export async function compose(
  life: Living,
  who: string,
  what: string | [button: string, form: object],
): Promise<string> {
  const [button, form] = typeof what === 'string' ? [what, {}] : what
  return press(life, { kind: 'ledger.compose', who, button, form })
}
