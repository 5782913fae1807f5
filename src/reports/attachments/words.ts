import type { AttachedRefusal } from './types.ts'

/** What people read about photos and files of a report. */
export const words = {
  alt: (nth: number) => `现场照片${nth}`,
  order: (count: number) =>
    count > 1 ? `照片${count}张，自左至右、自上而下为1至${count}` : `照片${count}张`,
  files: '附件',
  size: (mb: string) => `${mb}MB`,
  here: '照片和附件（docx、xlsx、pptx、PDF或其压缩包）可直接在此发送，照片最多9张，附件最多5个。照片须先征得在场同志同意，其中的拍摄位置等信息会去除。',
  which: '照片和附件',
  choose: '选择一项',
  photo: (nth: number) => `照片${nth}`,
  forward: '前移',
  remove: '移除',
  photosWaiting: (count: number) => `正在接收${count}张照片。`,
  photosLost: (count: number) => `有${count}张照片未能取得，可重发。`,
  photosTooLarge: (count: number) => `有${count}张照片超过10MB或4000万像素，可压缩后重发。`,
  photosStrange: (count: number) => `有${count}张照片不是完好的JPG、PNG或WebP图片，可转换后重发。`,
  photosRepeated: (count: number) => `有${count}张照片与已收到的相同，没有重复添加。`,
  filesRepeated: (count: number) => `有${count}个附件与已收到的相同，没有重复添加。`,
  fileWaiting: (name: string) => `正在接收“${name}”。`,
  sentPhotos: (count: number) => `${count}张`,
  sentPhotosToo: (count: number) => `照片${count}张`,
  sentFiles: (names: readonly string[]) => `${names.length}份：${names.join('、')}`,
  forwarded: '已前移。',
  removed: '已移除。',
}

/** Why a file was not taken, and what helps; by our own codes and the platform's. */
export const faults: Record<string, (name: string) => string> = {
  tooLarge: (name) => `“${name}”超过20MB，没有收下。可拆分或压缩后重发。`,
  format: (name) =>
    `“${name}”不是docx、xlsx、pptx、PDF或其压缩包，没有收下。可另存为其中一种后重发；照片请按图片发送。`,
  oldOffice: (name) =>
    `“${name}”是旧版或加密的Office文件，没有收下。可另存为不加密的docx、xlsx、pptx或PDF后重发。`,
  encrypted: (name) => `“${name}”设有密码，没有收下。可去掉密码后重发。`,
  bomb: (name) => `“${name}”解压后过大，没有收下。可只留需要的材料，重新压缩后重发。`,
  nested: (name) => `“${name}”里还有压缩包，没有收下。可先解开里面的压缩包，再重新压缩后重发。`,
  broken: (name) => `“${name}”不完整或有损坏，没有收下。可核对后重发。`,
}

/** One that could not be had for another reason. */
export const lost = (name: string) => `“${name}”未能取得，可重发。`

/** Every refusal in words. */
export const refusals = {
  unchosen: '请先在“照片和附件”中选择一项。已填的内容已保存。',
  absent: '这一项已不在草稿中，请看卡片上的最新内容。',
} satisfies Record<AttachedRefusal, string>
