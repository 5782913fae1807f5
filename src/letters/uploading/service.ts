import type { Ctx } from '../../ctx.ts'
import { FeishuError, withoutEffect } from '../../feishu/errors.ts'
import type { Feishu, MessageContent } from '../../feishu/out/client.ts'
import { readBytes } from '../../files/service.ts'
import type { KeptFile } from '../types.ts'

/** What a letter is sent as; a file before it is uploaded. */
export type Content = MessageContent | { kept: KeptFile }

/**
 * The content with a key for its file. After a crash it is uploaded again: the message's own `uuid` sees to it that it is
 * sent once, and no error of an upload says that it was. Null when the bytes are not kept any more.
 */
export async function uploaded(
  { dataPath }: Pick<Ctx, 'dataPath'>,
  feishu: Pick<Feishu, 'uploadFile'>,
  content: Content,
): Promise<MessageContent | null> {
  if (!('kept' in content)) return content
  const bytes = await readBytes(dataPath, content.kept.bytes)
  if (bytes === null) return null
  try {
    return { file: await feishu.uploadFile({ name: content.kept.name, bytes }) }
  } catch (thrown) {
    throw thrown instanceof FeishuError ? withoutEffect(thrown) : thrown
  }
}
