export { default as PageHead } from './src/page-head.vue';
export { default as PageState } from './src/page-state.vue';
export { default as AskOpinion } from './src/ask-opinion.vue';
