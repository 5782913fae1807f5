/** The components of card JSON 2.0 that the page can show; the platform has already refused what is malformed. */
export type Card = {
  config?: { width_mode?: 'default' | 'compact' | 'fill' }
  header?: {
    title: Text
    subtitle?: Text
    template?: string
    text_tag_list?: { text: Text; color?: string }[]
  }
  body?: { elements?: Element[] }
}

export type Text = {
  tag?: string
  content: string
  text_size?: string
  text_color?: string
  text_align?: Align
}

export type Align = 'left' | 'center' | 'right'

export type Element =
  | { tag: 'div'; text?: Text }
  | { tag: 'hr' }
  | ColumnSet
  | Table
  | Button
  | Form
  | Input
  | Select
  | Several
  | PersonSelect
  | Picker
  | Panel
  | Image
  | Chart

export type ColumnSet = {
  tag: 'column_set'
  columns?: Column[]
  flex_mode?: 'none' | 'stretch' | 'flow' | 'bisect' | 'trisect'
  background_style?: string
  horizontal_spacing?: string
}

export type Column = {
  tag: 'column'
  width?: string
  weight?: number
  vertical_align?: 'top' | 'center' | 'bottom'
  background_style?: string
  elements?: Element[]
}

export type TableColumn = {
  name: string
  display_name?: string
  data_type: string
  width?: string
  horizontal_align?: Align
  format?: { precision?: number; symbol?: string; separator?: boolean }
}

export type Table = {
  tag: 'table'
  columns: TableColumn[]
  rows: Record<string, unknown>[]
  page_size?: number
  row_height?: string
}

export type Button = {
  tag: 'button'
  text?: Text
  type?: string
  size?: string
  width?: string
  name?: string
  form_action_type?: 'submit' | 'reset'
  disabled?: boolean
  disabled_tips?: Text
  hover_tips?: Text
  confirm?: { title: Text; text?: Text }
  behaviors?: ({ type: 'open_url'; default_url: string } | { type: 'callback'; value: object })[]
}

export type Form = { tag: 'form'; name: string; elements?: Element[] }

export type Input = {
  tag: 'input'
  name?: string
  required?: boolean
  label?: Text
  placeholder?: Text
  default_value?: string
  max_length?: number
  input_type?: 'text' | 'multiline_text'
  rows?: number
  disabled?: boolean
}

export type Select = {
  tag: 'select_static'
  name?: string
  required?: boolean
  placeholder?: Text
  options: { text: Text; value: string }[]
  initial_option?: string
  disabled?: boolean
}

export type Several = Omit<Select, 'tag' | 'initial_option'> & {
  tag: 'multi_select_static'
  selected_values?: string[]
}

export type PersonSelect = Omit<Select, 'tag' | 'options'> & {
  tag: 'select_person'
  options: { value: string }[]
}

/** A day `yyyy-MM-dd`, or a time `HH:mm`. */
export type Picker = {
  tag: 'date_picker' | 'picker_time'
  name?: string
  required?: boolean
  placeholder?: Text
  initial_date?: string
  initial_time?: string
  disabled?: boolean
}

export type Panel = {
  tag: 'collapsible_panel'
  header: { title: Text }
  expanded?: boolean
  elements?: Element[]
}

export type Image = {
  tag: 'img'
  img_key: string
  alt: Text
  title?: Text
  scale_type?: 'crop_center' | 'crop_top' | 'fit_horizontal'
  corner_radius?: string
  preview?: boolean
}

export type Chart = {
  tag: 'chart'
  /** Whatever the bot has sent: only the drawing tells whether it is a chart. */
  chart_spec: unknown
  aspect_ratio?: '1:1' | '2:1' | '4:3' | '16:9'
  color_theme?: string
  /** `auto` or so many `px`. */
  height?: string
}
