export { default as DateField } from './src/date-field.vue';
