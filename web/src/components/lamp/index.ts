export { default as LightLamp } from './src/light-lamp.vue';
