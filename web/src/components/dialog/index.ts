export { default as ModalDialog } from './src/modal-dialog.vue';
