import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { keepBytes, readBytes } from '../../../src/files/folder.ts'
import type { MemberId } from '../../../src/ids.ts'
import { attachmentSettled, makeExport, takeDueExports } from '../../../src/reports/service.ts'
import { aPhoto, confirmOf, pictures, talk } from '../photo-setup.ts'
import { aScene, said, SECRETARY } from '../setup.ts'

export type Scene = Awaited<ReturnType<typeof aScene>>

export const CONTENT = '一、集体学习讲话精神。\n二、讨论年度计划，<b>两点</b>不同意见已记录。'
export const DECISIONS = '12月5日前交学习体会'

/** A record of A044 with two photos that passed; the secretary's confirm card shows it. */
export async function aFiledScene(meetings: string[] = ['A044']): Promise<Scene> {
  const scene = await aScene(meetings)
  for (const width of [640, 320]) {
    await talk(scene, aPhoto())
    await settlePhoto(scene, width)
  }
  const text = `${CONTENT}\n议定事项：${DECISIONS}`
  await talk(scene, said({ inGroup: false, about: null, text }))
  await scene.press({ ...confirmOf(2), who: SECRETARY, button: '提交', form: {} })
  await stand(scene, { state: 'approved' })
  return scene
}

/** The photo on its way is here, so many pixels wide. */
async function settlePhoto(scene: Scene, width: number): Promise<void> {
  const [{ id, ref } = { id: '', ref: '' }] = (await pictures(scene)).filter(({ ended }) => ended === null)
  const create = { width, height: 480, channels: 3, background: { r: width % 255, g: 120, b: 90 } } as const
  const bytes = await sharp({ create }).jpeg().toBuffer()
  const here = { ended: 'here', ended_at: scene.ctx.now(), image_key: `img_own_${width}` }
  const sha256 = await keepBytes(scene.ctx.dataPath, bytes)
  await scene.db
    .updateTable('files_files')
    .set({ ...here, sha256 })
    .where('id', '=', id)
    .execute()
  await scene.run((tx) => attachmentSettled(scene.ctx, tx, { ref }))
}

/** The request of A044 stands so. */
export async function stand(scene: Scene, set: { state: string; drawn?: boolean }): Promise<void> {
  await scene.db.updateTable('reports_requests').set(set).where('id', '=', 'R-A044').execute()
}

/** Whoever presses 导出 on the secretary's confirm card. */
export async function pressExport(scene: Scene, who: MemberId = SECRETARY, at?: string) {
  return scene.pressWith({
    who,
    action: 'reports.export',
    data: { request: 'R-A044' },
    ...(at === undefined ? {} : { at }),
  })
}

/** Everything that is to be exported is made. */
export async function work(scene: Scene): Promise<void> {
  for (const id of await takeDueExports(scene.ctx)) await makeExport(scene.ctx, id)
}

/** The files that were sent, in order: to whom, and what. */
export async function sentFiles(scene: Scene) {
  const letters = (await scene.written()).filter(({ kind }) => kind === 'reports.file')
  return Promise.all(
    letters.map(async ({ ref, receiver }) => {
      const rendering = await scene.render({ kind: 'reports.file', ref })
      if (!('text' in rendering) || rendering.file === undefined) throw new Error('no file')
      const bytes = await readBytes(scene.ctx.dataPath, rendering.file.bytes)
      return { ref, receiver, name: rendering.file.name, bytes: bytes ?? Buffer.alloc(0) }
    }),
  )
}

/** The words of a document, in order. */
export function wordsOf(docx: Buffer): string {
  const parts = unzipSync(docx)
  const texts = ['word/document.xml', ...Object.keys(parts).filter((name) => name.startsWith('word/footer'))]
  return texts
    .map((name) => strFromU8(parts[name] ?? new Uint8Array()))
    .map((xml) => xml.replaceAll('</w:p>', '\n').replace(/<[^>]+>/g, ''))
    .join('\n')
}

/** How many pictures a document holds. */
export function picturesIn(docx: Buffer): number {
  return Object.keys(unzipSync(docx)).filter((name) => name.startsWith('word/media/')).length
}
