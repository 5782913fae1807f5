import { Picture } from '../picture.tsx'
import { Words } from './markdown.tsx'
import type { Image } from './types.ts'

/** A picture with its title above; what is cut off to fit is seen when it is enlarged. */
export function CardImage({ image }: { image: Image }) {
  const { img_key, alt, title, scale_type = 'crop_center', corner_radius, preview = true } = image
  return (
    <figure class="card-image" style={corner_radius === undefined ? {} : { borderRadius: corner_radius }}>
      {title?.content && (
        <figcaption>
          <Words text={title} />
        </figcaption>
      )}
      <Picture imageKey={img_key} alt={alt.content} look={scale_type} preview={preview} />
    </figure>
  )
}
