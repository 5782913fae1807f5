import { ImageKey, RequestId } from '../../src/ids.ts'
import type { Said } from '../../src/inbox/types.ts'
import { attachmentSettled, draftFromAttachments, draftFromText } from '../../src/reports/service.ts'
import type { Card } from '../../src/cards/card.ts'
import { type aScene, said, SECRETARY } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

let count = 0

/** Somebody's photo in the direct chat, answering nothing. */
export function aPhoto(over: Partial<Said> = {}): Said {
  count += 1
  const pictures = [ImageKey.parse(`img_sent_${count}`)]
  return said({ inGroup: false, about: null, text: '', pictures, ...over })
}

/** The bot hears it in the direct chat; tells whether it was a report's. */
export function talk(scene: Scene, words: Said): Promise<boolean> {
  return scene.run(async (tx) => {
    if (words.pictures.length + words.files.length > 0) return draftFromAttachments(scene.ctx, tx, words)
    await draftFromText(scene.ctx, tx, { said: words, request: RequestId.parse('R-A044') })
    return true
  })
}

/** Every picture as it stands, first sent first. */
export function pictures(scene: Scene) {
  return scene.db.selectFrom('files_files').selectAll().orderBy('source_key').execute()
}

/** All pictures on their way have come to this end; the cards that show them are told. */
export async function settle(scene: Scene, how: { code?: string; source?: string } = {}): Promise<void> {
  const waiting = (await pictures(scene)).filter(({ ended }) => ended === null)
  for (const { id, ref, source_key: key } of waiting) {
    const end =
      how.code === undefined
        ? { ended: 'here', image_key: (key ?? '').replace('sent', 'own'), source_sha256: how.source ?? null }
        : { ended: 'failed', code: how.code }
    await scene.db
      .updateTable('files_files')
      .set({ ...end, ended_at: scene.ctx.now() })
      .where('id', '=', id)
      .execute()
    await scene.run((tx) => attachmentSettled(scene.ctx, tx, { ref }))
  }
}

/** The keys of the pictures that a card shows. */
export function keysOn(card: Card): string[] {
  return card.blocks.flatMap((block) => (block.kind === 'images' ? block.images.map(({ key }) => key) : []))
}

/** The confirm card of the secretary's `n`th draft. */
export function confirmOf(n: number, who = SECRETARY, request = 'R-A044') {
  return { kind: 'reports.confirm', ref: `${request}/${who}/${n}` } as const
}
