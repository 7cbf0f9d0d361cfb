import './tags.css';
import { Absent, WebView } from './absent.mjs';
import { Icon, Progress, Text, View } from './basic.mjs';
import { Button, Navigator } from './button.mjs';
import { Canvas } from './canvas.mjs';
import { Checkbox, CheckboxGroup, Radio, RadioGroup, Switch } from './choices.mjs';
import { Input, Textarea } from './field.mjs';
import { Form, Label } from './form.mjs';
import { Picture } from './image.mjs';
import { Audio, Video } from './media.mjs';
import { MovableArea, MovableView } from './movable.mjs';
import { Native } from './native.mjs';
import { Picker } from './picker.mjs';
import { PickerView, PickerViewColumn } from './picker-view.mjs';
import { watchPresses } from './press.mjs';
import { RichText } from './rich-text.mjs';
import { ScrollView } from './scroll-view.mjs';
import { Slider } from './slider.mjs';
import { Swiper, SwiperItem } from './swiper.mjs';

const TAGS = {
  'wx-view': View,
  'wx-text': Text,
  'wx-image': Picture,
  'wx-icon': Icon,
  'wx-progress': Progress,
  'wx-button': Button,
  'wx-navigator': Navigator,
  'wx-input': Input,
  'wx-textarea': Textarea,
  'wx-switch': Switch,
  'wx-checkbox': Checkbox,
  'checkbox-group': CheckboxGroup,
  'wx-radio': Radio,
  'radio-group': RadioGroup,
  'wx-slider': Slider,
  'wx-form': Form,
  'wx-label': Label,
  'wx-picker': Picker,
  'picker-view': PickerView,
  'picker-view-column': PickerViewColumn,
  'movable-area': MovableArea,
  'movable-view': MovableView,
  'scroll-view': ScrollView,
  'wx-swiper': Swiper,
  'swiper-item': SwiperItem,
  'rich-text': RichText,
  'wx-canvas': Canvas,
  'wx-video': Video,
  'wx-audio': Audio,
  'web-view': WebView,
  'cover-view': class extends View {},
  'cover-image': class extends Picture {},
};

/** In whose place a box stands; `wx-absent` is one of a plugin. */
const ABSENT = [
  'wx-absent', 'wx-map', 'wx-camera', 'wx-ad', 'ad-custom', 'wx-editor', 'official-account', 'official-account-publish', 'open-data', 'voip-room', 'store-home',
  'store-product', 'store-gift', 'store-coupon', 'channel-live', 'channel-video', 'functional-page-navigator', 'open-container', 'xr-frame',
];

/**
 * Defines WeChat's tags, all but the live ones, as custom elements of this page.
 * @param {any} host
 */
export function defineTags(host) {
  Native.host = host;
  for (const [name, tag] of Object.entries(TAGS)) customElements.define(name, tag);
  for (const name of ABSENT) customElements.define(name, class extends Absent {});
  watchPresses();
}
