export { default as ToastHost } from './src/toast-host.vue';
export { useToast } from './src/toasts';
