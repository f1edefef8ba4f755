export { default as DocumentHead } from './src/document-head.vue';
export { default as FlowPanel } from './src/flow-panel.vue';
export { default as CheckPage } from './src/check-page.vue';
export { default as LightReason } from './src/light-reason.vue';
export { default as ProgressBar } from './src/progress-bar.vue';
export type { LaterEvent } from './src/later-event';
