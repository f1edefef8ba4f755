export { default as FormField } from './src/form-field.vue';
export { default as FormSummary } from './src/form-summary.vue';
export { fieldElementId, useFormErrors } from './src/form-errors';
