export { default as ComboBox } from './src/combo-box.vue';
export { default as UnitPicker } from './src/unit-picker.vue';
export { default as RegionPicker } from './src/region-picker.vue';
export { default as CodePicker } from './src/code-picker.vue';
export type { PickerOption } from './src/options';
