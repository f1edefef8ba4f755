export { default as PersonName } from './src/person-name.vue';
export { default as QuotaLink } from './src/quota-link.vue';
export { quotaName } from './src/quota-name';
