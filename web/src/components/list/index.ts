export { default as ListPage } from './src/list-page.vue';
export type { Column, FilterDef, ListAnswer, ListRequest } from './src/schema';
