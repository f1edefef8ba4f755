export { default as ChartPanel } from './src/chart-panel.vue';
