import { type Shape, shape } from './kinds.ts'

const common = 'tag:text element_id:id margin:px'
const inside = `direction:vertical|horizontal padding:px horizontal_spacing:gap vertical_spacing:gap
  horizontal_align:left|center|right vertical_align:top|center|bottom`
const touched = 'name:text disabled:flag disabled_tips:plain confirm:object behaviors:list width:size'

/** The components that the bot uses (§3.3, JSON 2.0) with their properties; others are not offered. */
export const shapes: Record<string, Shape> = {
  div: shape('text:words', `${common} icon:object width:size`),
  markdown: shape('content:text', `${common} text_align:left|center|right text_size:text icon:object`),
  hr: shape('', common),
  img: shape(
    'img_key:text alt:plain',
    `${common} title:plain corner_radius:text scale_type:crop_center|crop_top|fit_horizontal size:text transparent:flag preview:flag`,
  ),
  chart: shape('chart_spec:object', `${common} aspect_ratio:text color_theme:text preview:flag height:text`),
  table: shape(
    'columns:list rows:list',
    `${common} page_size:1..10 row_height:rows row_max_height:px
    freeze_first_column:flag header_style:object`,
  ),
  column_set: shape(
    'columns:list',
    `${common} flex_mode:none|stretch|flow|bisect|trisect background_style:text
    horizontal_spacing:gap horizontal_align:left|center|right action:object`,
  ),
  column: shape(
    '',
    `${common} ${inside} width:size weight:1..5 background_style:text elements:list action:object`,
  ),
  button: shape(
    'text:plain',
    `${common} ${touched} size:tiny|small|medium|large icon:object hover_tips:plain
    type:default|primary|danger|text|primary_text|danger_text|primary_filled|danger_filled|laser
    form_action_type:submit|reset`,
  ),
  form: shape('name:name elements:list', `${common} ${inside}`),
  input: shape(
    '',
    `${common} ${touched} required:flag placeholder:plain default_value:text max_length:1..1000
    input_type:text|multiline_text|password rows:1..100 auto_resize:flag max_rows:1..100 show_icon:flag
    label:plain label_position:top|left value:object`,
  ),
  select_static: shape(
    'options:list',
    `${common} ${touched} required:flag placeholder:plain initial_option:text
    initial_index:0..1000 type:default|text`,
  ),
  collapsible_panel: shape(
    'header:object elements:list',
    `${common} ${inside} expanded:flag border:object
    background_color:text`,
  ),
}

/** Objects inside a card that are no components. */
export const parts = {
  card: shape('schema:2.0', 'config:object card_link:object header:object body:object'),
  config: shape(
    '',
    `streaming_mode:flag streaming_config:object summary:object locales:list enable_forward:flag
    enable_forward_interaction:flag update_multi:flag width_mode:default|compact|fill
    use_custom_translation:flag style:object`,
  ),
  summary: shape('', 'content:text i18n_content:object'),
  header: shape(
    'title:words',
    `subtitle:words text_tag_list:list i18n_text_tag_list:object icon:object padding:px
    template:blue|wathet|turquoise|green|yellow|orange|red|carmine|violet|purple|indigo|grey|default`,
  ),
  tag: shape('tag:text_tag text:words', 'color:text element_id:id'),
  body: shape('', `${inside} elements:list`),
  column: shape(
    'name:name data_type:text|lark_md|options|number|persons|date|markdown',
    `display_name:text
    width:size horizontal_align:left|center|right vertical_align:top|center|bottom format:object date_format:text`,
  ),
  headerStyle: shape(
    '',
    `text_align:left|center|right text_size:normal|heading background_style:grey|none
    text_color:default|grey bold:flag lines:1..99`,
  ),
  format: shape('', 'precision:0..10 symbol:text separator:flag'),
  confirm: shape('title:plain', 'text:plain'),
  option: shape('text:plain value:text', 'icon:object'),
  panelHeader: shape(
    'title:heading',
    `background_color:text width:text icon:object padding:px
    icon_position:left|right|follow_text icon_expanded_angle:number vertical_align:top|center|bottom`,
  ),
  callback: shape('type:callback value:object', ''),
  openUrl: shape('type:open_url default_url:address', 'android_url:any ios_url:any pc_url:any'),
}
