import { type Kind, properties } from './kinds.ts'

/** The properties of one object: those that must be there, those that may, and those that the bot has no use for. */
export type Shape = {
  required: Record<string, Kind>
  optional: Record<string, Kind>
  unoffered: string[]
}

const COMMON = 'element_id:id margin:margin'
const INSIDE = `direction:vertical|horizontal padding:padding horizontal_spacing:gap vertical_spacing:gap
  horizontal_align:left|center|right vertical_align:top|center|bottom`
const TOUCHED = 'name:text disabled:flag confirm:{confirm} behaviors:[behavior]'
const LOOK = 'text_size:text text_color:text text_align:left|center|right lines:1..99'

/** The components that the bot renders (§3.3, JSON 2.0); others are not offered. */
export const shapes: Record<string, Shape> = {
  div: component('', 'text:{block} width:fill|auto|16-999px', 'icon'),
  hr: component('', ''),
  img: component(
    'img_key:text alt:{plain}',
    `title:{words} corner_radius:text scale_type:crop_center|crop_top|fit_horizontal size:picture
    transparent:flag preview:flag`,
  ),
  chart: component(
    'chart_spec:any',
    `aspect_ratio:1:1|2:1|4:3|16:9 color_theme:brand|rainbow|complementary|converse|primary preview:flag
    height:auto|1-999px`,
  ),
  table: component(
    'columns:[tableColumn] rows:list',
    `page_size:1..10 row_height:low|middle|high|auto|32-124px row_max_height:1-999px
    freeze_first_column:flag header_style:{headerStyle}`,
  ),
  column_set: component(
    'columns:[component]',
    `flex_mode:none|stretch|flow|bisect|trisect background_style:text horizontal_spacing:gap
    horizontal_align:left|center|right`,
    'action',
  ),
  column: component(
    '',
    `${INSIDE} width:auto|weighted|16-600px weight:1..5 background_style:text elements:[component]`,
    'action',
  ),
  // An icon could stand in for the words of a button, but icons are not offered.
  button: component(
    'text:{plain}',
    `${TOUCHED} disabled_tips:{plain} size:tiny|small|medium|large hover_tips:{plain}
    width:default|fill|100-9999px form_action_type:submit|reset
    type:default|primary|danger|text|primary_text|danger_text|primary_filled|danger_filled|laser`,
    'icon',
  ),
  form: component('name:text elements:[component]', INSIDE),
  input: component(
    '',
    `${TOUCHED} disabled_tips:{plain} required:flag placeholder:{plain} default_value:text
    max_length:1..1000 input_type:text|multiline_text|password rows:1..999 auto_resize:flag max_rows:1..999
    show_icon:flag label:{plain} label_position:top|left value:any width:default|fill|100-9999px`,
    'i18n_default_value',
  ),
  select_static: component(
    'options:[option]',
    `${TOUCHED} required:flag placeholder:{plain} initial_option:text initial_index:0..999
    type:default|text width:default|fill|100-9999px`,
  ),
  multi_select_static: component(
    'options:[option]',
    `${TOUCHED} required:flag placeholder:{plain} selected_values:list width:default|fill|100-9999px`,
  ),
  select_person: component(
    'options:[personOption]',
    `${TOUCHED} required:flag placeholder:{plain} initial_option:text width:default|fill|100-9999px`,
  ),
  date_picker: component('', `${TOUCHED} required:flag placeholder:{plain} initial_date:day`),
  picker_time: component('', `${TOUCHED} required:flag placeholder:{plain} initial_time:clock`),
  collapsible_panel: component(
    'header:{panelHeader}',
    `${INSIDE} expanded:flag border:{border} background_color:text elements:[component]`,
  ),
}

/** Objects inside a card that are no components. */
export const parts: Record<string, Shape> = {
  card: shape('schema:text', 'config:{config} header:{header} body:{body}', 'card_link'),
  config: shape(
    '',
    `summary:{summary} enable_forward:flag enable_forward_interaction:flag update_multi:true
    width_mode:default|compact|fill`,
    'streaming_mode streaming_config locales use_custom_translation style',
  ),
  summary: shape('', 'content:text', 'i18n_content'),
  header: shape(
    'title:{words}',
    `subtitle:{words} text_tag_list:[textTag] padding:padding
    template:blue|wathet|turquoise|green|yellow|orange|red|carmine|violet|purple|indigo|grey|default`,
    'icon i18n_text_tag_list',
  ),
  textTag: shape('tag:text_tag text:{words}', 'color:text element_id:id'),
  body: shape('', `${INSIDE} elements:[component]`),
  plain: shape('tag:plain_text content:text', '', 'i18n_content'),
  words: shape('tag:plain_text|lark_md content:text', '', 'i18n_content'),
  block: shape('tag:plain_text|lark_md content:text', LOOK, 'i18n_content'),
  heading: shape('tag:plain_text|markdown content:text', '', 'i18n_content'),
  tableColumn: shape(
    'name:text data_type:text|lark_md|options|number|persons|date|markdown',
    `display_name:text width:auto|80-600px|1-100% horizontal_align:left|center|right
    vertical_align:top|center|bottom format:{format} date_format:text`,
  ),
  headerStyle: shape(
    '',
    `text_align:left|center|right text_size:normal|heading background_style:grey|none
    text_color:default|grey bold:flag lines:1..99`,
  ),
  format: shape('', 'precision:0..10 symbol:symbol separator:flag'),
  confirm: shape('title:{plain}', 'text:{plain}'),
  behavior: shape(
    'type:callback|open_url',
    'value:callback default_url:address android_url:address ios_url:address pc_url:address',
  ),
  option: shape('text:{plain} value:text', '', 'icon'),
  personOption: shape('value:text', ''),
  border: shape('', 'color:text corner_radius:text'),
  panelHeader: shape(
    'title:{heading}',
    'background_color:text width:fill|auto|auto_when_fold padding:padding',
    'icon icon_position icon_expanded_angle',
  ),
}

function component(required: string, optional: string, unoffered = ''): Shape {
  return shape(`tag:text ${required}`, `${COMMON} ${optional}`, unoffered)
}

function shape(required: string, optional: string, unoffered = ''): Shape {
  return {
    required: properties(required),
    optional: properties(optional),
    unoffered: unoffered.split(' ').filter((name) => name !== ''),
  }
}
