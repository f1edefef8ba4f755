export { default as AttachmentField } from './src/attachment-field.vue';
export { default as AttachmentPanel } from './src/attachment-panel.vue';
export { attachmentKinds } from './src/attachment-kinds';
