export { default as MoneyText } from './src/money-text.vue';
export { default as MoneyInput } from './src/money-input.vue';
export { default as MoneyUnitSwitch } from './src/money-unit-switch.vue';
export { providePageUnit, usePageUnit, useShownUnit } from './src/page-unit';
export { installExactCopy } from './src/exact-copy';
