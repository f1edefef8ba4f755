export { default as StateTag } from './src/state-tag.vue';
