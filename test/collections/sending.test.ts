import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { keepBytes, readBytes } from '../../src/files/folder.ts'
import { ChatId, FileKey, ImageKey, LetterId, MemberId, MessageId } from '../../src/ids.ts'
import type { Said } from '../../src/inbox/types.ts'
import {
  attachmentSettled,
  draftFromAttachments,
  makeExport,
  takeDueExports,
} from '../../src/reports/service.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { ADMIN, buttonsOf, cardOf, compose, newest, press, SECRETARY, shown } from './people.ts'

const confirm = { kind: 'reports.confirm', who: SECRETARY } as const

const LINES = ['活动照片（必填）、签字扫描件、备注', '报名人数']

/** Each branch is asked for photos, which it owes, a signed paper, which it does not, and a number; and for what more. */
function sentAsked(...more: string[]) {
  return aLife({
    only: [],
    past: {
      name: `sent ${more}`,
      async live(life) {
        for (const line of [...LINES, ...more]) {
          await life.say(ADMIN, `收集 各支部 周五17:00前 ${line}`)
          await compose(life, ADMIN, '开始')
        }
        await life.settle()
      },
    },
  })
}

let count = 0

/** Sends photos and files in the direct chat, answering a card where it says so; tells whether somebody waited for them. */
function sends(
  life: Life,
  of: { photos?: number; files?: string[]; about?: Said['about'] },
): Promise<boolean> {
  count += 1
  const { photos = 0, files = [], about = null } = of
  const said: Said = {
    ...{ who: MemberId.parse(SECRETARY), chat: ChatId.parse(`oc_p_${SECRETARY}`), inGroup: false, about },
    ...{ messageId: MessageId.parse(`om_sent_${count}`), at: life.ctx.now(), text: '', words: '' },
    pictures: Array.from({ length: photos }, (_, n) => ImageKey.parse(`img_${count}_${n}`)),
    files: files.map((name, n) => ({ key: FileKey.parse(`file_${count}_${n}`), name })),
    ...{ buttons: [], isUseless: false },
  }
  return life.act((tx) => draftFromAttachments(life.ctx, tx, said))
}

/** The card that asks the secretary, as something that is replied to. */
function aCard(asked: { id: string; ref: string } | undefined): Said['about'] {
  if (asked === undefined) throw new Error('not asked')
  const to = { person: MemberId.parse(SECRETARY) }
  return { id: LetterId.parse(asked.id), kind: 'collections.ask', ref: asked.ref, to }
}

/** What was sent is here; its card is told. */
async function arrive(life: Life): Promise<void> {
  const waiting = await life.db.selectFrom('files_files').selectAll().where('ended', 'is', null).execute()
  for (const { id, ref, kind, source_key: key } of waiting) {
    const bytes = Buffer.from(`bytes of ${key}`)
    const here = { ended: 'here', sha256: await keepBytes(life.ctx.dataPath, bytes), size: bytes.length }
    const what = kind === 'picture' ? { type: 'jpeg', image_key: `${key}_own` } : { type: 'pdf' }
    const set = { ...here, ...what, ended_at: life.ctx.now() }
    await life.db.updateTable('files_files').set(set).where('id', '=', id).execute()
    await life.act((tx) => attachmentSettled(life.ctx, tx, { ref }))
  }
}

test('photos sent in the direct chat answer the collection that asks for them, and count once 提交 was pressed', async () => {
  await using life = await sentAsked()
  expect(await shown(life, 'collections.ask', SECRETARY)).not.toContain('直接把照片发给我')
  expect(await sends(life, { photos: 2 })).toBe(true)
  await arrive(life)
  const card = await cardOf(life, 'reports.confirm', SECRETARY)
  expect(card.blocks.some((block) => block.kind === 'images' && block.images.length === 2)).toBe(true)
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['提交', '移除', '前移', '取消'])
  expect(await press(life, { ...confirm, button: '提交', form: { q3: '齐全' } })).toContain('已提交')
  const answered = await life.db
    .selectFrom('reports_requests')
    .select(['title', 'state'])
    .where('state', '=', 'submitted')
    .execute()
  expect(answered).toEqual([{ title: '活动照片、签字扫描件、备注', state: 'submitted' }])
})

test('a required photo is asked for on 提交, one that was removed as well', async () => {
  await using life = await sentAsked()
  await sends(life, { files: ['签字.pdf'] })
  await arrive(life)
  expect(await press(life, { ...confirm, button: '提交' })).toContain('活动照片')
  await sends(life, { photos: 1 })
  await arrive(life)
  const [photo] = await life.db.selectFrom('files_files').select('id').where('kind', '=', 'picture').execute()
  await press(life, { ...confirm, button: '移除', form: { attached: photo?.id } })
  expect(await press(life, { ...confirm, button: '提交' })).toContain('活动照片')
})

test('a photo that answers the card of a collection is its own, whatever else waits; where several wait it is asked', async () => {
  await using life = await sentAsked('宣传栏照片')
  await sends(life, { photos: 1 })
  expect(JSON.stringify(await life.letters('reports.noted'))).toContain('which')
  expect(await life.letters('reports.confirm')).toHaveLength(0)
  const asked = (await life.letters('collections.ask')).findLast(
    ({ receiver }) => receiver === `person:${SECRETARY}`,
  )
  await sends(life, { photos: 1, about: aCard(asked) })
  expect((await life.letters('reports.confirm')).map(({ ref }) => ref)).toEqual([
    `${asked?.ref}/${SECRETARY}/1`,
  ])
})

test('what was sent is handed over: how many and which in the workbook, the files by branch in an archive', async () => {
  await using life = await sentAsked()
  await sends(life, { photos: 1, files: ['签字.pdf'] })
  await arrive(life)
  await press(life, { ...confirm, button: '提交' })
  const first = (await life.letters('collections.board')).find(
    ({ receiver }) => receiver === `person:${ADMIN}`,
  )
  const collection = first?.ref
  await life.press(ADMIN, 'collections.export', { data: { collection } })
  await press(life, { kind: 'exports.reason', who: ADMIN, button: '生成', form: { usual: '0' } })
  for (const id of await takeDueExports(life.ctx)) await makeExport(life.ctx, id)
  const rendering = await newest(life, 'reports.file', ADMIN)
  if (!('text' in rendering) || rendering.file === undefined) throw new Error('no file')
  expect(rendering.file.name).toBe('活动照片、签字扫描件、备注（照片和文件）.zip')
  const bytes = (await readBytes(life.ctx.dataPath, rendering.file.bytes)) ?? Buffer.alloc(0)
  expect(Object.keys(unzipSync(bytes))).toEqual(['本科二支部/照片1.jpg', '本科二支部/签字.pdf'])
})
